package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One row of a result, read by column name. Valid only while its reader runs. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** @throws DatabaseException when the column is absent or NULL */
    public String text(String column) {
        return optionalText(column).orElseThrow(() -> unexpectedNull(column));
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(read(column, String.class));
    }

    public Identifier identifier(String column) {
        return new Identifier(text(column));
    }

    /** A name from a column with the schema and one with the name. */
    public QualifiedName qualifiedName(String schemaColumn, String nameColumn) {
        return new QualifiedName(identifier(schemaColumn), identifier(nameColumn));
    }

    public long number(String column) {
        return optionalNumber(column).orElseThrow(() -> unexpectedNull(column));
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public OptionalLong optionalNumber(String column) {
        try {
            long value = result.getLong(column);
            return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    public boolean flag(String column) {
        try {
            boolean value = result.getBoolean(column);
            if (result.wasNull()) {
                throw unexpectedNull(column);
            }
            return value;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    public Optional<Lsn> optionalLsn(String column) {
        return optionalText(column).map(Lsn::parse);
    }

    public Lsn lsn(String column) {
        return Lsn.parse(text(column));
    }

    public Optional<Instant> optionalInstant(String column) {
        return Optional.ofNullable(read(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A {@code text[]} or {@code name[]}; NULL reads as the empty list. */
    public List<String> texts(String column) {
        try {
            Array array = result.getArray(column);
            return array == null ? List.of() : List.of((String[]) array.getArray());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private <T> T read(String column, Class<T> type) {
        try {
            return type == String.class ? type.cast(result.getString(column)) : result.getObject(column, type);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static DatabaseException unexpectedNull(String column) {
        return new DatabaseException(SqlState.NONE, Messages.text("postgres.row.the-server-returned-no-value", column));
    }

    private static DatabaseException unreadable(SQLException e) {
        return new DatabaseException(SqlState.NONE, e.getMessage(), e);
    }
}

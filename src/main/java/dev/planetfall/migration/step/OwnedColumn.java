package dev.planetfall.migration.step;

import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import java.util.OptionalLong;

/** The column that takes its values from a sequence. */
final class OwnedColumn {
    private static final String IS_INTEGER = """
            SELECT atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) AS integer
            FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ?
            """;

    private OwnedColumn() {}

    /**
     * The value in the column that lies farthest in the sequence's direction; empty when the sequence has no integer column,
     * the column is empty, or nothing in it could come from the sequence.
     */
    static OptionalLong reached(Session session, Sequence sequence) {
        if (sequence.owner().isEmpty()) {
            return OptionalLong.empty();
        }
        Sequence.OwnerColumn owner = sequence.owner().get();
        boolean integer = session.queryFirst(
                        IS_INTEGER, row -> row.flag("integer"), owner.table().quoted(), owner.column())
                .orElse(false);
        if (!integer) {
            return OptionalLong.empty();
        }
        return session.queryOne(
                "SELECT " + (sequence.increment() > 0 ? "max" : "min") + "("
                        + owner.column().quoted()
                        + ")::bigint AS reached FROM " + owner.table().quoted() + " WHERE "
                        + owner.column().quoted() + " BETWEEN ? AND ?",
                row -> row.optionalNumber("reached"),
                sequence.minimum(),
                sequence.maximum());
    }
}

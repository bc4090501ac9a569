package dev.planetfall.migration.schema;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement of the schema amounts to when it is sent a second time. */
enum StatementKind {
    /** Makes something, and fails with one of the codes for duplicates when it is there. */
    CREATES(""),
    /** Fails with "multiple primary keys for table" when it is there. */
    ADDS_PRIMARY_KEY(SqlState.INVALID_TABLE_DEFINITION.code()),
    /** Fails with "is already an identity column" when it is one. */
    MAKES_IDENTITY(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE.code()),
    /** Fails with "is already a partition" when it is one. */
    ATTACHES_PARTITION(SqlState.WRONG_OBJECT_TYPE.code()),
    /** Says how something that exists shall be: can be sent again without harm, and then changes nothing. */
    SETS("");

    private static final Set<SqlState> DUPLICATES = Set.of(
            SqlState.DUPLICATE_OBJECT,
            SqlState.DUPLICATE_TABLE,
            SqlState.DUPLICATE_SCHEMA,
            SqlState.DUPLICATE_FUNCTION,
            SqlState.DUPLICATE_COLUMN);

    /** Who makes at the same time what another session has not committed yet, violates an index of the catalogs. */
    private static final Pattern CATALOG_INDEX = Pattern.compile("\\bpg_\\w+_index\\b");

    private static final Pattern PRIMARY_KEY = starting("ALTER TABLE .* ADD CONSTRAINT .* PRIMARY KEY ");
    private static final Pattern IDENTITY = starting("ALTER TABLE .* ADD GENERATED ");
    private static final Pattern ATTACH = starting("ALTER TABLE .* ATTACH PARTITION ");
    private static final Pattern ADD = starting("ALTER (TABLE|DOMAIN|TEXT SEARCH|OPERATOR FAMILY) .* ADD ");
    /** From version 18 on a constraint, and adding the one that is there changes nothing. */
    private static final Pattern NOT_NULL = Pattern.compile(
            "ALTER TABLE (?:ONLY )?\\S+\\s+ADD CONSTRAINT \"(?:[^\"]|\"\")+\" NOT NULL ", Pattern.DOTALL);

    private static final Pattern SET = starting("(ALTER|COMMENT|CREATE OR REPLACE) ");

    private final String whenThere;

    StatementKind(String whenThere) {
        this.whenThere = whenThere;
    }

    static StatementKind of(String sql) {
        if (PRIMARY_KEY.matcher(sql).lookingAt()) {
            return ADDS_PRIMARY_KEY;
        }
        if (IDENTITY.matcher(sql).lookingAt()) {
            return MAKES_IDENTITY;
        }
        if (ATTACH.matcher(sql).lookingAt()) {
            return ATTACHES_PARTITION;
        }
        if (NOT_NULL.matcher(sql).lookingAt()) {
            return SETS;
        }
        return SET.matcher(sql).lookingAt() && !ADD.matcher(sql).lookingAt() ? SETS : CREATES;
    }

    /** Whether this failure means that the work had been done before. Rows that break a unique key say nothing of that. */
    boolean isThere(DatabaseException failure) {
        SqlState state = failure.state();
        return DUPLICATES.contains(state)
                || whenThere.equals(state.code())
                || (state.equals(SqlState.UNIQUE_VIOLATION)
                        && CATALOG_INDEX
                                .matcher(String.valueOf(failure.getMessage()))
                                .find());
    }

    private static Pattern starting(String words) {
        return Pattern.compile(words.replace(" ", "\\s+"), Pattern.DOTALL);
    }
}

package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains why the target does not find what it has: objects are made with an empty {@code search_path}, and the body of a
 * function that runs then, such as for a computed column, names another one without its schema.
 */
final class UnqualifiedNames {
    /** Only an English message can be explained. */
    private static final Pattern MISSING =
            Pattern.compile("(?:function ([^\\s\".(]+)\\(|relation \"([^\".]+)\") ?.*does not exist");

    private static final String THERE = """
            SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')' AS name
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proname = ? AND %1$s
            UNION ALL
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = ? AND %1$s
            ORDER BY 1
            """.formatted(Catalog.USER_SCHEMAS);

    private final Database target;

    UnqualifiedNames(Database target) {
        this.target = target;
    }

    /** A further line for the server's message; empty where this is not the reason. */
    String hint(DatabaseException failure) {
        Matcher missing = MISSING.matcher(String.valueOf(failure.getMessage()));
        if (!Set.of(SqlState.UNDEFINED_FUNCTION, SqlState.UNDEFINED_TABLE).contains(failure.state())
                || !missing.find()) {
            return "";
        }
        List<String> there = missing.group(1) == null ? there("", missing.group(2)) : there(missing.group(1), "");
        return there.isEmpty()
                ? ""
                : Messages.text("schema.unqualified-names.it-is-there-as-the", String.join(", ", there));
    }

    private List<String> there(String function, String relation) {
        return target.withReadOnlySession(session -> session.query(THERE, row -> row.text("name"), function, relation));
    }
}

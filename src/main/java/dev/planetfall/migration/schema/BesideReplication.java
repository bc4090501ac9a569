package dev.planetfall.migration.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a constraint in two statements: the first takes a strong lock for a moment and reads no row, the second reads all rows
 * under a lock that lets a subscription go on changing them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE, VALIDATE CONSTRAINT</a>
 */
final class BesideReplication {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";

    /** With ONLY: a foreign key of a partitioned table cannot be added unvalidated before version 18. */
    private static final Pattern FOREIGN_KEY = Pattern.compile(
            "(ALTER TABLE ONLY " + NAME + "\\." + NAME + ")\\s+ADD CONSTRAINT (" + NAME + ") FOREIGN KEY .*",
            Pattern.DOTALL);

    private static final List<String> UNVALIDATED = List.of(" NOT VALID", " NOT ENFORCED");

    private BesideReplication() {}

    /** The same object where it is no constraint, or one that is not validated on the source either. */
    static SchemaObject inTwo(SchemaObject object) {
        if (object.statements().size() != 1) {
            return object;
        }
        String sql = object.statements().get(0);
        Matcher key = FOREIGN_KEY.matcher(sql);
        boolean applies = key.matches() && UNVALIDATED.stream().noneMatch(sql::endsWith);
        return applies
                ? object.with(List.of(sql + " NOT VALID", key.group(1) + " VALIDATE CONSTRAINT " + key.group(2)))
                : object;
    }
}

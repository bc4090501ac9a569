package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the statements that would give a table what it lacks, in the words with which the source's table is made. */
final class TableMending {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";
    private static final Pattern TABLE = Pattern.compile("CREATE (?:UNLOGGED )?TABLE (" + NAME + "\\." + NAME + ")");
    /** Group 1: whether it is a constraint; 2: the name of that, or of the column. */
    private static final Pattern LINE = Pattern.compile("(CONSTRAINT )?(" + NAME + ") .*", Pattern.DOTALL);

    /** By what is made: {@code column public.orders.total}. */
    private final Map<String, String> statements = new HashMap<>();

    private TableMending(SchemaOutcome table) {
        Statements.of(table.asRead()).stream().findFirst().ifPresent(create -> {
            Matcher named = TABLE.matcher(create);
            if (named.lookingAt()) {
                TableStatement.parse(create).lines().forEach(line -> add(table.name(), named.group(1), line));
            }
        });
    }

    /** The same, each with what would mend it where that is easily said. */
    static List<SchemaDifference> of(SchemaOutcome object, List<SchemaDifference> differences) {
        TableMending mending = new TableMending(object);
        return differences.stream()
                .map(difference -> difference.onTarget().isEmpty()
                        ? difference.mendedBy(mending.statements.getOrDefault(difference.what(), ""))
                        : difference)
                .toList();
    }

    private void add(String table, String quotedTable, String line) {
        Matcher about = LINE.matcher(line);
        if (!about.matches()) {
            return;
        }
        String quoted = about.group(2);
        String what = table + "." + quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
        String start = "ALTER TABLE " + quotedTable + " ADD ";
        if (about.group(1) == null) {
            statements.put("column " + what, readable(start + "COLUMN " + line));
        } else {
            statements.put("constraint " + what, readable(start + line));
            statements.put("check constraint " + what, readable(start + line));
        }
    }

    private static String readable(String sql) {
        return SchemaPart.withoutNeedlessQuotes(sql) + ";";
    }
}

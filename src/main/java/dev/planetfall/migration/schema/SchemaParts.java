package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what the catalogs tell apart, so that a difference can name the column and not only the table. */
final class SchemaParts {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";

    private static final Pattern COLUMN_SETTING = Pattern.compile(
            "ALTER TABLE (?:ONLY )?" + NAME + "\\." + NAME + " ALTER COLUMN (" + NAME + ") (SET|DROP) (\\w+|\\()(.*)",
            Pattern.DOTALL);

    private static final Pattern ADDED_CONSTRAINT = Pattern.compile(
            "ALTER (?:TABLE|DOMAIN) (?:ONLY )?" + NAME + "\\." + NAME + "\\s+ADD (?:CONSTRAINT " + NAME + " )?(.*)",
            Pattern.DOTALL);

    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT (" + NAME + ") (.*)", Pattern.DOTALL);

    /** Group 1: the name; 2: the type; 3: how a value is found; 4: what is said about NULL. */
    private static final Pattern COLUMN = Pattern.compile(
            "(" + NAME + ")(.*?)((?: DEFAULT | GENERATED ALWAYS AS ).*?)?((?: CONSTRAINT " + NAME
                    + ")? NOT NULL(?: NO INHERIT)?)?",
            Pattern.DOTALL);

    private final SortedMap<SchemaPart.Key, SchemaPart> parts = new TreeMap<>();
    private int place;

    private SchemaParts() {}

    /**
     * Every part by its key.
     *
     * @param entries in an order in which they can be made
     */
    static SortedMap<SchemaPart.Key, SchemaPart> of(List<CatalogEntry> entries) {
        SchemaParts parts = new SchemaParts();
        entries.stream()
                .filter(entry -> !entry.address().part().equals("placeholder"))
                .forEach(entry -> {
                    parts.place++;
                    parts.add(entry);
                });
        return parts.parts;
    }

    private void add(CatalogEntry entry) {
        switch (entry.kind()) {
            case "TABLE" -> addTable(entry);
            case "DEFAULT" -> entry.statements().forEach(sql -> addColumnSetting(entry, sql));
            case "CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT" -> addConstraint(entry);
            default -> put(entry, label(entry), ownName(entry), definition(entry));
        }
    }

    private void addTable(CatalogEntry entry) {
        TableStatement table = TableStatement.parse(entry.statements().get(0));
        List<String> nature = new ArrayList<>(List.of(table.nature()));
        entry.statements().stream()
                .skip(1)
                .filter(sql -> !addColumnSetting(entry, sql))
                .forEach(nature::add);
        put(entry, "table", "", String.join("\n", nature).strip());
        for (String line : table.lines()) {
            Matcher constraint = CONSTRAINT.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (constraint.matches()) {
                put(entry, constraintLabel(constraint.group(2)), plain(constraint.group(1)), constraint.group(2));
            } else if (column.matches()) {
                addColumn(entry, column);
            } else {
                put(entry, "line", line, line);
            }
        }
    }

    private void addColumn(CatalogEntry table, Matcher column) {
        String name = plain(column.group(1));
        String null_ = column.group(4) == null ? "" : column.group(4);
        put(table, "column", name, (column.group(2) + null_).strip());
        if (column.group(3) != null) {
            put(table, "column default", name, column.group(3).strip().replaceFirst("^DEFAULT ", ""));
        }
    }

    private boolean addColumnSetting(CatalogEntry entry, String sql) {
        Matcher setting = COLUMN_SETTING.matcher(sql);
        if (!setting.matches()) {
            return false;
        }
        String word = setting.group(3);
        String label = "column "
                + switch (word) {
                    case "(" -> "options";
                    case "NOT" -> "not null";
                    default -> word.toLowerCase(Locale.ROOT);
                };
        String start = switch (word) {
            case "(" -> "(";
            case "NOT" -> "NOT ";
            default -> "";
        };
        String value = setting.group(2).equals("DROP")
                ? "none"
                : start + setting.group(4).strip();
        put(entry, label, plain(setting.group(1)), value);
        return true;
    }

    private void addConstraint(CatalogEntry entry) {
        Matcher added = ADDED_CONSTRAINT.matcher(entry.statements().get(0));
        String definition = added.matches() ? added.group(1) : definition(entry);
        String more =
                entry.statements().stream().skip(1).map(sql -> ";\n" + sql).reduce("", String::concat);
        put(entry, constraintLabel(definition), ownName(entry), definition + more);
    }

    /** What is not named after its relation, such as an index, is known by its own name. */
    private void put(CatalogEntry entry, String label, String name, String definition) {
        boolean isOfRelation =
                entry.name().equals(entry.relation()) || entry.name().startsWith(entry.relation() + " ");
        String owner = isOfRelation || label.equals("identity") ? entry.relation() : "";
        String relation = label.equals("sequence") ? name : owner;
        SchemaPart.Key key = new SchemaPart.Key(label, entry.schema(), relation, name.equals(relation) ? "" : name);
        parts.put(key, new SchemaPart(key, definition, entry, place));
    }

    private static String label(CatalogEntry entry) {
        boolean isIdentity =
                entry.kind().equals("SEQUENCE") && entry.statements().get(0).startsWith("ALTER TABLE ");
        return isIdentity ? "identity" : entry.kind().toLowerCase(Locale.ROOT);
    }

    private static String constraintLabel(String definition) {
        return definition.startsWith("CHECK ") ? "check constraint" : "constraint";
    }

    /** Within its relation: what pg_dump puts before is left out. */
    private static String ownName(CatalogEntry entry) {
        String prefix = entry.relation() + " ";
        return !entry.relation().isEmpty() && entry.name().startsWith(prefix)
                ? entry.name().substring(prefix.length())
                : entry.name();
    }

    private static String definition(CatalogEntry entry) {
        return String.join(";\n", entry.statements()).replaceFirst("^CREATE OR REPLACE VIEW ", "CREATE VIEW ");
    }

    private static String plain(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
    }
}

package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to leave out, one line each: {@code exclude-schema NAME} or {@code exclude-table SCHEMA.TABLE}. Names are written as
 * in SQL: in double quotes exactly, without them in lower case. Empty lines and lines that begin with {@code #} count for
 * nothing.
 */
final class ScopeFile {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
    private static final Pattern SCHEMA = Pattern.compile("exclude-schema\\s+" + NAME);
    private static final Pattern TABLE = Pattern.compile("exclude-table\\s+" + NAME + "\\." + NAME);

    private ScopeFile() {}

    /** @throws IllegalArgumentException with one sentence that names the line */
    static Scope parse(List<String> lines) {
        Set<Identifier> schemas = new HashSet<>();
        Set<QualifiedName> tables = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher schema = SCHEMA.matcher(line);
            Matcher table = TABLE.matcher(line);
            if (schema.matches()) {
                schemas.add(identifier(schema.group(1)));
            } else if (table.matches()) {
                tables.add(new QualifiedName(identifier(table.group(1)), identifier(table.group(2))));
            } else {
                throw new IllegalArgumentException(
                        Messages.text("cli.scope-file.line-is-neither-exclude-schema", i + 1, line));
            }
        }
        return new Scope(schemas, tables);
    }

    private static Identifier identifier(String written) {
        return new Identifier(
                written.startsWith("\"")
                        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                        : written.toLowerCase(Locale.ROOT));
    }
}

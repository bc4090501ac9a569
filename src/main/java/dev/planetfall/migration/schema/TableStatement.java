package dev.planetfall.migration.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code CREATE TABLE} taken apart.
 *
 * @param nature what stands around the lines and tells what table it is, such as {@code UNLOGGED} or {@code PARTITION BY ...}
 * @param lines one for each column and each constraint
 */
record TableStatement(String nature, List<String> lines) {
    private static final Pattern START =
            Pattern.compile("CREATE (UNLOGGED )?TABLE \"(?:[^\"]|\"\")+\"\\.\"(?:[^\"]|\"\")+\"");

    TableStatement {
        lines = List.copyOf(lines);
    }

    static TableStatement parse(String sql) {
        Matcher start = START.matcher(sql);
        if (!start.lookingAt()) {
            return new TableStatement(sql, List.of());
        }
        String rest = sql.substring(start.end());
        String persistence = start.group(1) == null ? "" : start.group(1);
        Scan scan = new Scan(rest);
        if (scan.close < 0) {
            return new TableStatement((persistence + rest).strip(), List.of());
        }
        String around = rest.substring(0, scan.open) + rest.substring(scan.close + 1);
        return new TableStatement((persistence + around.strip()).strip(), scan.lines);
    }

    /** Looks for the first parenthesis that ends a line, its end, and what stands between, as commas outside of all quotes part it. */
    private static final class Scan {
        private final List<String> lines = new ArrayList<>();
        private int open = -1;
        private int close = -1;

        Scan(String text) {
            open = text.indexOf(" (\n");
            int depth = 0;
            int from = open + 2;
            char quote = 0;
            for (int i = Math.max(open, 0); i < text.length() && open >= 0 && close < 0; i++) {
                char c = text.charAt(i);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '(' || c == '[') {
                    depth++;
                } else if (c == ',' && depth == 1) {
                    add(text.substring(from, i));
                    from = i + 1;
                } else if (c == ')' || c == ']') {
                    depth--;
                    if (depth == 0) {
                        add(text.substring(from, i));
                        close = i;
                    }
                }
            }
        }

        private void add(String line) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
    }
}

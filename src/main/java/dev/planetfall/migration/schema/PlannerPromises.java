package dev.planetfall.migration.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a function promises the planner and only a superuser may declare: LEAKPROOF, and a support function. Neither changes
 * what the function returns.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createfunction.html">CREATE FUNCTION</a>
 */
final class PlannerPromises {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final String PROMISE = " (?:LEAKPROOF|SUPPORT (?:" + NAME + "\\.)?" + NAME + ")";

    /** Names and texts, which may hold anything; the end of the options; promises, with their line where they fill it. */
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'"
            + "|(?<end>\\n\\s*(?:AS|BEGIN ATOMIC|RETURN)\\s)"
            + "|(?<promise>\\n(?:" + PROMISE + ")+(?=\\n)|" + PROMISE + "(?=\\s))");

    private PlannerPromises() {}

    /** The statement without promises where it makes a function; any other statement as it is. */
    static String without(String sql) {
        if (!sql.startsWith("CREATE FUNCTION ") && !sql.startsWith("CREATE OR REPLACE FUNCTION ")) {
            return sql;
        }
        Matcher token = TOKEN.matcher(sql);
        StringBuilder kept = new StringBuilder();
        int copied = 0;
        while (token.find() && token.group("end") == null) {
            kept.append(sql, copied, token.group("promise") == null ? token.end() : token.start());
            copied = token.end();
        }
        return kept.append(sql, copied, sql.length()).toString();
    }
}

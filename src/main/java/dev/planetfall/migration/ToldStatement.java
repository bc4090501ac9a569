package dev.planetfall.migration;

import dev.planetfall.postgres.MaskedSql;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells statements that change something from questions, and gives the former as they may be written down: without values of rows,
 * without texts where a password or somebody's data may stand, and cut to a length that a person reads.
 */
final class ToldStatement {
    static final int LONGEST = 4_000;

    private static final Pattern QUESTION =
            pattern("(SELECT|WITH|IDENTIFY_SYSTEM|SHOW|VALUES|TABLE|EXPLAIN|FETCH|DECLARE|CLOSE|BEGIN|START|COMMIT|END"
                    + "|ROLLBACK|ABORT|SAVEPOINT|RELEASE|SET|RESET|DISCARD|DEALLOCATE|CREATE (LOCAL |GLOBAL )?TEMP(ORARY)?)\\b.*"
                    + "|COPY .* TO STDOUT\\b.*");
    private static final Pattern EFFECT = pattern(".*\\b(SETVAL|NEXTVAL|PG_(TERMINATE|CANCEL)_BACKEND"
            + "|PG_(CREATE|DROP|COPY)_\\w*SLOT|PG_REPLICATION_SLOT_ADVANCE|PG_REPLICATION_ORIGIN_(CREATE|DROP|ADVANCE)"
            + "|PG_RELOAD_CONF|PG_LOGICAL_EMIT_MESSAGE|LO_(CREATE?|PUT|FROM_BYTEA|UNLINK|TRUNCATE\\w*)|LOWRITE) ?\\(.*"
            + "|WITH .*\\b(INSERT INTO|(?<!FOR )(?<!KEY )UPDATE|DELETE FROM|MERGE INTO) .*");
    private static final Pattern ROWS = pattern("(INSERT|UPDATE|DELETE|MERGE|COPY|WITH) .*");

    /** What holds neither a password nor the text of a function, whose texts may therefore be read. */
    private static final Pattern HARMLESS =
            Pattern.compile("^(SELECT .*|ANALYZE.*|(CREATE|ALTER|DROP) (UNIQUE |UNLOGGED )?"
                    + "(TABLE|INDEX|SEQUENCE|TYPE|DOMAIN|STATISTICS|EXTENSION|SCHEMA|PUBLICATION|DATABASE)\\b.*)");

    private ToldStatement() {}

    /** Empty when the statement changes nothing that outlives its session. */
    static Optional<String> of(String sql) {
        String shape = MaskedSql.withoutValues(sql);
        List<String> parts = parts(shape);
        if (parts.stream().allMatch(part -> isQuestion(part))) {
            return Optional.empty();
        }
        if (parts.stream().anyMatch(ROWS.asMatchPredicate())) {
            return Optional.of(cut(shape));
        }
        boolean isHarmless = parts.stream()
                .allMatch(part -> isQuestion(part) || HARMLESS.matcher(part).matches());
        return Optional.of(cut(isHarmless ? MaskedSql.withoutBodies(sql) : MaskedSql.withoutTexts(sql)));
    }

    /**
     * An error as it may be written down: its first line, because the others quote rows, and without what stands in quotes where rows
     * were changed, which may be a value.
     */
    static String error(String sql, String message) {
        String first = message.lines().findFirst().orElse("");
        boolean ofRows = parts(MaskedSql.withoutValues(sql)).stream().anyMatch(ROWS.asMatchPredicate());
        return cut(ofRows ? first.replaceAll("\"[^\"]*\"", "\"\u2026\"") : first);
    }

    private static boolean isQuestion(String part) {
        return QUESTION.matcher(part).matches() && !EFFECT.matcher(part).matches();
    }

    /** The statements of a script, in capitals. */
    private static List<String> parts(String shape) {
        return Stream.of(shape.toUpperCase(Locale.ROOT).split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Pattern pattern(String whole) {
        return Pattern.compile(whole, Pattern.DOTALL);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\u2026 (" + Quantities.count(text.length()) + " characters)";
    }
}

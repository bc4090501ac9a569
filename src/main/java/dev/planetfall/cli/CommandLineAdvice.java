package dev.planetfall.cli;

import java.util.regex.Pattern;

/** Advice that names pages of the window, for those who have options instead. */
final class CommandLineAdvice {
    private static final Pattern SCHEMA_PAGE = Pattern.compile("\\bagain on the Schema page\\b");
    private static final Pattern REPLICATE = Pattern.compile("\\b([Rr]un) Replicate again\\b");

    private static final Pattern COPY_ROWS = Pattern.compile("\\b([Rr]un) Copy rows again\\b");

    private static final Pattern STATEMENTS =
            Pattern.compile("Apply on PlanetScale the statements that the [\\w ]+ page shows\\.");

    private CommandLineAdvice() {}

    static String of(String advice) {
        String statements = STATEMENTS
                .matcher(advice)
                .replaceAll(
                        "Run the statements above on PlanetScale, or copy the schema again with --resume ID --from schema.");
        String schema = SCHEMA_PAGE.matcher(statements).replaceAll("again with --resume ID --from schema");
        String replicate =
                REPLICATE.matcher(schema).replaceAll("$1 replication again with --resume ID --from replicate");
        return COPY_ROWS.matcher(replicate).replaceAll("$1 the copy again with --resume ID --from replicate");
    }
}

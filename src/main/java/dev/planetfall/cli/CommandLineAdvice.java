package dev.planetfall.cli;

import java.util.regex.Pattern;

/** Advice that names pages of the window, for those who have options instead. */
final class CommandLineAdvice {
    private static final Pattern SCHEMA_PAGE = Pattern.compile("\\bagain on the Schema page\\b");
    private static final Pattern REPLICATE = Pattern.compile("\\b([Rr]un) Replicate again\\b");

    private static final Pattern COPY_ROWS = Pattern.compile("\\b([Rr]un) Copy rows again\\b");

    private CommandLineAdvice() {}

    static String of(String advice) {
        String schema = SCHEMA_PAGE.matcher(advice).replaceAll("again with --resume ID --from schema");
        String replicate =
                REPLICATE.matcher(schema).replaceAll("$1 replication again with --resume ID --from replicate");
        return COPY_ROWS.matcher(replicate).replaceAll("$1 the copy again with --resume ID --from replicate");
    }
}

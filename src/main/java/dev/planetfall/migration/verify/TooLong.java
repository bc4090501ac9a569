package dev.planetfall.migration.verify;

import dev.planetfall.postgres.DatabaseException;
import java.util.Set;

/** Errors of a row whose text is longer than the one gigabyte that a value may have. */
final class TooLong {
    private static final Set<String> STATES = Set.of("54000", "53200", "XX000", "22001");

    private TooLong() {}

    /** @see <a href="https://www.postgresql.org/docs/current/limits.html">Limits: field size</a> */
    static boolean isCauseOf(DatabaseException e) {
        String message = String.valueOf(e.getMessage());
        return STATES.contains(e.state().code())
                && (message.contains("invalid memory alloc request size")
                        || message.contains("string buffer")
                        || message.contains("out of memory")
                        || message.contains("too long"));
    }
}

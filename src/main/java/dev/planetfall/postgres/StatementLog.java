package dev.planetfall.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Hears of every statement that a {@link Database} sends. Called on the thread that ran the statement. */
@FunctionalInterface
public interface StatementLog {
    StatementLog SILENT = statement -> {};

    void ran(Statement statement);

    /**
     * One statement, after it ended.
     *
     * @param server which server in the words of the caller, such as "source"
     * @param sql as sent, with every secret replaced by {@link Password#MASK}
     * @param rows returned or changed; 0 where the statement has none
     * @param error the server's message when it failed
     */
    record Statement(Instant at, String server, String sql, Duration took, long rows, Optional<String> error) {}
}

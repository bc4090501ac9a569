package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;
import java.util.Set;

/** What a server says when it has no room, no time, or goes away. */
final class ServerErrors {
    static final List<KnownError> ALL = List.of(
            coded(
                    Set.of("53100"),
                    "No space left on device|could not (extend|write to) file|disk full",
                    new ErrorMeaning(
                            "disk-full",
                            Messages.text("watch.server-errors.a-servers-disk-is-full"),
                            Messages.text("watch.server-errors.give-it-a-larger-disk"),
                            Answer.yes(Messages.text("watch.server-errors.what-did-not-fit-was")),
                            Answer.yes(Messages.text("watch.server-errors.a-source-whose-disk-is")))),
            coded(
                    Set.of("53300"),
                    "too many (clients|connections)|remaining connection slots are reserved|sorry, too many|has no free connection",
                    new ErrorMeaning(
                            "connection-limit",
                            Messages.text("watch.server-errors.a-server-a-database-or"),
                            Messages.text("watch.server-errors.close-programs-that-are-connected"),
                            Answer.yes(Messages.text("watch.server-errors.nothing-was-begun")),
                            Answer.no(Messages.text("watch.server-errors.nothing-was-changed-while-replication")))),
            coded(
                    Set.of("55P03"),
                    "canceling statement due to lock timeout|could not obtain lock",
                    new ErrorMeaning(
                            "lock-timeout",
                            Messages.text("watch.server-errors.another-session-held-a-lock"),
                            Messages.text("watch.server-errors.find-it-with-pg-blocking"),
                            Answer.yes(Messages.text("watch.server-errors.the-refused-statement-changed-nothing")),
                            Answer.no(Messages.text("watch.server-errors.no-row-was-changed")))),
            coded(
                    Set.of("40P01"),
                    "deadlock detected",
                    new ErrorMeaning(
                            "deadlock",
                            Messages.text("watch.server-errors.two-sessions-waited-for-each"),
                            Messages.text("watch.server-errors.try-again-keep-others-from"),
                            Answer.yes(Messages.text("watch.server-errors.the-refused-statement-changed-nothing")),
                            Answer.no(Messages.text("watch.server-errors.no-row-was-changed")))),
            coded(
                    Set.of(),
                    "due to (statement|transaction|idle-in-transaction|idle-session) timeout",
                    new ErrorMeaning(
                            "statement-timeout",
                            Messages.text("watch.server-errors.the-server-ended-a-statement"),
                            Messages.text("watch.server-errors.lift-the-limit-for-the"),
                            Answer.yes(Messages.text("watch.server-errors.what-was-ended-was-rolled")),
                            Answer.no(Messages.text("watch.server-errors.no-row-was-changed")))),
            coded(
                    Set.of("57014"),
                    "canceling statement due to user request",
                    new ErrorMeaning(
                            "cancelled",
                            Messages.text("watch.server-errors.somebody-or-a-program-that"),
                            Messages.text("watch.server-errors.ask-who-ends-long-statements"),
                            Answer.yes(Messages.text("watch.server-errors.what-was-cancelled-was-rolled")),
                            Answer.no(Messages.text("watch.server-errors.no-row-was-changed")))),
            coded(
                    Set.of("57P01", "57P02", "57P03", "08006", "08001", "08003", "08000"),
                    "administrator command|is (shutting down|starting up)|closed the connection unexpectedly|could not (connect to|receive data)|connection (refused|reset|timed out)|I/O error occurred|Nothing answers at|did not answer in time",
                    new ErrorMeaning(
                            "connection-lost",
                            Messages.text("watch.server-errors.the-connection-broke-a-server"),
                            Messages.text("watch.server-errors.wait-a-minute-what-runs"),
                            Answer.yes(Messages.text("watch.server-errors.what-had-not-been-committed")),
                            Answer.no(Messages.text("watch.server-errors.the-source-keeps-every-change")))));

    private ServerErrors() {}
}

package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;

/** What the source says of slots, the log they keep, and publications; and the target of its workers. */
final class SlotErrors {
    private static final Answer WAITS = Answer.no(Messages.text("watch.slot-errors.the-source-keeps-every-change"));

    static final List<KnownError> ALL = List.of(
            worded(
                    "can(not| no longer) (read from|get changes from|access) (logical )?replication slot|replication slot \"[^\"]*\" (was|has been) invalidated",
                    new ErrorMeaning(
                            "slot-invalidated",
                            Messages.text("watch.slot-errors.the-source-has-given-up"),
                            Messages.text("watch.slot-errors.raise-max-slot-wal-keep"),
                            Answer.no(Messages.text("watch.slot-errors.a-slot-that-was-given")),
                            Answer.yes(Messages.text("watch.slot-errors.planetscale-lacks-every-change-since")))),
            worded(
                    "requested WAL segment \\S+ has already been removed",
                    new ErrorMeaning(
                            "wal-removed",
                            Messages.text("watch.slot-errors.the-source-has-removed-log"),
                            Messages.text("watch.slot-errors.give-this-replication-up-empty-the"),
                            Answer.no(Messages.text("watch.slot-errors.the-log-does-not-come")),
                            Answer.yes(Messages.text("watch.slot-errors.planetscale-lacks-every-change-since")))),
            worded(
                    "replication slot \"[^\"]*\" is active for PID|replication slot \"[^\"]*\" is active",
                    new ErrorMeaning(
                            "slot-in-use",
                            Messages.text("watch.slot-errors.another-connection-reads-from-this"),
                            Messages.text("watch.slot-errors.wait-a-minute-wal-sender"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-tries-again-by-itself")),
                            WAITS)),
            worded(
                    "replication slot \"[^\"]*\" does not exist",
                    new ErrorMeaning(
                            "slot-missing",
                            Messages.text("watch.slot-errors.the-slot-of-this-migration"),
                            Messages.text("watch.slot-errors.give-this-replication-up-empty"),
                            Answer.no(Messages.text("watch.slot-errors.a-new-slot-would-begin")),
                            Answer.yes(Messages.text("watch.slot-errors.planetscale-lacks-every-change-since")))),
            worded(
                    "publication \"[^\"]*\" does not exist|skipped loading publication",
                    new ErrorMeaning(
                            "publication-missing",
                            Messages.text("watch.slot-errors.the-publication-was-dropped-on"),
                            Messages.text("watch.slot-errors.where-it-is-gone-give"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-tries-again-by-itself-without")),
                            WAITS)),
            worded(
                    "all replication slots are in use",
                    new ErrorMeaning(
                            "slots-exhausted",
                            Messages.text("watch.slot-errors.the-source-has-no-replication"),
                            Messages.text("watch.slot-errors.drop-slots-that-nobody-needs"),
                            Answer.yes(Messages.text("watch.slot-errors.nothing-was-begun")),
                            Answer.no(Messages.text("watch.slot-errors.nothing-was-changed")))),
            worded(
                    "could not find free replication state|could not create replication origin|cannot (setup|set up) replication origin.*max_",
                    new ErrorMeaning(
                            "origins-exhausted",
                            Messages.text("watch.slot-errors.planetscale-has-no-replication-origin"),
                            Messages.text("watch.slot-errors.raise-max-replication-slots-on"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-tries-again-by-itself")),
                            WAITS)),
            worded(
                    "out of logical replication worker slots|out of background worker slots",
                    new ErrorMeaning(
                            "workers-exhausted",
                            Messages.text("watch.slot-errors.planetscale-has-no-worker-left"),
                            Messages.text("watch.slot-errors.raise-max-logical-replication-workers"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-tries-again-by-itself")),
                            WAITS)),
            worded(
                    "exceeds max_wal_senders|number of requested standby connections",
                    new ErrorMeaning(
                            "senders-exhausted",
                            Messages.text("watch.slot-errors.the-source-has-no-wal"),
                            Messages.text("watch.slot-errors.end-what-others-replicate-there"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-tries-again-by-itself")),
                            WAITS)),
            worded(
                    "replication worker due to timeout|walsender process due to replication timeout",
                    new ErrorMeaning(
                            "walsender-timeout",
                            Messages.text("watch.slot-errors.one-server-heard-nothing-of"),
                            Messages.text("watch.slot-errors.if-it-happens-once-nothing"),
                            Answer.yes(Messages.text("watch.slot-errors.postgresql-connects-again-by-itself")),
                            WAITS)),
            worded(
                    "logical decoding requires .?wal_level|wal_level. (set to|>=) .?logical",
                    new ErrorMeaning(
                            "wal-level",
                            Messages.text("watch.slot-errors.the-source-does-not-write"),
                            Messages.text("watch.slot-errors.set-wal-level-to-logical"),
                            Answer.yes(Messages.text("watch.slot-errors.nothing-was-begun")),
                            Answer.no(Messages.text("watch.slot-errors.nothing-was-changed")))));

    private SlotErrors() {}
}

package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;

/** What the source says of slots, the log they keep, and publications; and the target of its workers. */
final class SlotErrors {
    private static final Answer WAITS =
            Answer.no("The source keeps every change until PlanetScale has it, which takes disk there meanwhile.");

    static final List<KnownError> ALL = List.of(
            worded(
                    "can(not| no longer) (read from|get changes from|access) (logical )?replication slot|replication slot \"[^\"]*\" (was|has been) invalidated",
                    new ErrorMeaning(
                            "slot-invalidated",
                            "The source has given up the slot of this migration: it kept more log than max_slot_wal_keep_size"
                                    + " allows, or was idle for longer than the source lets a slot be.",
                            "Raise max_slot_wal_keep_size on the source (and idle_replication_slot_timeout where it is set),"
                                    + " give this replication up, empty the tables on PlanetScale and copy again.",
                            Answer.no("A slot that was given up never works again; only a new copy does."),
                            Answer.yes("PlanetScale lacks every change since then. The source has lost nothing."))),
            worded(
                    "requested WAL segment \\S+ has already been removed",
                    new ErrorMeaning(
                            "wal-removed",
                            "The source has removed log that PlanetScale still needed.",
                            "Give this replication up, empty the tables on PlanetScale and copy again; keep more log on the"
                                    + " source meanwhile (max_slot_wal_keep_size, wal_keep_size).",
                            Answer.no("The log does not come back; only a new copy helps."),
                            Answer.yes("PlanetScale lacks every change since then. The source has lost nothing."))),
            worded(
                    "replication slot \"[^\"]*\" is active for PID|replication slot \"[^\"]*\" is active",
                    new ErrorMeaning(
                            "slot-in-use",
                            "Another connection reads from this slot at this moment; after a cut of the network it may be the"
                                    + " one that was cut, until the source notices.",
                            "Wait a minute (wal_sender_timeout). If it stays, find the process in pg_stat_replication on the"
                                    + " source and end it with pg_terminate_backend.",
                            Answer.yes("PostgreSQL tries again by itself every few seconds."),
                            WAITS)),
            worded(
                    "replication slot \"[^\"]*\" does not exist",
                    new ErrorMeaning(
                            "slot-missing",
                            "The slot of this migration is gone from the source: somebody dropped it, or the source failed over"
                                    + " to a server that never had it.",
                            "Give this replication up, empty the tables on PlanetScale and copy again.",
                            Answer.no("A new slot would begin now, and what was written meanwhile would be missing."),
                            Answer.yes("PlanetScale lacks every change since then. The source has lost nothing."))),
            worded(
                    "publication \"[^\"]*\" does not exist|skipped loading publication",
                    new ErrorMeaning(
                            "publication-missing",
                            "The publication was dropped on the source, or was made after the changes that are read now.",
                            "Where it is gone, give this replication up and copy again: a publication made anew does not hold for"
                                    + " changes that were written before it.",
                            Answer.yes("PostgreSQL tries again by itself; without the publication it fails again."),
                            WAITS)),
            worded(
                    "all replication slots are in use",
                    new ErrorMeaning(
                            "slots-exhausted",
                            "The source has no replication slot left: each table that is copied needs one for a while, besides the"
                                    + " one of the migration.",
                            "Drop slots that nobody needs on the source, or raise max_replication_slots there, which takes a"
                                    + " restart.",
                            Answer.yes("Nothing was begun."),
                            Answer.no("Nothing was changed."))),
            worded(
                    "could not find free replication state|could not create replication origin|cannot (setup|set up) replication origin.*max_",
                    new ErrorMeaning(
                            "origins-exhausted",
                            "PlanetScale has no replication origin left, which every subscription and every table that is copied"
                                    + " needs.",
                            "Raise max_replication_slots on PlanetScale, from version 18 on max_active_replication_origins, in the"
                                    + " cluster's parameters; it restarts. Or drop subscriptions there that nobody needs.",
                            Answer.yes("PostgreSQL tries again by itself every few seconds."),
                            WAITS)),
            worded(
                    "out of logical replication worker slots|out of background worker slots",
                    new ErrorMeaning(
                            "workers-exhausted",
                            "PlanetScale has no worker left for this subscription.",
                            "Raise max_logical_replication_workers, and max_worker_processes above it, in the cluster's parameters;"
                                    + " it restarts. Or disable other subscriptions there.",
                            Answer.yes("PostgreSQL tries again by itself every few seconds."),
                            WAITS)),
            worded(
                    "exceeds max_wal_senders|number of requested standby connections",
                    new ErrorMeaning(
                            "senders-exhausted",
                            "The source has no WAL sender left: each table that is copied needs one, and so does every standby.",
                            "End what others replicate there if nobody needs it, or raise max_wal_senders, which takes a restart.",
                            Answer.yes("PostgreSQL tries again by itself every few seconds."),
                            WAITS)),
            worded(
                    "replication worker due to timeout|walsender process due to replication timeout",
                    new ErrorMeaning(
                            "walsender-timeout",
                            "One server heard nothing of the other for longer than wal_sender_timeout or wal_receiver_timeout: the"
                                    + " network hung, or PlanetScale was busy with one large change.",
                            "If it happens once, nothing: the connection is made anew. If it repeats, raise wal_sender_timeout for"
                                    + " the role on the source, such as ALTER ROLE ... SET wal_sender_timeout = '5min', and ask who"
                                    + " closes idle connections between the servers.",
                            Answer.yes("PostgreSQL connects again by itself and goes on where it was."),
                            WAITS)),
            worded(
                    "logical decoding requires .?wal_level|wal_level. (set to|>=) .?logical",
                    new ErrorMeaning(
                            "wal-level",
                            "The source does not write enough log for logical replication (wal_level).",
                            "Set wal_level to logical on the source, which takes a restart; the Checks page says how your provider"
                                    + " does it.",
                            Answer.yes("Nothing was begun."),
                            Answer.no("Nothing was changed."))));

    private SlotErrors() {}
}

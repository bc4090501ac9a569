package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;

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
                            "A server's disk is full.",
                            "Give it a larger disk. If it is the source's and a slot of this migration keeps much log there, give the"
                                    + " replication up: dropping the slot frees it at the next checkpoint.",
                            Answer.yes("What did not fit was rolled back."),
                            Answer.yes(
                                    "A source whose disk is full stops accepting writes. Nothing committed is lost."))),
            coded(
                    Set.of("53300"),
                    "too many (clients|connections)|remaining connection slots are reserved|sorry, too many|has no free connection",
                    new ErrorMeaning(
                            "connection-limit",
                            "A server, a database or a role has no connection left.",
                            "Close programs that are connected, or raise max_connections, or the limit of the role or database (ALTER"
                                    + " ROLE ... CONNECTION LIMIT).",
                            Answer.yes("Nothing was begun."),
                            Answer.no(
                                    "Nothing was changed. While replication cannot connect, the source keeps its log."))),
            coded(
                    Set.of("55P03"),
                    "canceling statement due to lock timeout|could not obtain lock",
                    new ErrorMeaning(
                            "lock-timeout",
                            "Another session held a lock on the table for too long.",
                            "Find it with pg_blocking_pids, end it or wait for it, then try again.",
                            Answer.yes("The refused statement changed nothing."),
                            Answer.no("No row was changed."))),
            coded(
                    Set.of("40P01"),
                    "deadlock detected",
                    new ErrorMeaning(
                            "deadlock",
                            "Two sessions waited for each other, and the server ended one.",
                            "Try again; keep others from changing the same tables on PlanetScale.",
                            Answer.yes("The refused statement changed nothing."),
                            Answer.no("No row was changed."))),
            coded(
                    Set.of(),
                    "due to (statement|transaction|idle-in-transaction|idle-session) timeout",
                    new ErrorMeaning(
                            "statement-timeout",
                            "The server ended a statement or session that took longer than a limit of the role or database.",
                            "Lift the limit for the role of the migration, such as ALTER ROLE ... SET statement_timeout = 0; a copy of a"
                                    + " table is one statement.",
                            Answer.yes("What was ended was rolled back; a table's copy begins anew."),
                            Answer.no("No row was changed."))),
            coded(
                    Set.of("57014"),
                    "canceling statement due to user request",
                    new ErrorMeaning(
                            "cancelled",
                            "Somebody, or a program that ends long statements, cancelled the work.",
                            "Ask who ends long statements there, and have it stopped for the role of the migration.",
                            Answer.yes("What was cancelled was rolled back."),
                            Answer.no("No row was changed."))),
            coded(
                    Set.of("57P01", "57P02", "57P03", "08006", "08001", "08003", "08000"),
                    "administrator command|is (shutting down|starting up)|closed the connection unexpectedly|could not (connect to|receive data)|connection (refused|reset|timed out)|I/O error occurred|Nothing answers at|did not answer in time",
                    new ErrorMeaning(
                            "connection-lost",
                            "The connection broke: a server restarted, or the network between was cut.",
                            "Wait a minute: what runs on the servers goes on by itself. If it stays, look whether the server runs and"
                                    + " whether a firewall changed.",
                            Answer.yes("What had not been committed was rolled back."),
                            Answer.no(
                                    "The source keeps every change until PlanetScale has it, which takes disk there meanwhile."))));

    private ServerErrors() {}
}

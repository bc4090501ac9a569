package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import java.util.Map;
import java.util.Optional;

/** What a server's refusal of rows means for a person. */
final class CopyFailure {
    private static final String AGAIN = Messages.text("copy.copy-failure.then-run-this-again-the");

    /** By SQLSTATE: what is wrong, and what to do. */
    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry(
                    "53100",
                    Messages.text("copy.copy-failure.planetscales-disk-is-full"),
                    Messages.text("copy.copy-failure.give-the-cluster-a-larger")),
            entry(
                    "22021",
                    Messages.text("copy.copy-failure.it-holds-text-that-is"),
                    Messages.text("copy.copy-failure.find-these-rows-on-the")),
            entry(
                    "22P05",
                    Messages.text("copy.copy-failure.it-holds-characters-that-planetscales"),
                    Messages.text("copy.copy-failure.make-the-database-on-planetscale")),
            entry(
                    "42501",
                    Messages.text("copy.copy-failure.the-role-may-not-read"),
                    Messages.text("copy.copy-failure.grant-the-role-what-the")),
            entry(
                    "42P01",
                    Messages.text("copy.copy-failure.it-was-dropped-or-renamed"),
                    Messages.text("copy.copy-failure.copy-the-schema-again")),
            entry(
                    "42703",
                    Messages.text("copy.copy-failure.one-of-its-columns-was"),
                    Messages.text("copy.copy-failure.copy-the-schema-again")),
            entry(
                    "54000",
                    Messages.text("copy.copy-failure.one-of-its-rows-is"),
                    Messages.text("copy.copy-failure.leave-the-table-out-of")),
            entry(
                    "23505",
                    Messages.text("copy.copy-failure.a-key-is-there-twice"),
                    Messages.text("copy.copy-failure.where-planetscale-has-a-unique")),
            entry(
                    "23514",
                    Messages.text("copy.copy-failure.planetscale-has-a-check-that"),
                    Messages.text("copy.copy-failure.where-the-source-has-no")),
            entry(
                    "23502",
                    Messages.text("copy.copy-failure.planetscale-wants-a-value-in"),
                    Messages.text("copy.copy-failure.where-the-source-wants-none")),
            entry(
                    "57014",
                    Messages.text("copy.copy-failure.somebody-or-a-limit-of"),
                    Messages.text("copy.copy-failure.ask-who-ends-long-statements")),
            entry(
                    "53300",
                    Messages.text("copy.copy-failure.a-server-has-no-connection"),
                    Messages.text("copy.copy-failure.close-programs-that-are-connected")));

    private static final Meaning OTHER = new Meaning(
            Messages.text("copy.copy-failure.a-server-refused"),
            Messages.text("copy.copy-failure.mend-what-the-servers-message"));

    private CopyFailure() {}

    /** The same failure in words for people, where a server refused a chunk; otherwise itself. */
    static RuntimeException explained(Optional<Chunk> chunk, RuntimeException failure) {
        boolean isRefusal = failure instanceof DatabaseException e && !e.state().isConnectionLoss();
        if (chunk.isEmpty() || !isRefusal || failure instanceof MigrationCancelledException) {
            return failure;
        }
        return of(chunk.get().table(), (DatabaseException) failure, AGAIN);
    }

    /** @param again what running it again does then, beginning with a space */
    static StepFailedException of(QualifiedName table, DatabaseException refusal, String again) {
        Meaning meaning = MEANINGS.getOrDefault(refusal.state().code(), OTHER);
        return new StepFailedException(
                Messages.text(
                        "copy.copy-failure.table-could-not-be-copied-the", table, meaning.what(), refusal.getMessage()),
                meaning.advice() + again,
                refusal);
    }

    /** A row is held whole, and its text is twice as long as its bytes. */
    static StepFailedException ofMemory(Chunk chunk, Throwable cause) {
        return new StepFailedException(
                Messages.text(
                        "copy.copy-failure.table-could-not-be-copied",
                        chunk.table(),
                        Quantities.bytes(Runtime.getRuntime().maxMemory())),
                Messages.text("copy.copy-failure.start-it-with-more-memory"),
                cause);
    }

    private static Map.Entry<String, Meaning> entry(String state, String what, String advice) {
        return Map.entry(state, new Meaning(what, advice));
    }

    private record Meaning(String what, String advice) {}
}

package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import java.util.Map;
import java.util.Optional;

/** What a server's refusal of rows means for a person. */
final class CopyFailure {
    private static final String AGAIN = " Then run this again: the copy begins anew.";

    /** By SQLSTATE: what is wrong, and what to do. */
    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry("53100", "PlanetScale's disk is full", "Give the cluster a larger disk."),
            entry(
                    "22021",
                    "it holds text that is not valid in its encoding",
                    "Find these rows on the source and mend their text; the server's message names the bytes."),
            entry(
                    "22P05",
                    "it holds characters that PlanetScale's encoding lacks",
                    "Make the database on PlanetScale in the source's encoding, or mend these rows."),
            entry(
                    "42501",
                    "the role may not read or write all of its rows",
                    "Grant the role what the server's message names, or connect as the tables' owner."),
            entry("42P01", "it was dropped or renamed meanwhile", "Copy the schema again."),
            entry("42703", "one of its columns was dropped or renamed meanwhile", "Copy the schema again."),
            entry(
                    "54000",
                    "one of its rows is larger than a server can send, which is 1 GB as text",
                    "Leave the table out of the scope and copy it by hand."),
            entry(
                    "23505",
                    "a key is there twice",
                    "Where PlanetScale has a unique index that the source lacks, drop it there. Otherwise an index of the source"
                            + " is damaged: delete one of the two rows there, and rebuild the index with REINDEX."),
            entry(
                    "23514",
                    "PlanetScale has a check that its rows do not pass",
                    "Where the source has no such check, drop it on PlanetScale; otherwise mend these rows on the source."),
            entry(
                    "23502",
                    "PlanetScale wants a value in a column that has none in some rows",
                    "Where the source wants none, drop NOT NULL on PlanetScale; otherwise mend these rows on the source."),
            entry(
                    "57014",
                    "somebody or a limit of a server ended the work",
                    "Ask who ends long statements there, and have it stopped."),
            entry(
                    "53300",
                    "a server has no connection left",
                    "Close programs that are connected to it, or raise max_connections."));

    private static final Meaning OTHER = new Meaning("a server refused", "Mend what the server's message names.");

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
                "Table " + table + " could not be copied: " + meaning.what() + ". The server said: "
                        + refusal.getMessage(),
                meaning.advice() + again,
                refusal);
    }

    /** A row is held whole, and its text is twice as long as its bytes. */
    static StepFailedException ofMemory(Chunk chunk, Throwable cause) {
        return new StepFailedException(
                "Table " + chunk.table()
                        + " could not be copied: one of its rows is too large for the memory of this program,"
                        + " which is " + Quantities.bytes(Runtime.getRuntime().maxMemory()) + ".",
                "Start it with more memory, such as java -Xmx4g -jar planetfall.jar, or use logical replication, where rows do"
                        + " not go through this computer.",
                cause);
    }

    private static Map.Entry<String, Meaning> entry(String state, String what, String advice) {
        return Map.entry(state, new Meaning(what, advice));
    }

    private record Meaning(String what, String advice) {}
}

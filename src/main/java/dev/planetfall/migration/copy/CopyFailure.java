package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import java.util.Map;
import java.util.Optional;

/** What a server's refusal of rows means for a person. */
final class CopyFailure {
    private static final String AGAIN = " Then run this again: the copy begins anew.";

    /** By SQLSTATE: what is wrong, and what to do. */
    private static final Map<String, Meaning> MEANINGS = Map.of(
            "53100",
            new Meaning("PlanetScale's disk is full", "Give the cluster a larger disk."),
            "22021",
            new Meaning(
                    "it holds text that is not valid in its encoding",
                    "Find these rows on the source and mend their text; the server's message names the bytes."),
            "22P05",
            new Meaning(
                    "it holds characters that PlanetScale's encoding lacks",
                    "Make the database on PlanetScale in the source's encoding, or mend these rows."),
            "42501",
            new Meaning(
                    "the role may not read or write all of its rows",
                    "Grant the role what the server's message names, or connect as the tables' owner."),
            "42P01",
            new Meaning("it was dropped or renamed meanwhile", "Copy the schema again."),
            "42703",
            new Meaning("one of its columns was dropped or renamed meanwhile", "Copy the schema again."),
            "54000",
            new Meaning(
                    "one of its rows is larger than a server can send, which is 1 GB as text",
                    "Leave the table out of the scope and copy it by hand."));

    private static final Meaning OTHER = new Meaning("a server refused", "Mend what the server's message names.");

    private CopyFailure() {}

    /** The same failure in words for people, where a server refused a chunk; otherwise itself. */
    static RuntimeException explained(Optional<Chunk> chunk, RuntimeException failure) {
        boolean isRefusal = failure instanceof DatabaseException e && !e.state().isConnectionLoss();
        if (chunk.isEmpty() || !isRefusal || failure instanceof MigrationCancelledException) {
            return failure;
        }
        Meaning meaning =
                MEANINGS.getOrDefault(((DatabaseException) failure).state().code(), OTHER);
        return new StepFailedException(
                "Table " + chunk.get().table() + " could not be copied: " + meaning.what() + ". The server said: "
                        + failure.getMessage(),
                meaning.advice() + AGAIN,
                failure);
    }

    private record Meaning(String what, String advice) {}
}

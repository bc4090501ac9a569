package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;
import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;
import java.util.Set;

/** What a server says of tables that differ between the two, and of rows that one of them refuses. */
final class TableErrors {
    private static final Answer BY_ITSELF = Answer.yes(
            "PostgreSQL tries the same again by itself every few seconds, and goes on once the cause is mended.");
    private static final Answer WAITS =
            Answer.no("The source keeps every change until PlanetScale has it, which takes disk there meanwhile.");

    static final List<KnownError> ALL = List.of(
            worded(
                    "is missing replicated columns?:|replication target relation .* is missing",
                    new ErrorMeaning(
                            "column-missing",
                            "A table on PlanetScale lacks a column that the source replicates: it was added on the source, or"
                                    + " dropped or renamed on PlanetScale.",
                            "Add the column on PlanetScale; the Replicate page shows the statement.",
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "incompatible generated column|is a generated column|non-DEFAULT value into column",
                    new ErrorMeaning(
                            "generated-column",
                            "A column is generated on one server and an ordinary one on the other: a generated column takes no value"
                                    + " from outside.",
                            "Make it the same on both: on PlanetScale, ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION makes it an"
                                    + " ordinary column.",
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "replication target relation \\S.* does not exist",
                    new ErrorMeaning(
                            "table-missing",
                            "A table that the source replicates is not on PlanetScale.",
                            "Create it there, by copying the schema again.",
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "does not have a replica identity and publishes",
                    new ErrorMeaning(
                            "no-replica-identity",
                            "The table is published but has neither a primary key nor a replica identity: the source refuses every"
                                    + " UPDATE and DELETE of it, also your application's.",
                            "At once: ALTER TABLE ... REPLICA IDENTITY FULL on the source, or take the table out of the publication."
                                    + " Then give it a primary key.",
                            Answer.yes("The refused statement changed nothing."),
                            Answer.yes(
                                    "Your application cannot change or delete rows of this table until then. No row was lost."))),
            worded(
                    "did not send replica identity column|has neither REPLICA IDENTITY index nor PRIMARY KEY",
                    new ErrorMeaning(
                            "identity-differs",
                            "PlanetScale cannot tell which row to change: its table has another key than the source's, or none.",
                            "Give the table on PlanetScale the same primary key, or set REPLICA IDENTITY FULL on the source.",
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "could not identify an equality operator",
                    new ErrorMeaning(
                            "no-equality",
                            "The table has REPLICA IDENTITY FULL and a column of a type that cannot be compared, such as json or point.",
                            "Give the table a primary key on both servers and set REPLICA IDENTITY DEFAULT on the source.",
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("23505"),
                    "duplicate key value violates unique constraint|conflict detected on relation .*conflict=(insert|update)_exists|conflict=multiple_unique_conflicts",
                    new ErrorMeaning(
                            "duplicate-key",
                            "A row with the same key is on PlanetScale already: somebody wrote there, the table held rows before the"
                                    + " copy, or PlanetScale has a unique index that the source lacks.",
                            "Look at the row on PlanetScale. If it was not meant to be there, delete it; while a table is first copied,"
                                    + " empty the whole table. Drop a unique index that the source lacks.",
                            BY_ITSELF,
                            Answer.yes(
                                    "Somebody else may write to PlanetScale. Find out who before you cut over, and verify the table."))),
            coded(
                    Set.of("23502", "23503", "23514"),
                    "violates (check|not-null|foreign key) constraint",
                    new ErrorMeaning(
                            "constraint-violated",
                            "PlanetScale has a rule for the table that the source lacks or that its rows do not pass.",
                            "Where the source has no such rule, drop it on PlanetScale; otherwise mend the rows on the source.",
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("22021", "22P05"),
                    "invalid byte sequence for encoding|has no equivalent in encoding",
                    new ErrorMeaning(
                            "encoding",
                            "A row holds text that is not valid in its encoding, or that PlanetScale's encoding lacks.",
                            "Mend the text on the source; the message names the bytes. Or make the database on PlanetScale in the"
                                    + " source's encoding.",
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("22P02", "22P03", "22001", "22003"),
                    "invalid input (syntax|value) for|incorrect binary data format|value too long for type|out of range for type|(smallint|integer|bigint) out of range|numeric field overflow",
                    new ErrorMeaning(
                            "type-differs",
                            "A column has another type on PlanetScale than on the source, and a value does not fit.",
                            "Give the column on PlanetScale the type it has on the source.",
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("42703"),
                    "column \"?[^\"\\s]+\"? (of relation \\S+ )?does not exist",
                    new ErrorMeaning(
                            "column-unknown",
                            "A statement names a column that the table does not have: it was dropped or renamed meanwhile.",
                            "Make both schemas alike; the Replicate page shows where they have come apart. Then run this again.",
                            Answer.yes("The refused statement changed nothing."),
                            Answer.no("No row was changed."))),
            coded(
                    Set.of("42P01"),
                    "relation \"[^\"]+\" does not exist",
                    new ErrorMeaning(
                            "table-missing",
                            "A table that the source replicates is not on PlanetScale.",
                            "Create it there, by copying the schema again.",
                            Answer.yes("The refused statement changed nothing."),
                            Answer.no("No row was changed."))));

    private TableErrors() {}
}

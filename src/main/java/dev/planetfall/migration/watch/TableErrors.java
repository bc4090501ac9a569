package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;
import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;
import java.util.Set;

/** What a server says of tables that differ between the two, and of rows that one of them refuses. */
final class TableErrors {
    private static final Answer BY_ITSELF =
            Answer.yes(Messages.text("watch.table-errors.postgresql-tries-the-same-again"));
    private static final Answer WAITS = Answer.no(Messages.text("watch.table-errors.the-source-keeps-every-change"));

    static final List<KnownError> ALL = List.of(
            worded(
                    "is missing replicated columns?:|replication target relation .* is missing",
                    new ErrorMeaning(
                            "column-missing",
                            Messages.text("watch.table-errors.a-table-on-planetscale-lacks"),
                            Messages.text("watch.table-errors.add-the-column-on-planetscale"),
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "incompatible generated column|is a generated column|non-DEFAULT value into column",
                    new ErrorMeaning(
                            "generated-column",
                            Messages.text("watch.table-errors.a-column-is-generated-on"),
                            Messages.text("watch.table-errors.make-it-the-same-on"),
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "replication target relation \\S.* does not exist",
                    new ErrorMeaning(
                            "table-missing",
                            Messages.text("watch.table-errors.a-table-that-the-source"),
                            Messages.text("watch.table-errors.create-it-there-by-copying"),
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "does not have a replica identity and publishes",
                    new ErrorMeaning(
                            "no-replica-identity",
                            Messages.text("watch.table-errors.the-table-is-published-but"),
                            Messages.text("watch.table-errors.at-once-alter-table-replica"),
                            Answer.yes(Messages.text("watch.table-errors.the-refused-statement-changed-nothing")),
                            Answer.yes(Messages.text("watch.table-errors.your-application-cannot-change-or")))),
            worded(
                    "did not send replica identity column|has neither REPLICA IDENTITY index nor PRIMARY KEY",
                    new ErrorMeaning(
                            "identity-differs",
                            Messages.text("watch.table-errors.planetscale-cannot-tell-which-row"),
                            Messages.text("watch.table-errors.give-the-table-on-planetscale"),
                            BY_ITSELF,
                            WAITS)),
            worded(
                    "could not identify an equality operator",
                    new ErrorMeaning(
                            "no-equality",
                            Messages.text("watch.table-errors.the-table-has-replica-identity"),
                            Messages.text("watch.table-errors.give-the-table-a-primary"),
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("23505"),
                    "duplicate key value violates unique constraint|conflict detected on relation .*conflict=(insert|update)_exists|conflict=multiple_unique_conflicts",
                    new ErrorMeaning(
                            "duplicate-key",
                            Messages.text("watch.table-errors.a-row-with-the-same"),
                            Messages.text("watch.table-errors.look-at-the-row-on"),
                            BY_ITSELF,
                            Answer.yes(Messages.text("watch.table-errors.somebody-else-may-write-to")))),
            coded(
                    Set.of("23502", "23503", "23514"),
                    "violates (check|not-null|foreign key) constraint",
                    new ErrorMeaning(
                            "constraint-violated",
                            Messages.text("watch.table-errors.planetscale-has-a-rule-for"),
                            Messages.text("watch.table-errors.where-the-source-has-no"),
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("22021", "22P05"),
                    "invalid byte sequence for encoding|has no equivalent in encoding",
                    new ErrorMeaning(
                            "encoding",
                            Messages.text("watch.table-errors.a-row-holds-text-that"),
                            Messages.text("watch.table-errors.mend-the-text-on-the"),
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("22P02", "22P03", "22001", "22003"),
                    "invalid input (syntax|value) for|incorrect binary data format|value too long for type|out of range for type|(smallint|integer|bigint) out of range|numeric field overflow",
                    new ErrorMeaning(
                            "type-differs",
                            Messages.text("watch.table-errors.a-column-has-another-type"),
                            Messages.text("watch.table-errors.give-the-column-on-planetscale"),
                            BY_ITSELF,
                            WAITS)),
            coded(
                    Set.of("42703"),
                    "column \"?[^\"\\s]+\"? (of relation \\S+ )?does not exist",
                    new ErrorMeaning(
                            "column-unknown",
                            Messages.text("watch.table-errors.a-statement-names-a-column"),
                            Messages.text("watch.table-errors.make-both-schemas-alike-the"),
                            Answer.yes(Messages.text("watch.table-errors.the-refused-statement-changed-nothing")),
                            Answer.no(Messages.text("watch.table-errors.no-row-was-changed")))),
            coded(
                    Set.of("42P01"),
                    "relation \"[^\"]+\" does not exist",
                    new ErrorMeaning(
                            "table-missing",
                            Messages.text("watch.table-errors.a-table-that-the-source"),
                            Messages.text("watch.table-errors.create-it-there-by-copying"),
                            Answer.yes(Messages.text("watch.table-errors.the-refused-statement-changed-nothing")),
                            Answer.no(Messages.text("watch.table-errors.no-row-was-changed")))));

    private TableErrors() {}
}

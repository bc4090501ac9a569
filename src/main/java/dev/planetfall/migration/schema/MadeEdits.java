package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was made before of DDL that a person wrote, as the journal tells it. Such DDL is not run a second time by itself: it may
 * drop what it makes, with the rows that came since. Whether what it made is still there is asked of the servers, at most once.
 */
final class MadeEdits {
    private static final Verdict GONE =
            new Verdict(Result.FAILED, Messages.text("schema.made-edits.your-ddl-made-it-and"));

    private final MigrationContext context;
    private final List<Counterpart> compared = new ArrayList<>();

    MadeEdits(MigrationContext context) {
        this.context = context;
    }

    /** What became of the object when exactly this DDL was run. */
    Optional<SchemaOutcome> find(SchemaOutcome object) {
        return Optional.ofNullable(context.state().edits().get(object.key()))
                .filter(made -> made.sql().equals(object.sql()));
    }

    /** @throws dev.planetfall.postgres.DatabaseException when a server could not be asked */
    Verdict verdict(SchemaOutcome made) {
        if (compared.isEmpty()) {
            compared.add(new Counterpart(SchemaComparison.of(context, context::report)));
        }
        return compared.get(0).isGone(made) ? GONE : Verdict.UNCHANGED;
    }
}

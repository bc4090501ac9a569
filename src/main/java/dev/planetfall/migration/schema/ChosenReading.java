package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReaderUsed;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.schema.SchemaReading.NotCarried;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerVersion;
import java.util.Optional;
import java.util.Set;

/**
 * The source's schema, read as the plan wants it.
 *
 * @param used with what it was read and why, for people
 */
public record ChosenReading(SchemaReading reading, ReaderUsed used) {
    /**
     * Kinds that the catalog reader tells and does not carry, although a target may take them. All others that it does not
     * carry need a superuser, so that pg_dump's script would fail there, too.
     */
    private static final Set<String> PG_DUMP_CARRIES = Set.of("SERVER", "FOREIGN TABLE");

    /**
     * Left to the program, this is the catalog reader, which needs nothing installed; pg_dump where the source has kinds that
     * only this carries and it is at hand.
     *
     * @throws dev.planetfall.migration.StepFailedException when the schema could not be read
     */
    public static ChosenReading of(MigrationContext context) {
        return switch (context.plan().schemaSource()) {
            case CATALOG ->
                ofCatalogs(
                        new CatalogSchemaReader().read(context),
                        Messages.text("schema.chosen-reading.it-was-chosen-for-this"));
            case PG_DUMP -> ofPgDump(context, Messages.text("schema.chosen-reading.it-was-chosen-for-this"));
            case AUTOMATIC -> automatic(context);
        };
    }

    /** Whether the reader that the plan leads to carries servers and foreign tables over. */
    public static boolean carriesForeignTables(MigrationContext context) {
        return switch (context.plan().schemaSource()) {
            case CATALOG -> false;
            case PG_DUMP -> true;
            case AUTOMATIC -> canDump(context);
        };
    }

    /** Whether an object is of a kind that the catalog reader tells and only pg_dump carries. */
    public static boolean isForPgDump(String kind) {
        return PG_DUMP_CARRIES.contains(kind);
    }

    private static ChosenReading automatic(MigrationContext context) {
        SchemaReading read = new CatalogSchemaReader().read(context);
        Optional<NotCarried> special = read.notCarried().stream()
                .filter(object -> isForPgDump(object.key().kind()))
                .findFirst();
        if (special.isEmpty()) {
            return ofCatalogs(read, Messages.text("schema.chosen-reading.it-carries-every-kind-of"));
        }
        String why = Messages.text(
                "schema.chosen-reading.the-source-has-a-kind",
                special.get().key().identity());
        return canDump(context)
                ? ofPgDump(context, why + ".")
                : ofCatalogs(read, Messages.text("schema.chosen-reading.and-this-computer-has-none", why));
    }

    private static boolean canDump(MigrationContext context) {
        ServerVersion source = context.source().withReadOnlySession(session -> new Catalog(session).version());
        return PgDump.newest().filter(found -> found.major() >= source.major()).isPresent();
    }

    private static ChosenReading ofCatalogs(SchemaReading reading, String reason) {
        return new ChosenReading(reading, new ReaderUsed(SchemaSource.CATALOG, reason));
    }

    private static ChosenReading ofPgDump(MigrationContext context, String reason) {
        return new ChosenReading(new PgDumpSchemaReader().read(context), new ReaderUsed(SchemaSource.PG_DUMP, reason));
    }
}

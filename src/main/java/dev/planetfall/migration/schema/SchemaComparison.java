package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import java.util.List;
import java.util.function.Consumer;

/**
 * How the target's schema differs from the source's, within the scope. What the target has in addition does not count, unless
 * it says something else about what both have, such as a default, or refuses every row of the source. What the catalog reader does not carry over does not either.
 *
 * @param missing on the target
 * @param differing there on both servers, but printed differently
 * @param additional what only the target has, in an order in which it can be dropped
 */
public record SchemaComparison(List<Missing> missing, List<Difference> differing, List<Additional> additional) {

    /**
     * An object that the target lacks.
     *
     * @param what such as {@code column public.orders.total}
     * @param entries how {@link SchemaObject#identity()} may name what would make it
     * @param definition as the source has it
     */
    public record Missing(String what, List<String> entries, String definition) {
        public Missing {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param what such as {@code column public.orders.total}
     * @param onSource empty for what only the target has
     * @param onTarget empty for what only the source has
     * @param certain whether it means another thing; otherwise two versions may only print the same thing differently, or it is of
     *     no consequence
     */
    public record Difference(String what, String onSource, String onTarget, boolean certain) {}

    /**
     * What only the target has.
     *
     * @param ofKnown whether it belongs to a table or a domain that both servers have
     * @param mayRefuse whether it can refuse or change a row that replication brings
     */
    record Additional(SchemaPart part, boolean ofKnown, boolean mayRefuse) {
        /** Such as {@code index public.orders_by_day}. */
        String what() {
            return part.key().toString();
        }
    }

    public SchemaComparison {
        missing = List.copyOf(missing);
        differing = List.copyOf(differing);
        additional = List.copyOf(additional);
    }

    /** Of a target that has nothing in addition. */
    public SchemaComparison(List<Missing> missing, List<Difference> differing) {
        this(missing, differing, List.of());
    }

    /**
     * Asks both servers in the same way, with a number of queries that does not depend on the number of objects.
     *
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    public static SchemaComparison of(MigrationContext context) {
        return of(context, progress -> {});
    }

    /**
     * {@link #of(MigrationContext)}, telling how far it is.
     *
     * @param news is told before every question
     */
    public static SchemaComparison of(MigrationContext context, Consumer<Progress> news) {
        return withParts(context, news).comparison();
    }

    /** As {@link #of(MigrationContext, Consumer)} does it, with the parts that were compared. */
    static ComparedParts withParts(MigrationContext context, Consumer<Progress> news) {
        Scope scope = context.plan().scope();
        ServerVersion target = version(context.target());
        boolean printAlike = target.major() == version(context.source()).major();
        CatalogReading source =
                CatalogReading.of(context.source(), target, scope, asked -> news.accept(progress(asked, 0)));
        CatalogReading copy =
                CatalogReading.of(context.target(), target, scope, asked -> news.accept(progress(asked, 1)));
        return ComparedParts.of(SchemaParts.of(source.objects()), SchemaParts.of(copy.objects()), printAlike);
    }

    /** Of reading one schema, as part of reading two. */
    private static Progress progress(Progress one, int before) {
        return new Progress(
                Messages.text("schema.schema-comparison.comparing-the-two-schemas"),
                one.done() + before * one.total(),
                2 * one.total(),
                one.unit());
    }

    /** Whether the target has everything, and nothing of it certainly different. */
    public boolean isComplete() {
        return missing.isEmpty() && differing.stream().noneMatch(Difference::certain);
    }

    private static ServerVersion version(Database server) {
        return server.withReadOnlySession(session -> new Catalog(session).version());
    }
}

package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The publication on the source: an explicit list of tables, because "all tables" needs a superuser. */
public final class Publication {
    private static final int NAMES_IN_A_SENTENCE = 5;

    private Publication() {}

    /** Whether it exists and sends every table that carries rows in scope. */
    public static boolean isComplete(MigrationContext context) {
        return context.source().withReadOnlySession(session -> {
            Catalog catalog = new Catalog(session);
            Identifier name = context.plan().names().publication();
            List<QualifiedName> wanted = PublishedTables.carrying(
                            catalog.tables(), context.plan().scope())
                    .stream()
                    .map(Table::name)
                    .collect(Collectors.toCollection(ArrayList::new));
            wanted.add(ReplicationNames.MARKER_TABLE);
            return catalog.publicationExists(name) && new HashSet<>(catalog.publishedTables(name)).containsAll(wanted);
        });
    }

    /**
     * Makes the publication, or brings its list up to date.
     *
     * @throws StepFailedException when a table has no replica identity: publishing it would make the application's own
     *     UPDATE and DELETE fail at once, so nothing is published
     */
    public static void create(MigrationContext context) {
        context.source().useSession(session -> {
            Catalog catalog = new Catalog(session);
            List<Table> tables = catalog.tables();
            refuse(PublishedTables.withoutIdentity(tables, context.plan().scope()));
            List<QualifiedName> named =
                    PublishedTables.named(tables, context.plan().scope(), catalog.version());
            send(context, session, named);
        });
    }

    /** Makes the publication, or lets it send these tables and no others; the marker table it always sends. */
    static void send(MigrationContext context, Session source, List<QualifiedName> tables) {
        Identifier name = context.plan().names().publication();
        String list = Stream.concat(tables.stream(), Stream.of(ReplicationNames.MARKER_TABLE))
                .map(QualifiedName::quoted)
                .collect(Collectors.joining(", "));
        source.execute(
                new Catalog(source).publicationExists(name)
                        ? "ALTER PUBLICATION " + name.quoted() + " SET TABLE " + list
                        : "CREATE PUBLICATION " + name.quoted() + " FOR TABLE " + list);
    }

    public static boolean exists(MigrationContext context) {
        return context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .publicationExists(context.plan().names().publication()));
    }

    /** Drops it where it exists. */
    public static void drop(MigrationContext context) {
        Identifier name = context.plan().names().publication();
        context.source().useSession(session -> dropOn(session, name));
    }

    private static void dropOn(Session session, Identifier name) {
        if (new Catalog(session).publicationExists(name)) {
            session.execute("DROP PUBLICATION IF EXISTS " + name.quoted());
        }
    }

    private static void refuse(List<QualifiedName> withoutIdentity) {
        if (!withoutIdentity.isEmpty()) {
            throw new StepFailedException(
                    Messages.plural(
                            "copy.publication.nothing-was-published",
                            withoutIdentity.size(),
                            Listing.of(withoutIdentity, NAMES_IN_A_SENTENCE)),
                    Messages.text("copy.publication.give-each-a-primary-key"));
        }
    }
}

package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.catalog.Address;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes an applied schema from the target again, as long as that loses nothing: no table in scope may hold a row, and no
 * subscription may exist. Only objects that the source has, too, are dropped, and never with {@code CASCADE}.
 */
public final class SchemaRemoval {
    private static final String ADVICE = Messages.text("schema.schema-removal.if-it-really-is-no");

    /** What stops a drop for the moment: something that needs the object, which may go in a later round. */
    private static final List<SqlState> STILL_NEEDED =
            List.of(SqlState.DEPENDENT_OBJECTS_STILL_EXIST, SqlState.FEATURE_NOT_SUPPORTED);

    private static final Set<String> DROPPED = Set.of(
            "SCHEMA",
            "TYPE",
            "DOMAIN",
            "COLLATION",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "OPERATOR",
            "CAST",
            "TEXT SEARCH DICTIONARY",
            "TEXT SEARCH CONFIGURATION",
            "SEQUENCE",
            "VIEW",
            "MATERIALIZED VIEW");

    private static final String DROPS = """
            SELECT e.catalog, e.oid::int8 AS oid,
                   CASE WHEN e.catalog = 'pg_constraint' THEN
                     (SELECT 'ALTER DOMAIN ' || format_type(k.contypid, -1) || ' DROP CONSTRAINT IF EXISTS '
                        || quote_ident(k.conname) FROM pg_constraint k WHERE k.oid = e.oid::oid)
                   ELSE 'DROP ' || %s || ' IF EXISTS ' || o.identity END AS statement
            FROM unnest(?::text[], ?::text[]) e (catalog, oid)
            CROSS JOIN LATERAL pg_identify_object(('pg_catalog.' || e.catalog)::regclass, e.oid::oid, 0) o
            WHERE o.identity IS NOT NULL
            """.formatted(DropStatements.KIND);

    private SchemaRemoval() {}

    /**
     * Harmless when nothing is there.
     *
     * @throws StepFailedException when the target is in use, or something outside of the scope needs one of the objects
     */
    public static void remove(MigrationContext context) {
        Scope scope = context.plan().scope();
        ServerVersion version = context.target().withReadOnlySession(session -> new Catalog(session).version());
        Set<SchemaObject.Key> onSource = CatalogReading.of(context.source(), version, scope).objects().stream()
                .map(SchemaRemoval::key)
                .collect(Collectors.toSet());
        List<CatalogEntry> onTarget =
                CatalogReading.of(context.target(), version, scope).objects();
        List<CatalogEntry> common =
                onTarget.stream().filter(entry -> onSource.contains(key(entry))).toList();
        List<QualifiedName> tables = tables(common);
        context.target().useSession(session -> {
            session.execute("SET lock_timeout = '10s'");
            requireNoSubscription(session);
            requireEmpty(session, tables(onTarget));
            dropInRounds(session, common, tables);
        });
    }

    private static void dropInRounds(Session session, List<CatalogEntry> entries, List<QualifiedName> tables) {
        List<Drop> pending = drops(session, entries);
        if (!tables.isEmpty()) {
            Drop together = new Drop(
                    Messages.text("schema.schema-removal.the-tables"), lent -> dropTables(lent, tables), false);
            pending.add(0, together);
            dropWhatGoes(session, pending);
            if (pending.remove(together)) {
                tables.forEach(table -> pending.add(new Drop(
                        Messages.text("schema.schema-removal.table", table),
                        lent -> dropTables(lent, List.of(table)),
                        false)));
            }
        }
        dropWhatGoes(session, pending);
        String kept = Listing.of(
                pending.stream().filter(drop -> !drop.mayStay()).map(Drop::what).toList());
        if (!kept.isEmpty()) {
            throw new StepFailedException(
                    Messages.text("schema.schema-removal.something-on-planetscale-that-is", kept),
                    Messages.text("schema.schema-removal.drop-what-needs-it-by"));
        }
    }

    /** Round by round, as long as a round gets anywhere. */
    private static void dropWhatGoes(Session session, List<Drop> pending) {
        int before;
        do {
            before = pending.size();
            pending.removeIf(drop -> succeeds(session, drop));
        } while (!pending.isEmpty() && pending.size() < before);
    }

    private static boolean succeeds(Session session, Drop drop) {
        try {
            drop.run(session);
            return true;
        } catch (DatabaseException e) {
            if (STILL_NEEDED.contains(e.state())) {
                return false;
            }
            throw e;
        }
    }

    /** All at once, so that foreign keys among them are no obstacle; asked again under the lock, so that no row is lost. */
    private static void dropTables(Session session, List<QualifiedName> tables) {
        String names = tables.stream().map(QualifiedName::quoted).collect(Collectors.joining(", "));
        session.inTransaction(() -> {
            session.execute("LOCK TABLE " + names + " IN ACCESS EXCLUSIVE MODE");
            requireEmpty(session, tables);
            session.execute("DROP TABLE " + names);
            return true;
        });
    }

    /** The last made first. What goes with its table has no statement of its own, and extensions may serve others. */
    private static List<Drop> drops(Session session, List<CatalogEntry> entries) {
        List<CatalogEntry> dropped = new ArrayList<>(entries.stream()
                .filter(entry -> (DROPPED.contains(entry.kind()) || isOfDomain(entry))
                        && !entry.identity().equals("public"))
                .filter(entry -> !isIdentity(entry) && entry.address().part().isEmpty())
                .toList());
        Collections.reverse(dropped);
        Map<Address, String> statements = statements(session, dropped);
        return new ArrayList<>(dropped.stream()
                .filter(entry -> statements.containsKey(entry.address()))
                .map(entry -> new Drop(
                        entry.kind().toLowerCase(Locale.ROOT) + " " + entry.identity(),
                        statements.get(entry.address()),
                        entry.kind().equals("SCHEMA")))
                .toList());
    }

    /** The server itself tells how each is named in SQL. */
    private static Map<Address, String> statements(Session session, List<CatalogEntry> entries) {
        Map<Address, String> statements = new HashMap<>();
        session.query(
                DROPS,
                row -> statements.put(new Address(row.text("catalog"), row.number("oid")), row.text("statement")),
                entries.stream().map(entry -> entry.address().catalog()).toList(),
                entries.stream()
                        .map(entry -> Long.toString(entry.address().oid()))
                        .toList());
        return statements;
    }

    /** A check by a function that takes the domain keeps the function, which keeps the domain. */
    private static boolean isOfDomain(CatalogEntry entry) {
        return entry.kind().equals("CHECK CONSTRAINT") && entry.relation().isEmpty();
    }

    /** Goes with its column. */
    private static boolean isIdentity(CatalogEntry entry) {
        return entry.kind().equals("SEQUENCE") && entry.statements().get(0).startsWith("ALTER TABLE ");
    }

    private static List<QualifiedName> tables(List<CatalogEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind().equals("TABLE"))
                .map(entry -> QualifiedName.of(entry.schema(), entry.name()))
                .toList();
    }

    private static SchemaObject.Key key(CatalogEntry entry) {
        return new SchemaObject.Key(entry.kind(), entry.identity());
    }

    private static void requireNoSubscription(Session session) {
        boolean subscribed = session.queryOne(
                "SELECT EXISTS (SELECT FROM pg_subscription WHERE subdbid ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())) AS found",
                row -> row.flag("found"));
        if (subscribed) {
            throw new StepFailedException(
                    Messages.text("schema.schema-removal.planetscale-has-a-subscription-in"),
                    Messages.text("schema.schema-removal.undo-the-replication-first-nothing"));
        }
    }

    private static void requireEmpty(Session session, List<QualifiedName> tables) {
        for (QualifiedName table : tables) {
            if (session.queryOne(
                    "SELECT EXISTS (SELECT FROM " + table.quoted() + ") AS found", row -> row.flag("found"))) {
                throw new StepFailedException(
                        Messages.text("schema.schema-removal.the-table-on-planetscale-holds", table), ADVICE);
            }
        }
    }

    /** @param mayStay whether it is all right when others still use it, such as a schema with more in it */
    private record Drop(String what, Action action, boolean mayStay) {
        Drop(String what, String sql, boolean mayStay) {
            this(what, session -> session.execute(sql), mayStay);
        }

        void run(Session session) {
            action.on(session);
        }
    }

    @FunctionalInterface
    private interface Action {
        void on(Session session);
    }
}

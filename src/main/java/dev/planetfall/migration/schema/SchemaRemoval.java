package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes an applied schema from the target again, as long as that loses nothing: no table in scope may hold a row, and no
 * subscription may exist. Only objects that the source has, too, are dropped, and never with {@code CASCADE}.
 */
public final class SchemaRemoval {
    private static final String ADVICE =
            "If it really is no longer needed, drop it by hand on PlanetScale; nothing was removed.";

    /** What stops a drop for the moment: something that needs the object, which may go in a later round. */
    private static final List<SqlState> STILL_NEEDED =
            List.of(SqlState.DEPENDENT_OBJECTS_STILL_EXIST, SqlState.FEATURE_NOT_SUPPORTED);

    private SchemaRemoval() {}

    /**
     * Harmless when nothing is there.
     *
     * @throws StepFailedException when the target is in use, or something outside of the scope needs one of the objects
     */
    public static void remove(MigrationContext context) {
        Scope scope = context.plan().scope();
        List<SchemaFact> onTarget =
                List.copyOf(SchemaComparison.facts(context.target(), scope).values());
        var onSource = SchemaComparison.facts(context.source(), scope);
        List<SchemaFact> common = onTarget.stream()
                .filter(fact -> onSource.containsKey(fact.key()))
                .toList();
        List<QualifiedName> tables = tables(common);
        context.target().useSession(session -> {
            session.execute("SET lock_timeout = '10s'");
            requireNoSubscription(session);
            requireEmpty(session, tables(onTarget));
            dropInRounds(session, common, tables);
        });
    }

    private static void dropInRounds(Session session, List<SchemaFact> facts, List<QualifiedName> tables) {
        List<Drop> pending = drops(facts);
        if (!tables.isEmpty()) {
            pending.add(0, new Drop("the tables", lent -> dropTables(lent, tables), false));
        }
        int before;
        do {
            before = pending.size();
            pending.removeIf(drop -> succeeds(session, drop));
        } while (!pending.isEmpty() && pending.size() < before);
        String kept = pending.stream()
                .filter(drop -> !drop.mayStay())
                .map(Drop::what)
                .limit(3)
                .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            throw new StepFailedException(
                    "Something on PlanetScale that is not part of this migration still needs " + kept + ".",
                    "Drop what needs it by hand, then undo again; what could be removed is gone.");
        }
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

    private static List<Drop> drops(List<SchemaFact> facts) {
        List<Drop> drops = new ArrayList<>();
        facts.stream()
                .sorted(Comparator.comparing(SchemaFact::kind).reversed())
                .filter(fact -> !verb(fact).isEmpty())
                .map(fact -> new Drop(
                        fact.described(),
                        verb(fact) + " IF EXISTS " + quoted(fact),
                        fact.kind() == SchemaFactKind.SCHEMA))
                .forEach(drops::add);
        return drops;
    }

    /** Empty for what goes with its table, and for what is not ours to drop. */
    private static String verb(SchemaFact fact) {
        return switch (fact.kind()) {
            case VIEW -> "DROP VIEW";
            case MATERIALIZED_VIEW -> "DROP MATERIALIZED VIEW";
            case TABLE -> isForeign(fact) ? "DROP FOREIGN TABLE" : "";
            case FUNCTION -> "DROP ROUTINE";
            case SEQUENCE -> "DROP SEQUENCE";
            case DOMAIN -> "DROP DOMAIN";
            case TYPE -> "DROP TYPE";
            case SCHEMA -> fact.schema().equals("public") ? "" : "DROP SCHEMA";
            case EXTENSION, TABLE_SETTINGS, COLUMN, COLUMN_DEFAULT, CONSTRAINT, INDEX, TRIGGER, RULE, POLICY -> "";
        };
    }

    private static String quoted(SchemaFact fact) {
        return switch (fact.kind()) {
            case SCHEMA -> new Identifier(fact.schema()).quoted();
            case FUNCTION -> new Identifier(fact.schema()).quoted() + "." + fact.name();
            default ->
                QualifiedName.of(fact.schema(), fact.relation() + fact.name()).quoted();
        };
    }

    private static List<QualifiedName> tables(List<SchemaFact> facts) {
        return facts.stream()
                .filter(fact -> fact.kind() == SchemaFactKind.TABLE && !isForeign(fact))
                .map(fact -> QualifiedName.of(fact.schema(), fact.relation()))
                .toList();
    }

    private static boolean isForeign(SchemaFact fact) {
        return fact.definition().startsWith("foreign");
    }

    private static void requireNoSubscription(Session session) {
        boolean subscribed = session.queryOne(
                "SELECT EXISTS (SELECT FROM pg_subscription WHERE subdbid ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())) AS found",
                row -> row.flag("found"));
        if (subscribed) {
            throw new StepFailedException(
                    "PlanetScale has a subscription in this database, so its schema is in use and was not removed.",
                    "Undo the replication first; nothing was removed.");
        }
    }

    private static void requireEmpty(Session session, List<QualifiedName> tables) {
        for (QualifiedName table : tables) {
            if (session.queryOne(
                    "SELECT EXISTS (SELECT FROM " + table.quoted() + ") AS found", row -> row.flag("found"))) {
                throw new StepFailedException(
                        "The table " + table + " on PlanetScale holds rows, so the schema was not removed.", ADVICE);
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

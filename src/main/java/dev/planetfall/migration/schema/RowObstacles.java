package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Foreign keys and triggers that would refuse or change rows which are copied side by side and in any order, and checks that were
 * never validated, which old rows may break. They are there when a copy is made once more, or when a reader of the schema did not
 * know what could wait.
 */
public final class RowObstacles {
    private static final String QUERY = """
            SELECT 'FK CONSTRAINT' AS kind, n.nspname || '.' || c.relname || ' ' || k.conname AS name,
                   format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) AS statement
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND TABLES
            UNION ALL
            SELECT 'TRIGGER', n.nspname || '.' || c.relname || ' ' || t.tgname,
                   format('DROP TRIGGER %I ON %I.%I', t.tgname, n.nspname, c.relname)
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relkind IN ('r', 'p') AND TABLES
            UNION ALL
            SELECT 'CHECK CONSTRAINT', n.nspname || '.' || c.relname || ' ' || k.conname,
                   format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'c' AND NOT k.convalidated AND k.coninhcount = 0 AND TABLES
            UNION ALL
            SELECT 'CHECK CONSTRAINT', n.nspname || '.' || t.typname || ' ' || k.conname,
                   format('ALTER DOMAIN %I.%I DROP CONSTRAINT %I', n.nspname, t.typname, k.conname)
            FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE k.contype = 'c' AND NOT k.convalidated AND TABLES
            ORDER BY 1, 2
            """.replace("TABLES", Catalog.USER_SCHEMAS);

    /** Held back, and there: a new migration found what an earlier one had made. */
    private static final Set<Result> OURS = Set.of(Result.CREATED, Result.ALREADY_THERE, Result.HELD_BACK);

    private RowObstacles() {}

    /**
     * Drops those that this migration can make again, which counts them as held back. What a person wrote or made is left alone.
     * The journal says so first, so that a crash between the two costs nothing.
     */
    public static void holdBack(MigrationContext context) {
        holdBack(context, obstacle -> true);
    }

    /** {@link #holdBack(MigrationContext)} of checks alone: a subscription minds neither foreign keys nor triggers. */
    public static void holdBackChecks(MigrationContext context) {
        holdBack(context, obstacle -> obstacle.key().kind().equals("CHECK CONSTRAINT"));
    }

    private static void holdBack(MigrationContext context, Predicate<Obstacle> which) {
        List<Obstacle> found = context.target().withReadOnlySession(RowObstacles::find);
        for (Obstacle obstacle : found.stream().filter(which).toList()) {
            made(context, obstacle.key()).ifPresent(outcome -> {
                context.report(new SchemaObjectApplied(
                        context.clock().instant(), outcome.with(Result.HELD_BACK, "", List.of())));
                context.target().useSession(session -> session.execute(obstacle.statement()));
            });
        }
    }

    private static Optional<SchemaOutcome> made(MigrationContext context, SchemaKey key) {
        return context.state()
                .outcomes()
                .find(key)
                .filter(outcome -> !outcome.isEdited())
                .filter(outcome -> OURS.contains(outcome.result()));
    }

    private static List<Obstacle> find(Session target) {
        return target.query(QUERY, RowObstacles::read);
    }

    private static Obstacle read(Row row) {
        return new Obstacle(new SchemaKey(row.text("kind"), row.text("name")), row.text("statement"));
    }

    /** @param statement drops it */
    private record Obstacle(SchemaKey key, String statement) {}
}

package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.LargeObjects;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Large objects, which logical replication does not carry and this program copies itself, and the columns that seem to hold their
 * numbers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-restrictions.html">Restrictions</a>
 */
final class LargeObjectsCheck implements Check {
    private static final int NAMED = 100;
    /** What a server reads and works out in a second, with room to spare: 400 MB were measured. */
    private static final long COMPARED_PER_SECOND = 200L << 20;

    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name, a.attname || ' (' || format_type(a.atttypid, NULL) || ')' AS about
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped AND %s AND %s
              AND (a.atttypid = 'oid'::regtype OR t.typtype = 'd' AND t.typbasetype = 'oid'::regtype)
            ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName(
                "large-objects", Messages.text("check.large-objects.large-objects"), CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        context.source().withReadOnlySession(session -> {
            LargeObjects objects = new LargeObjects(session);
            LargeObjects.Count count = objects.count();
            if (count.all() == 0) {
                findings.accept(Finding.passed(id(), Messages.text("check.large-objects.the-source-holds-no-large")));
            } else if (!context.plan().scope().includes(LargeObjects.TABLE)) {
                findings.accept(leftOut(count.all()));
            } else {
                List<Spotted> columns = Spotted.inScope(session, context.plan().scope(), COLUMNS);
                findings.accept(copied(
                        count.all(),
                        objects.bytesOnDisk(),
                        columns,
                        context.plan().method()));
                unreadable(context, objects, count.unreadable(), findings);
                taken(context, objects, findings);
            }
            return true;
        });
    }

    private Finding leftOut(long objects) {
        return Finding.note(id(), Messages.plural("check.large-objects.large-objects-of-the-source-will", objects), "");
    }

    private Finding copied(long objects, long bytes, List<Spotted> columns, Method method) {
        Duration comparison = Duration.ofSeconds(Math.max(1, bytes / COMPARED_PER_SECOND));
        String columnsSaid = columns.isEmpty()
                ? Messages.text("check.large-objects.no-column-in-scope-seems")
                : Messages.plural("check.large-objects.columns-in-scope-may-name", columns.size());
        return Finding.note(
                        id(),
                        Messages.plural(
                                "check.large-objects.large-objects-of-the-source-on",
                                objects,
                                Quantities.bytes(bytes),
                                columnsSaid),
                        Messages.text(
                                "check.large-objects.which-takes-the-servers-about",
                                again(method),
                                Quantities.duration(comparison),
                                LargeObjects.TABLE))
                .withDetails(Spotted.lines(columns));
    }

    private static String again(Method method) {
        return switch (method) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY ->
                Messages.text("check.large-objects.replication-does-not-carry-them");
            case DUMP_AND_RESTORE -> Messages.text("check.large-objects.they-are-copied-after-the-rows");
            case STALE_COPY -> Messages.text("check.large-objects.they-are-copied-after-the");
        };
    }

    private void unreadable(
            MigrationContext context, LargeObjects objects, long unreadable, Consumer<Finding> findings) {
        if (unreadable > 0) {
            Identifier role = new Identifier(context.plan().source().user());
            findings.accept(Finding.warning(
                            id(),
                            Messages.plural("check.large-objects.large-objects-of-the-source", unreadable, role),
                            Messages.text("check.large-objects.connect-as-a-role-that"))
                    .withDetails(objects.unreadable(NAMED).stream()
                            .map(object -> Messages.text(
                                    "check.large-objects.of-role", Long.toString(object.oid()), object.owner()))
                            .toList())
                    .withRemedy(new Remedy(
                                    Side.SOURCE,
                                    grant(role),
                                    Messages.text("check.large-objects.gives-role-the-right-to", role),
                                    "")
                            .byAdministrator()));
        }
    }

    private static String grant(Identifier role) {
        return """
                DO $$ DECLARE o oid; BEGIN
                  FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP
                    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %s', o);
                  END LOOP;
                END $$;""".formatted("%s", role.quoted().replace("'", "''").replace("%", "%%"));
    }

    private void taken(MigrationContext context, LargeObjects source, Consumer<Finding> findings) {
        List<Long> taken = context.target()
                .withReadOnlySession(session -> new LargeObjects(session)
                        .taken(
                                source,
                                ReplicationNames.LARGE_OBJECT_TABLE,
                                context.plan().id(),
                                NAMED));
        if (!taken.isEmpty()) {
            findings.accept(Finding.blocker(
                            id(),
                            Messages.text("check.large-objects.planetscale-has-other-large-objects", Listing.of(taken)),
                            Messages.text("check.large-objects.columns-name-large-objects-by"))
                    .withDetails(taken.stream().map(Object::toString).toList()));
        }
    }
}

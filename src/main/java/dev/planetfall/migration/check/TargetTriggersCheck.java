package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether triggers will fire on PlanetScale for rows that replication brings. Ordinary ones do not; those set to ENABLE ALWAYS
 * or ENABLE REPLICA do, and so do a second time what they did on the source, where their result is copied, too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ENABLE REPLICA and ENABLE ALWAYS TRIGGER</a>
 */
final class TargetTriggersCheck implements Check {
    /** All but the ordinary ones. */
    private static final String SPECIAL = """
            SELECT n.nspname AS schema, c.relname AS name, t.tgname AS trigger, pg_has_role(c.relowner, 'USAGE') AS owned,
                   CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE 'DISABLED' END AS mode
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE t.tgenabled <> 'O' AND NOT t.tgisinternal AND c.relkind IN ('r', 'p') AND %s
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                              AND d.deptype = 'e')
            ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS);

    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND %s
            """.formatted(Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "target-triggers",
                Messages.text("check.target-triggers.triggers-that-fire-for-copied"),
                CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Method method = context.plan().method();
        Set<QualifiedName> wanted =
                tables(context.source()).stream().filter(scope::includes).collect(Collectors.toSet());
        List<Trigger> there = special(context.target());
        List<Trigger> firing = there.stream()
                .filter(trigger -> trigger.fires() && wanted.contains(trigger.table()))
                .toList();
        Set<String> known = there.stream().map(Trigger::place).collect(Collectors.toSet());
        List<Trigger> coming = special(context.source()).stream()
                .filter(trigger -> trigger.fires() && wanted.contains(trigger.table()))
                .filter(trigger -> !known.contains(trigger.place()))
                .toList();
        if (!firing.isEmpty()) {
            findings.accept(firing(firing, method));
        }
        if (!coming.isEmpty()) {
            findings.accept(coming(coming, method));
        }
        if (firing.isEmpty() && coming.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), Messages.text("check.target-triggers.no-trigger-fires-on-planetscale", brought(method))));
        }
    }

    private static List<QualifiedName> tables(Database database) {
        return database.withReadOnlySession(
                session -> session.query(TABLES, row -> row.qualifiedName("schema", "name")));
    }

    private static List<Trigger> special(Database database) {
        return database.withReadOnlySession(session -> session.query(
                SPECIAL,
                row -> new Trigger(
                        row.qualifiedName("schema", "name"),
                        row.identifier("trigger"),
                        row.text("mode"),
                        row.flag("owned"))));
    }

    private Finding firing(List<Trigger> triggers, Method method) {
        Remedy remedy = new Remedy(
                Side.TARGET,
                lines(triggers, trigger -> trigger.alter("DISABLE")),
                Messages.text("check.target-triggers.the-triggers-rest-on-planetscale"),
                lines(triggers, trigger -> trigger.alter("ENABLE " + trigger.mode())));
        return Finding.warning(
                        id(),
                        Messages.plural(
                                method.replicates()
                                        ? "check.target-triggers.triggers-on-planetscale-fire-for"
                                        : "check.target-triggers.triggers-on-planetscale-fire-for-every",
                                triggers.size(),
                                Listing.of(triggers)),
                        Messages.text("check.target-triggers.what-they-do-was-done-on"))
                .withDetails(triggers.stream().map(Trigger::line).toList())
                .withRemedy(triggers.stream().allMatch(Trigger::owned) ? remedy : remedy.byAdministrator());
    }

    private Finding coming(List<Trigger> triggers, Method method) {
        return Finding.warning(
                        id(),
                        Messages.plural(
                                method.replicates()
                                        ? "check.target-triggers.triggers-of-the-source-are"
                                        : "check.target-triggers.triggers-of-the-source-are-set",
                                triggers.size(),
                                Listing.of(triggers)),
                        Messages.text("check.target-triggers.what-they-do-was-done"))
                .withDetails(triggers.stream().map(Trigger::line).toList());
    }

    private static String brought(Method method) {
        return Messages.text(
                method.replicates() ? "check.target-triggers.replication-brings" : "check.target-triggers.are-copied");
    }

    private static String lines(List<Trigger> triggers, Function<Trigger, String> statement) {
        return triggers.stream().map(statement).collect(Collectors.joining("\n"));
    }

    /** @param mode ALWAYS or REPLICA, as ALTER TABLE names it, or DISABLED */
    private record Trigger(QualifiedName table, Identifier name, String mode, boolean owned) {
        boolean fires() {
            return !mode.equals("DISABLED");
        }

        /** The same on both servers, whatever the mode. */
        String place() {
            return table.quoted() + " " + name.quoted();
        }

        /** Of this table only: its partitions are listed themselves, each with a mode of its own. */
        String alter(String change) {
            return "ALTER TABLE ONLY " + table.quoted() + " " + change + " TRIGGER " + name.quoted() + ";";
        }

        String line() {
            return Messages.text("check.target-triggers.enable", this, mode);
        }

        @Override
        public String toString() {
            return Messages.text("check.target-triggers.on", name, table);
        }
    }
}

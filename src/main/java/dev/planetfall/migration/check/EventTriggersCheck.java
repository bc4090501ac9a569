package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Event triggers, which only a superuser can make and which therefore stay behind. */
final class EventTriggersCheck implements Check {
    private static final String TRIGGERS = """
            SELECT t.evtname AS name, t.evtname || ' on ' || t.evtevent || ' calls ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname)
                   || CASE t.evtenabled WHEN 'D' THEN ' (disabled)' ELSE '' END AS line,
                   n.nspname AS schema
            FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = t.oid
                              AND x.deptype = 'e')
            ORDER BY t.evtname
            """;

    @Override
    public CheckName name() {
        return new CheckName("event-triggers", "Event triggers", CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Set<Identifier> platform = Providers.of(context.source()).excludedEventTriggers();
        List<String> triggers = context
                .source()
                .withReadOnlySession(session -> session.query(
                        TRIGGERS,
                        row -> new Trigger(row.identifier("name"), row.text("line"), row.identifier("schema"))))
                .stream()
                .filter(trigger -> !platform.contains(trigger.name()))
                .filter(trigger -> context.plan().scope().includesSchema(trigger.schema()))
                .map(Trigger::line)
                .toList();
        findings.accept(
                triggers.isEmpty()
                        ? Finding.passed(id(), "The source has no event trigger that PlanetScale would lack.")
                        : Finding.warning(
                                        id(),
                                        Quantities.count(triggers.size(), "event trigger")
                                                + " of the source will not be on PlanetScale, where nobody may make any.",
                                        "They react to changes of the schema, not of rows. Find out what each does for you,"
                                                + " and do it in another way.")
                                .withDetails(triggers));
    }

    private record Trigger(Identifier name, String line, Identifier schema) {}
}

package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Event triggers, which only a superuser can make and which therefore stay behind. */
final class EventTriggersCheck implements Check {
    private static final String TRIGGERS = """
            SELECT t.evtname AS name, t.evtevent AS event, t.evtenabled = 'D' AS disabled, n.nspname AS schema,
                   quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS function
            FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = t.oid
                              AND x.deptype = 'e')
            ORDER BY t.evtname
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "event-triggers", Messages.text("check.event-triggers.event-triggers"), CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Set<Identifier> platform = Providers.of(context.source()).excludedEventTriggers();
        List<String> triggers = context
                .source()
                .withReadOnlySession(session -> session.query(
                        TRIGGERS, row -> new Trigger(row.identifier("name"), line(row), row.identifier("schema"))))
                .stream()
                .filter(trigger -> !platform.contains(trigger.name()))
                .filter(trigger -> context.plan().scope().includesSchema(trigger.schema()))
                .map(Trigger::line)
                .toList();
        findings.accept(
                triggers.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.event-triggers.the-source-has-no-event"))
                        : Finding.warning(
                                        id(),
                                        Messages.plural(
                                                "check.event-triggers.event-triggers-of-the-source", triggers.size()),
                                        Messages.text("check.event-triggers.they-react-to-changes-of"))
                                .withDetails(triggers));
    }

    private static String line(Row row) {
        return Messages.text(
                row.flag("disabled") ? "check.event-triggers.on-calls-disabled" : "check.event-triggers.on-calls",
                row.text("name"),
                row.text("event"),
                row.text("function"));
    }

    private record Trigger(Identifier name, String line, Identifier schema) {}
}

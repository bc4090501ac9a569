package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether either server still holds something of an earlier migration, made by this program or by another. Replication slots
 * among it keep log on the source for ever, and a second run of some tools stops at names that are taken.
 */
final class LeftoversCheck implements Check {
    private static final String HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String OURS = """
            SELECT 'PUBLICATION' AS kind, pubname::text AS name, '' AS note,
                   EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = pubname AND active) AS active,
                   pg_has_role(pubowner, 'USAGE') AS droppable
            FROM pg_publication WHERE strpos(pubname, p.prefix) = 1 AND pubname <> p.publication
            UNION ALL
            SELECT 'SUBSCRIPTION', subname::text, CASE WHEN subenabled THEN '' ELSE 'DISABLED' END,
                   EXISTS (SELECT FROM pg_stat_subscription r WHERE r.subname = s.subname AND r.pid IS NOT NULL),
                   pg_has_role(subowner, 'USAGE')
            FROM pg_subscription s WHERE strpos(subname, p.prefix) = 1 AND subname <> p.subscription AND subdbid = %1$s
            UNION ALL
            SELECT 'REPLICATION_SLOT', slot_name::text, 'KEEPS '
                       || coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint, active, p.replicates
            FROM pg_replication_slots
            WHERE strpos(slot_name, p.prefix) = 1 AND slot_name <> p.slot AND database = current_database()
              AND NOT temporary
            """;

    /** Of subscriptions that no longer exist. Origins of other programs have other names. */
    private static final String ORIGINS = """
            SELECT 'REPLICATION_ORIGIN' AS kind, roname AS name, '' AS note, false AS active,
                   has_function_privilege('pg_replication_origin_drop(text)', 'EXECUTE') AS droppable
            FROM pg_replication_origin
            WHERE roname ~ '^pg_[0-9]+(_[0-9]+)?$'
              AND NOT EXISTS (SELECT FROM pg_subscription s WHERE s.oid::text = split_part(roname, '_', 2))
            ORDER BY 2
            """;

    private static final String READABLE_MARKER = """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ? AND c.relname = ? AND has_schema_privilege(n.oid, 'USAGE')
                AND has_table_privilege(c.oid, 'SELECT')) AS found
            """;

    /** Rows of migrations that neither publish from nor subscribe to this database; rows of this one's copy do not count. */
    private static final String MARKERS = """
            SELECT 'MARKER_ROW' AS kind, m.migration AS name, '' AS note, false AS active,
                   has_table_privilege('%s', 'DELETE') AS droppable
            FROM %1$s m
            WHERE m.migration <> ? AND NOT EXISTS (SELECT FROM pg_subscription WHERE subname = ?)
              AND NOT EXISTS (SELECT FROM pg_publication WHERE pubname = ? || m.migration
                              UNION ALL SELECT FROM pg_subscription WHERE subname = ? || m.migration)
            ORDER BY 2
            """;

    private static final String OTHERS = """
            SELECT kind, name FROM (
              SELECT 'SCHEMA' AS kind, nspname::text AS name FROM pg_namespace
              UNION ALL SELECT 'PUBLICATION', pubname FROM pg_publication
              UNION ALL SELECT 'SUBSCRIPTION', subname FROM pg_subscription WHERE subdbid = %s
              UNION ALL SELECT 'EVENT_TRIGGER', evtname FROM pg_event_trigger
              UNION ALL SELECT 'TABLE', c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND n.nspname !~ ?) o
            WHERE name ~ ? ORDER BY 1, 2
            """.formatted(HERE);

    @Override
    public CheckName name() {
        return new CheckName(
                "leftovers",
                Messages.text("check.leftovers.leftovers-of-earlier-migrations"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Finding> found = new ArrayList<>();
        for (Side side : Side.values()) {
            found.addAll(context.database(side).withReadOnlySession(session -> findings(context, side, session)));
        }
        if (found.isEmpty()) {
            found.add(Finding.passed(id(), Messages.text("check.leftovers.neither-server-holds-anything-of")));
        }
        found.forEach(findings);
    }

    private List<Finding> findings(MigrationContext context, Side side, Session session) {
        List<Leftover> ours = ours(context, side, session);
        List<Leftover> left = ours.stream().filter(each -> !each.active()).toList();
        List<Leftover> atWork = ours.stream().filter(Leftover::active).toList();
        List<String> others = session.query(
                OTHERS,
                row -> Remnant.Kind.valueOf(row.text("kind")).word() + " " + row.text("name"),
                ReplicationNames.OF_OTHER_TOOLS,
                ReplicationNames.OF_OTHER_TOOLS);
        List<Finding> found = new ArrayList<>();
        if (!left.isEmpty()) {
            found.add(left(side, left));
        }
        if (!atWork.isEmpty()) {
            found.add(atWork(side, atWork, context.plan().method().replicates()));
        }
        if (!others.isEmpty()) {
            found.add(others(side, others));
        }
        return found;
    }

    private static List<Leftover> ours(MigrationContext context, Side side, Session session) {
        ReplicationNames names = context.plan().names();
        boolean replicates = new Catalog(session).role().mayReplicate();
        List<Leftover> found = new ArrayList<>(session.query(
                "SELECT o.* FROM (SELECT ? AS prefix, ? AS publication, ? AS subscription, ? AS slot, ?::boolean AS replicates) p,"
                        + " LATERAL (" + OURS.formatted(HERE) + ") o ORDER BY 1, 2",
                Leftover::of,
                ReplicationNames.PREFIX,
                names.publication(),
                names.subscription(),
                names.slot(),
                Boolean.toString(replicates)));
        QualifiedName marker = ReplicationNames.MARKER_TABLE;
        if (session.queryOne(READABLE_MARKER, row -> row.flag("found"), marker.schema(), marker.name())) {
            found.addAll(session.query(
                    MARKERS.formatted(marker.quoted()),
                    Leftover::of,
                    context.plan().id(),
                    names.subscription(),
                    ReplicationNames.PREFIX,
                    ReplicationNames.PREFIX));
        }
        if (side == Side.TARGET) {
            found.addAll(session.query(ORIGINS, Leftover::of));
        }
        found.sort(Comparator.comparing(Leftover::kind));
        return found;
    }

    private Finding left(Side side, List<Leftover> left) {
        Remedy remedy = new Remedy(
                side,
                left.stream().map(Leftover::drop).collect(Collectors.joining("\n")),
                Messages.text(
                        side == Side.SOURCE
                                ? "check.leftovers.changes-the-source-drops-what"
                                : "check.leftovers.drops-what-is-listed-so"),
                "");
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "check.leftovers.still-holds-objects-of-earlier",
                                left.size(),
                                start(side),
                                Listing.of(left)),
                        Messages.text("check.leftovers.a-replication-slot-among-them"))
                .withDetails(left.stream().map(each -> each + each.note()).toList())
                .withRemedy(left.stream().allMatch(Leftover::droppable) ? remedy : remedy.byAdministrator());
    }

    private Finding atWork(Side side, List<Leftover> atWork, boolean replicates) {
        return Finding.note(
                        id(),
                        Messages.text("check.leftovers.another-migration-is-at-work", place(side), Listing.of(atWork)),
                        Messages.text(
                                replicates
                                        ? "check.leftovers.leave-it-alone-if-you"
                                        : "check.leftovers.leave-it-alone-if-you-know"))
                .withDetails(atWork.stream().map(each -> each + each.note()).toList());
    }

    private Finding others(Side side, List<String> others) {
        return Finding.warning(
                        id(),
                        Messages.text(
                                "check.leftovers.holds-traces-of-other-migration", start(side), Listing.of(others)),
                        Messages.text("check.leftovers.if-such-a-tool-is"))
                .withDetails(others);
    }

    private static String place(Side side) {
        return side == Side.SOURCE ? Messages.text("check.leftovers.the-source-2") : side.label();
    }

    private static String start(Side side) {
        return side == Side.SOURCE ? Messages.text("check.leftovers.the-source") : side.label();
    }
}

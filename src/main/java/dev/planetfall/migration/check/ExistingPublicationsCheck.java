package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who else replicates from the source, or to it. None of that moves by itself, and a publication of all tables sends the
 * marker table of this program, too: a PostgreSQL subscriber that lacks it stops with an error.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createpublication.html">FOR ALL TABLES</a>
 */
final class ExistingPublicationsCheck implements Check {
    private static final String PUBLICATIONS = """
            SELECT pubname AS name FROM pg_publication
            WHERE puballtables = ?::boolean AND strpos(pubname, ?) <> 1 AND pubname !~ ? ORDER BY 1
            """;

    private static final String USED_SLOTS = """
            SELECT slot_name || ' (' || plugin || ')' AS name FROM pg_replication_slots
            WHERE slot_type = 'logical' AND database = current_database() AND active AND NOT temporary
              AND strpos(slot_name, ?) <> 1 ORDER BY 1
            """;

    private static final String SUBSCRIPTIONS = """
            SELECT subname AS name FROM pg_subscription
            WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND strpos(subname, ?) <> 1 AND subname !~ ? ORDER BY 1
            """;

    /** What a subscriber of all tables must have. */
    private static final List<String> MARKER = List.of(
            "CREATE SCHEMA " + Scope.OWN_SCHEMA.quoted() + ";",
            "CREATE TABLE " + ReplicationNames.MARKER_TABLE.quoted()
                    + " (migration text PRIMARY KEY, beat bigint NOT NULL, written_at timestamptz NOT NULL);");

    @Override
    public CheckName name() {
        return new CheckName(
                "existing-publications",
                Messages.text("check.existing-publications.other-servers-that-exchange-rows"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Finding> found = new ArrayList<>();
        context.source().withReadOnlySession(session -> {
            List<String> all = publications(session, true);
            if (!all.isEmpty() && context.plan().method().replicates()) {
                found.add(everything(all));
            }
            List<String> out = new ArrayList<>(
                    prefixed(Messages.text("check.existing-publications.publication"), publications(session, false)));
            out.addAll(prefixed(
                    Messages.text("check.existing-publications.replication-slot"),
                    names(session, USED_SLOTS, ReplicationNames.PREFIX)));
            if (!out.isEmpty()) {
                found.add(sending(out));
            }
            List<String> in = names(session, SUBSCRIPTIONS, ReplicationNames.PREFIX, ReplicationNames.OF_OTHER_TOOLS);
            if (!in.isEmpty()) {
                found.add(receiving(in, context.plan().method()));
            }
            return true;
        });
        if (found.isEmpty()) {
            found.add(Finding.passed(
                    id(),
                    Messages.text(
                            context.plan().method().replicates()
                                    ? "check.existing-publications.nobody-else-replicates-from-the"
                                    : "check.existing-publications.the-source-exchanges-no-rows")));
        }
        found.forEach(findings);
    }

    private static List<String> publications(Session session, boolean ofAllTables) {
        return names(
                session,
                PUBLICATIONS,
                Boolean.toString(ofAllTables),
                ReplicationNames.PREFIX,
                ReplicationNames.OF_OTHER_TOOLS);
    }

    private static List<String> names(Session session, String query, Object... parameters) {
        return session.query(query, row -> row.text("name"), parameters);
    }

    private static List<String> prefixed(String kind, List<String> names) {
        return names.stream().map(name -> kind + name).toList();
    }

    private Finding everything(List<String> publications) {
        return Finding.warning(
                        id(),
                        Messages.text(
                                "check.existing-publications.the-source-publishes-all-tables",
                                Listing.of(publications)),
                        Messages.text("check.existing-publications.a-postgresql-server-that-subscribes"))
                .withDetails(MARKER);
    }

    private Finding sending(List<String> out) {
        return Finding.note(
                        id(),
                        Messages.text("check.existing-publications.the-source-sends-its-changes", Listing.of(out)),
                        Messages.text("check.existing-publications.this-goes-on-during-the"))
                .withDetails(out);
    }

    private Finding receiving(List<String> in, Method method) {
        String late = Messages.text(
                method.replicates()
                        ? "check.existing-publications.the-writers-were-stopped"
                        : "check.existing-publications.the-copy-began");
        String before = Messages.text(
                method.replicates()
                        ? "check.existing-publications.cut-over"
                        : "check.existing-publications.copy-the-rows");
        return Finding.warning(
                        id(),
                        Messages.text(
                                "check.existing-publications.the-source-receives-rows-from",
                                Listing.of(prefixed(Messages.text("check.existing-publications.subscription"), in))),
                        Messages.text("check.existing-publications.what-arrives-after-does-not", late, before))
                .withDetails(prefixed(Messages.text("check.existing-publications.subscription"), in));
    }
}

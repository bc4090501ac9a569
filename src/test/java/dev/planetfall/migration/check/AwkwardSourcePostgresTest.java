package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All checks on sources that are hard to read. */
@ExtendWith(TwoPostgresExtension.class)
class AwkwardSourcePostgresTest {
    /** 63 bytes, quotes, spaces, a semicolon, a percent sign, an emoji and another script. */
    private static final String NAME = "Robert\"); DROP TABLE 'x'; -- 100 % 🚀 заказы " + "n".repeat(10);

    @Test
    void readNamesThatNobodyShouldGive(TwoPostgres servers) {
        Identifier name = new Identifier(NAME);
        assertThat(NAME.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isEqualTo(63);
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE SCHEMA " + name.quoted());
            String table = name.quoted() + "." + name.quoted();
            session.execute("CREATE TABLE " + table + " (" + name.quoted() + " serial, body json)");
            session.execute("CREATE VIEW " + name.quoted() + ".v AS SELECT * FROM " + table);
            session.execute("CREATE INDEX ON " + table + " (" + name.quoted() + ")");
            session.execute("ALTER TABLE " + table + " REPLICA IDENTITY FULL");
        });

        Map<String, String> broken = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        ask(servers.plan(), findings, broken);

        assertThat(broken).isEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                .extracting(Finding::checkId)
                .containsExactly("replica-identity");
    }

    /** What such a role may not ask is told as not known; what it can ask is never told as a pass of what it cannot see. */
    @Test
    void blockARoleThatMayReadNothing(TwoPostgres servers) {
        ConnectionSettings owner = servers.sourceSettings();
        String role = "nobody_" + servers.plan().id();
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY, day date)"));
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE ROLE " + role + " LOGIN PASSWORD '"
                        + owner.password().reveal() + "'"));
        try {
            MigrationPlan plan = Asked.from(servers, owner.withUser(role));
            Map<String, String> broken = new TreeMap<>();
            List<Finding> findings = new ArrayList<>();
            ask(plan, findings, broken);

            assertThat(broken).isEmpty();
            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                    .extracting(Finding::checkId)
                    .contains("read-rights", "replication-right", "subscription-right");
        } finally {
            servers.sourceAdmin().useSession(session -> session.execute("DROP ROLE " + role));
        }
    }

    /** A server's refusal is an answer that the runner tells; anything else is a mistake of ours. */
    private static void ask(MigrationPlan plan, List<Finding> findings, Map<String, String> broken) {
        for (Check check : Checks.ALL) {
            try {
                check.run(new RecordingContext(plan), findings::add);
            } catch (DatabaseException e) {
                if (!e.state().code().equals("42501")) {
                    broken.put(check.id(), e.getMessage());
                }
            } catch (RuntimeException e) {
                broken.put(check.id(), e.toString());
            }
        }
    }
}

package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes on at the source that a replication slot would wait for, or that refuses it one. */
@ExtendWith(TwoPostgresExtension.class)
class SourceStatePostgresTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void namesPreparedTransactionsThatNobodyFinishes(TwoPostgres servers) throws IOException {
        try (OtherServer other = new OtherServer(15, Map.of("max_prepared_transactions", "2"))) {
            MigrationPlan plan = Asked.from(servers, other.settings());
            other.database().useSession(session -> {
                session.execute("BEGIN");
                session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
                session.execute("PREPARE TRANSACTION 'parcel''s'");
            });

            List<Finding> findings = Asked.findings(new PreparedTransactionsCheck(Duration.ZERO), plan);

            String detail = findings.get(0).details().get(0);
            assertThat(detail)
                    .matches(
                            "parcel's of role postgres in database postgres, for [0-9.]+ m?s: COMMIT PREPARED or ROLLBACK"
                                    + " PREPARED 'parcel''s'");
            assertThat(findings)
                    .containsExactly(Finding.blocker(
                                    "prepared-transactions",
                                    "1 prepared transaction of the source waits to be finished: parcel's.",
                                    "The copy cannot begin while one is open, and nobody seems to finish them. Let who knows"
                                            + " what they did end each, as below, in its database.")
                            .withDetails(List.of(detail)));
            assertThat(Asked.findings(new PreparedTransactionsCheck(), plan))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.WARNING);
            other.database().useSession(session -> session.execute("ROLLBACK PREPARED 'parcel''s'"));
            assertThat(Asked.findings(new PreparedTransactionsCheck(), plan))
                    .containsExactly(
                            Finding.passed("prepared-transactions", "No prepared transaction waits on the source."));
        }
    }

    @Test
    void namesTheSessionThatWritesForLong(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            long pid = session.queryOne("SELECT pg_backend_pid() AS pid", row -> row.number("pid"));
            session.rolledBack(() -> {
                session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
                List<Finding> findings = Asked.findings(new LongTransactionsCheck(Duration.ZERO, LONG), servers);
                String detail = findings.get(0).details().get(0);
                assertThat(detail)
                        .matches("session " + pid + " of role store_owner in database "
                                + servers.sourceSettings().database()
                                + ", application planetfall, idle in transaction, for [0-9.]+ m?s");
                assertThat(findings)
                        .containsExactly(Finding.warning(
                                        "long-transactions",
                                        "1 transaction on the source has been writing for more than 0 ms.",
                                        "The copy begins only when all of them have ended. Let them finish, or end a"
                                                + " forgotten one with pg_terminate_backend and its number.")
                                .withDetails(List.of(detail)));
                return true;
            });
        });
        assertThat(Asked.findings(new LongTransactionsCheck(), servers))
                .containsExactly(
                        Finding.passed("long-transactions", "No transaction stays open for long on the source."));
    }

    @Test
    void tellsOfSessionsThatReadForLong(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.rolledBack(() -> {
                    session.execute("SELECT count(*) FROM pg_class");
                    assertThat(Asked.findings(new LongTransactionsCheck(LONG, Duration.ZERO), servers))
                            .singleElement()
                            .satisfies(finding -> {
                                assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                                assertThat(finding.sentence())
                                        .isEqualTo(
                                                "1 transaction on the source has been open for more than 0 ms without writing.");
                            });
                    return true;
                }));
    }

    /** The server hides from an ordinary role since when others write, but not that they do. */
    @Test
    void neverPassesTransactionsWhoseAgeIsHidden(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.rolledBack(() -> {
                    session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
                    assertThat(Asked.findings(new LongTransactionsCheck(), servers))
                            .singleElement()
                            .satisfies(finding -> {
                                assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                                assertThat(finding.sentence())
                                        .isEqualTo(
                                                "1 transaction of other roles writes on the source, and the server does not tell"
                                                        + " this role for how long.");
                                assertThat(finding.details())
                                        .singleElement()
                                        .asString()
                                        .contains("of role postgres in database "
                                                + servers.sourceSettings().database());
                            });
                    return true;
                }));
    }

    @Test
    void warnsOfASourceThatRunsOutOfTransactionNumbers(TwoPostgres servers) throws IOException {
        try (OtherServer other = new OtherServer(15, Map.of("autovacuum", "off"))) {
            MigrationPlan plan = Asked.from(servers, other.settings());
            other.database().useSession(session -> age(session, 1_200_000_000));
            assertThat(Asked.findings(new WraparoundCheck(), plan))
                    .containsExactly(Finding.warning(
                            "wraparound",
                            "The source has used 55 % of its transaction numbers since the last complete clean-up.",
                            "A long copy holds the clean-up back further. Let a superuser run VACUUM FREEZE in this database"
                                    + " of the source first, and find out why autovacuum did not."));
            other.database().useSession(session -> age(session, 2_120_000_000));
            assertThat(Asked.findings(new WraparoundCheck(), plan))
                    .containsExactly(Finding.blocker(
                            "wraparound",
                            "The source has used 98 % of its transaction numbers and will soon refuse every write.",
                            "Let a superuser run VACUUM FREEZE in this database of the source before anything else; a copy"
                                    + " would keep it from helping."));
        }
        assertThat(Asked.findings(new WraparoundCheck(), servers))
                .containsExactly(Finding.passed("wraparound", "The source has used 0 % of its transaction numbers."));
    }

    /** Makes the database say that it was cleaned up so many transactions ago. */
    private static void age(Session session, long transactions) {
        session.execute("UPDATE pg_database SET datfrozenxid = ((txid_current() - " + transactions
                + " + 4294967296) % 4294967296)::text::xid WHERE datname = current_database()");
    }

    /** An ordinary role does not see the list; the refusal itself is what tells. */
    @Test
    void admitsTheOutputPlugin(TwoPostgres servers) {
        String database = servers.sourceSettings().database();
        servers.sourceAdmin()
                .useSession(session -> session.execute(
                        "ALTER DATABASE " + database + " SET output_plugin_libraries = 'test_decoding'"));
        List<Finding> findings = Asked.findings(new OutputPluginCheck(), servers);
        Remedy remedy = findings.get(0).remedy().orElseThrow();
        assertThat(findings).containsExactly(refused("store_owner", database, "'pgoutput'"));
        assertThat(Asked.findings(new OutputPluginCheck(), asAdministrator(servers)))
                .containsExactly(refused("postgres", database, "'test_decoding', 'pgoutput'"));
        Mended.by(remedy, servers.sourceAdmin());
        assertThat(Asked.findings(new OutputPluginCheck(), servers))
                .containsExactly(
                        Finding.passed("output-plugin", "The source lets replication use the plugin pgoutput."));
        Mended.takenBack(remedy, servers.sourceAdmin());
        assertThat(Asked.findings(new OutputPluginCheck(), servers)).isEqualTo(findings);
    }

    private static Finding refused(String role, String database, String plugins) {
        String alter = "ALTER ROLE \"" + role + "\" IN DATABASE \"" + database + "\" ";
        return Finding.blocker(
                        "output-plugin",
                        "The source does not let replication use the plugin pgoutput.",
                        "No subscription can be made without it. Let an administrator of the source add it to"
                                + " output_plugin_libraries.")
                .withRemedy(new Remedy(
                                Side.SOURCE,
                                alter + "SET output_plugin_libraries = " + plugins + ";",
                                "Changes the source: these are the plugins that this role may use in this database. Only a"
                                        + " superuser may run this.",
                                alter + "RESET output_plugin_libraries;")
                        .byAdministrator());
    }

    /** A slot that waits for somebody's transaction has passed the list already. */
    @Test
    void doesNotWaitForTransactionsToLearnThatThePluginIsAdmitted(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.rolledBack(() -> {
                    session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
                    assertThat(Asked.findings(new OutputPluginCheck(), servers))
                            .extracting(Finding::severity)
                            .containsExactly(Severity.PASSED);
                    return true;
                }));
    }

    private static MigrationPlan asAdministrator(TwoPostgres servers) {
        return Asked.from(
                servers,
                servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()));
    }
}

package dev.planetfall.migration.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SqlState;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors that a server tells to the program itself, each made to happen; and as text those that no server here can produce. */
@ExtendWith(TwoPostgresExtension.class)
class ErrorCataloguePostgresTest {
    /** By the id of what they mean. */
    private static final Map<String, List<String>> STATEMENTS = Map.ofEntries(
            Map.entry("statement-timeout", List.of("SET statement_timeout = 20; SELECT pg_sleep(5)")),
            Map.entry("cancelled", List.of("SELECT pg_cancel_backend(pg_backend_pid())")),
            Map.entry("connection-lost", List.of("SELECT pg_terminate_backend(pg_backend_pid())")),
            Map.entry("read-only", List.of("BEGIN READ ONLY; CREATE TABLE nothing (id int)")),
            Map.entry(
                    "permission",
                    List.of(
                            "SELECT * FROM pg_authid",
                            "CREATE TABLE pg_catalog.nothing (id int)",
                            "CREATE SCHEMA s; SET ROLE pg_monitor")),
            Map.entry(
                    "row-security",
                    List.of(
                            "CREATE TABLE rows (id int); ALTER TABLE rows ENABLE ROW LEVEL SECURITY;"
                                    + " ALTER TABLE rows FORCE ROW LEVEL SECURITY; SET row_security = off; SELECT * FROM rows")),
            Map.entry(
                    "generated-column",
                    List.of(
                            "CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a) STORED); INSERT INTO g VALUES (1, 2)",
                            "CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a) STORED); COPY g (b) TO STDOUT")),
            Map.entry("duplicate-key", List.of("CREATE TABLE k (id int PRIMARY KEY); INSERT INTO k VALUES (1), (1)")),
            Map.entry("constraint-violated", List.of("CREATE TABLE n (id int NOT NULL); INSERT INTO n VALUES (NULL)")),
            Map.entry("column-unknown", List.of("SELECT nothing FROM pg_class")),
            Map.entry("table-missing", List.of("SELECT * FROM nowhere")),
            Map.entry("encoding", List.of("SELECT convert_from('\\xff', 'UTF8')")),
            Map.entry("type-differs", List.of("SELECT 'a'::int", "SELECT 70000::smallint")),
            Map.entry(
                    "no-replica-identity",
                    List.of("CREATE TABLE u (id int); INSERT INTO u VALUES (1); CREATE PUBLICATION p FOR TABLE u;"
                            + " UPDATE u SET id = 2")),
            Map.entry("deadlock", List.of(raised("40P01", "deadlock detected"))),
            // A disk of this computer must not be filled for it.
            Map.entry("disk-full", List.of(raised("53100", "could not extend file: No space left on device"))),
            Map.entry(
                    "slots-exhausted",
                    List.of("DO $$ BEGIN FOR n IN 1..100 LOOP PERFORM pg_create_physical_replication_slot("
                            + "'temporary_' || n, false, true); END LOOP; END $$")));

    /** Of a superuser. */
    private static final Map<String, List<String>> ADMINISTRATION = Map.of(
            "origins-exhausted",
            List.of("DO $$ BEGIN FOR n IN 1..100 LOOP PERFORM pg_replication_origin_create('many_' || n);"
                    + " PERFORM pg_replication_origin_advance('many_' || n, '0/1'); END LOOP; END $$"));

    /** What these servers cannot be made to say in a test: their words, taken from the servers' sources and logs. */
    private static final Map<String, List<String>> CAPTURED = Map.of(
            "wal-removed",
            List.of("ERROR:  requested WAL segment 000000010000000000000003 has already been removed"),
            "workers-exhausted",
            List.of("WARNING:  out of logical replication worker slots"),
            "senders-exhausted",
            List.of("FATAL:  number of requested standby connections exceeds \"max_wal_senders\" (currently 10)"),
            "wal-level",
            List.of(
                    "ERROR:  logical decoding requires \"wal_level\" >= \"logical\"",
                    "ERROR:  logical decoding requires wal_level >= logical"),
            "not-admitted",
            List.of(
                    "FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"app\", database \"store\", SSL encryption"),
            "ssl",
            List.of(
                    "ERROR:  could not connect to the publisher: server does not support SSL, but SSL was required",
                    "FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"app\", database \"store\", no encryption",
                    "could not connect to server: SSL error: certificate verify failed"),
            "walsender-timeout",
            List.of("ERROR:  terminating logical replication worker due to timeout"),
            "slot-invalidated",
            List.of(
                    "ERROR:  cannot read from logical replication slot \"x\"",
                    "ERROR:  can no longer access replication slot \"x\"",
                    "ERROR:  can no longer get changes from replication slot \"x\""),
            "publication-missing",
            List.of("WARNING:  skipped loading publication \"p\""));

    @Test
    void knowsWhatStatementsAreRefusedWith(TwoPostgres servers) {
        assertKnown(servers.sourceDatabase(), STATEMENTS, servers);
        assertKnown(servers.sourceAdmin(), ADMINISTRATION, servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void knowsWhatStatementsOfEighteenAreRefusedWith(TwoPostgres servers) {
        assertKnown(servers.sourceDatabase(), STATEMENTS, servers);
        assertKnown(servers.sourceAdmin(), ADMINISTRATION, servers);
    }

    @Test
    void knowsWhyNobodyIsLetIn(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings();
        assertThat(refusal(settings.withPassword(Password.of("wrong")))).isEqualTo("authentication");
        assertThat(refusal(settings.withUser("nobody_at_all"))).isEqualTo("authentication");
        assertThat(refusal(settings.withTls(SslMode.VERIFY_FULL, Optional.empty())))
                .isEqualTo("ssl");
        assertThat(refusal(settings.withPort(1))).isEqualTo("connection-lost");
        servers.sourceAdmin().useSession(admin -> {
            admin.execute("CREATE ROLE small_limited LOGIN CONNECTION LIMIT 0 PASSWORD 'word'");
            try {
                assertThat(refusal(settings.withUser("small_limited").withPassword(Password.of("word"))))
                        .isEqualTo("connection-limit");
            } finally {
                admin.execute("DROP ROLE small_limited");
            }
        });
    }

    @Test
    void knowsARoleThatMayNotReplicate(TwoPostgres servers) {
        servers.sourceAdmin().useSession(admin -> {
            admin.execute("CREATE ROLE small_reader LOGIN PASSWORD 'word'");
            try {
                DatabaseException refused = catchThrowableOfType(
                        DatabaseException.class,
                        () -> new Database(
                                        servers.sourceSettings()
                                                .withUser("small_reader")
                                                .withPassword(Password.of("word")),
                                        "source")
                                .useSession(session -> session.execute(
                                        "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')")));
                assertThat(id(refused)).isEqualTo("no-replication-right");
            } finally {
                admin.execute("DROP ROLE small_reader");
            }
        });
    }

    @Test
    void knowsASlotThatIsInUse(TwoPostgres servers) {
        String item = "CREATE TABLE item (id int PRIMARY KEY)";
        try (SmallSubscription small = SmallSubscription.of(servers, item, item)) {
            small.awaitActive(true);
            servers.sourceDatabase().useSession(session -> {
                DatabaseException refused = catchThrowableOfType(
                        DatabaseException.class,
                        () -> session.execute("SELECT pg_drop_replication_slot('" + SmallSubscription.SLOT + "')"));
                assertThat(id(refused)).isEqualTo("slot-in-use");
            });
        }
    }

    @Test
    void knowsATableThatIsLocked(TwoPostgres servers) {
        servers.sourceDatabase().useSession(holder -> {
            holder.execute("CREATE TABLE held (id int)");
            holder.execute("BEGIN; LOCK TABLE held");
            servers.sourceDatabase().useSession(other -> {
                other.execute("SET lock_timeout = 20");
                assertThat(id(catchThrowableOfType(DatabaseException.class, () -> other.execute("SELECT * FROM held"))))
                        .isEqualTo("lock-timeout");
            });
            holder.execute("ROLLBACK");
        });
    }

    @Test
    void knowsWhatCannotBeProducedHereByItsWords() {
        SoftAssertions softly = new SoftAssertions();
        CAPTURED.forEach((id, lines) -> lines.forEach(line -> softly.assertThat(ErrorCatalogue.of(line))
                .as(line)
                .map(ErrorMeaning::id)
                .contains(id)));
        softly.assertAll();
    }

    @Test
    void knowsAnErrorInAnotherLanguageByItsCode() {
        assertThat(ErrorCatalogue.of(new SqlState("23505"), "FEHLER: doppelter Schlüsselwert"))
                .map(ErrorMeaning::id)
                .contains("duplicate-key");
    }

    @Test
    void leavesAloneWhatItDoesNotKnow() {
        assertThat(ErrorCatalogue.of(new SqlState("XX000"), "ERROR: cache lookup failed for relation 17"))
                .isEmpty();
        assertThat(ErrorCatalogue.of("Counted 12 rows")).isEmpty();
    }

    /** So that no entry comes in without a server, or its captured words, that produce it. */
    @Test
    void everyMeaningIsMetByATest() {
        Stream<String> here = Stream.of(
                "authentication",
                "ssl",
                "connection-lost",
                "connection-limit",
                "no-replication-right",
                "slot-in-use",
                "lock-timeout");
        assertThat(ErrorCatalogue.meanings().stream().map(ErrorMeaning::id).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                here,
                                STATEMENTS.keySet().stream(),
                                ADMINISTRATION.keySet().stream(),
                                CAPTURED.keySet().stream(),
                                ReplicationErrors.ids().stream())
                        .flatMap(ids -> ids)
                        .distinct()
                        .toList());
    }

    private static void assertKnown(Database database, Map<String, List<String>> statements, TwoPostgres servers) {
        SoftAssertions softly = new SoftAssertions();
        new TreeMap<>(statements)
                .forEach((id, each) -> each.forEach(sql -> {
                    DatabaseException refused = catchThrowableOfType(
                            DatabaseException.class, () -> database.useSession(session -> session.execute(sql)));
                    softly.assertThat(refused).as(sql).isNotNull();
                    if (refused != null) {
                        softly.assertThat(id(refused)).as(refused.getMessage()).isEqualTo(id);
                        softly.assertThat(ErrorCatalogue.of(refused.getMessage()))
                                .as("without its code: " + refused.getMessage())
                                .map(ErrorMeaning::id)
                                .contains(id);
                    }
                }));
        softly.assertAll();
        servers.clean();
    }

    private static String refusal(ConnectionSettings settings) {
        return id(catchThrowableOfType(
                DatabaseException.class, () -> new Database(settings, "source").useSession(session -> {})));
    }

    private static String id(DatabaseException refused) {
        return ErrorCatalogue.of(refused).map(ErrorMeaning::id).orElse("none");
    }

    private static String raised(String state, String words) {
        return "DO $$ BEGIN RAISE EXCEPTION '" + words + "' USING ERRCODE = '" + state + "'; END $$";
    }
}

package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever copies without replication reads nothing of it. */
@ExtendWith(TwoPostgresExtension.class)
class MethodWordsPostgresTest {
    private static final Pattern OF_REPLICATION =
            Pattern.compile("replicat|subscri|\\bslots?\\b|\\blag\\b|publish|publication", Pattern.CASE_INSENSITIVE);

    /** One of each kind of which a check speaks. */
    private static final String SOURCE = """
            CREATE TABLE keyless (id int, twice int GENERATED ALWAYS AS (id * 2) STORED);
            CREATE TABLE computed (id int, twice int GENERATED ALWAYS AS (id * 2) STORED PRIMARY KEY);
            CREATE UNLOGGED TABLE cache (id int PRIMARY KEY);
            CREATE TABLE event (id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE event_a PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE child (extra text) INHERITS (parent);
            CREATE TABLE scan (image oid);
            INSERT INTO scan VALUES (lo_create(0));
            CREATE DOMAIN short AS text;
            CREATE TABLE brief (id int PRIMARY KEY, word short);
            ALTER DOMAIN short ADD CHECK (length(value) < 9) NOT VALID;
            CREATE MATERIALIZED VIEW filled AS SELECT 1 AS one;
            CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER always BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION more();
            ALTER TABLE parent ENABLE ALWAYS TRIGGER always;
            """;

    @Test
    void dumpAndRestoreDoesNotSpeakOfReplication(TwoPostgres servers) {
        assertSilentOnReplication(servers, Method.DUMP_AND_RESTORE);
    }

    @Test
    void copyOfOneMomentDoesNotSpeakOfReplication(TwoPostgres servers) {
        assertSilentOnReplication(servers, Method.STALE_COPY);
    }

    @Test
    void noHostSpeaksOfReplicationWhereRowsAreCopied() {
        assertThat(Providers.ALL.stream()
                        .filter(provider -> provider.insteadOfReplication().isEmpty())
                        .map(provider -> new ProviderLimitsCheck().judge(provider, Method.STALE_COPY))
                        .flatMap(MethodWordsPostgresTest::words))
                .noneMatch(words -> OF_REPLICATION.matcher(words).find());
    }

    private static void assertSilentOnReplication(TwoPostgres servers, Method method) {
        servers.sourceDatabase().useSession(session -> session.execute(SOURCE));
        try {
            MigrationPlan plan =
                    PlanBuilder.from(servers.plan()).method(method).build().orElseThrow();
            List<Finding> findings = Checks.of(method).stream()
                    .flatMap(check -> Asked.findings(check, plan).stream())
                    .toList();

            assertThat(findings)
                    .extracting(Finding::checkId)
                    .contains("unlogged-tables", "partitions", "generated-columns", "large-objects", "target-triggers");
            assertThat(findings.stream().flatMap(MethodWordsPostgresTest::words))
                    .noneMatch(words -> OF_REPLICATION.matcher(words).find());
        } finally {
            servers.sourceDatabase().useSession(session -> session.execute("SELECT lo_unlink(image) FROM scan"));
        }
    }

    private static Stream<String> words(Finding finding) {
        return Stream.concat(Stream.of(finding.sentence(), finding.advice()), finding.details().stream());
    }
}

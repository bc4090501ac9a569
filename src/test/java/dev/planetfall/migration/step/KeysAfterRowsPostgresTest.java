package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.KeysByChanges;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class KeysAfterRowsPostgresTest {
    private static final String SHOP = """
            CREATE TABLE quiet (id int PRIMARY KEY, n int, UNIQUE (n, id));
            CREATE INDEX by_n ON quiet (n);
            CREATE TABLE busy (id int PRIMARY KEY, n int);
            CREATE TABLE named (id int PRIMARY KEY, n int, code int NOT NULL);
            CREATE UNIQUE INDEX by_code ON named (code);
            ALTER TABLE named REPLICA IDENTITY USING INDEX by_code;
            CREATE TABLE whole (id int PRIMARY KEY DEFERRABLE, n int, span int4range, EXCLUDE USING gist (span WITH &&));
            ALTER TABLE whole REPLICA IDENTITY FULL;
            CREATE TABLE child (id int PRIMARY KEY, n int REFERENCES quiet);
            CREATE TABLE parted (id int, n int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
            CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (0) TO (1000);
            CREATE TABLE parted_high PARTITION OF parted FOR VALUES FROM (1000) TO (1000000);
            INSERT INTO quiet SELECT n, n FROM generate_series(1, 100000) n;
            INSERT INTO busy SELECT n, n FROM generate_series(1, 20000) n;
            INSERT INTO named SELECT n, n, n FROM generate_series(1, 2000) n;
            INSERT INTO whole SELECT n, n, int4range(n, n + 1) FROM generate_series(1, 500) n;
            INSERT INTO child SELECT n, n FROM generate_series(1, 2000) n;
            INSERT INTO parted SELECT n, n FROM generate_series(1, 2000) n;
            """;

    private static final List<String> TABLES = List.of("quiet", "busy", "named", "whole", "child", "parted");

    private static final String[] KEYS_HELD_BACK = {
        "CONSTRAINT public.quiet quiet_pkey",
        "CONSTRAINT public.named named_pkey",
        "INDEX public.by_code",
        "REPLICA IDENTITY public.named",
        "CONSTRAINT public.whole whole_pkey",
        "CONSTRAINT public.child child_pkey",
        "CONSTRAINT public.parted_low parted_low_pkey",
        "CONSTRAINT public.parted_high parted_high_pkey",
        "INDEX ATTACH public.parted_low_pkey",
        "INDEX ATTACH public.parted_high_pkey"
    };

    private final Step step = new WaitForCopyStep(Duration.ofSeconds(10));
    private RecordingContext context;
    private Database source;
    private Database target;

    @BeforeEach
    void copySchema(TwoPostgres servers) {
        source = servers.sourceDatabase();
        target = servers.targetDatabase();
        source.useSession(session -> session.execute(SHOP));
        source.useSession(session -> session.execute("UPDATE busy SET n = n + 1"));
        context = servers.context();
        context.pause(Duration.ofSeconds(1));
        new CopySchemaStep(new KeysByChanges.Limits(4_000_000, 1, 1)).run(context);
    }

    @AfterEach
    void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void holdsBackTheKeysOfTablesThatNobodyChanges() {
        assertThat(context.state().schema().stream()
                        .filter(outcome -> outcome.result() == Result.HELD_BACK)
                        .map(outcome -> outcome.key().toString()))
                .contains(KEYS_HELD_BACK)
                .doesNotContain("CONSTRAINT public.busy busy_pkey", "CONSTRAINT public.parted parted_pkey");
        assertThat(message("CONSTRAINT public.busy busy_pkey"))
                .matches("Made before the rows: its rows are changed [0-9,]+ times a (minute|hour|day)\\.");
        assertThat(message("CONSTRAINT public.quiet quiet_pkey"))
                .startsWith(
                        "It is made once the rows are copied. That is quicker, and its rows are not changed as far as the"
                                + " source's statistics go back, which is ");
        assertThat(message("CONSTRAINT public.parted parted_pkey")).isEmpty();
    }

    @Test
    void makesEveryKeyFirstWhileTheStatisticsAreYoung() {
        RecordingContext other = new RecordingContext(context.plan());

        new CopySchemaStep(new KeysByChanges.Limits(1, 1000, 1)).run(other);

        assertThat(other.state().schema().stream()
                        .filter(outcome -> outcome.result() == Result.HELD_BACK)
                        .map(outcome -> outcome.key().toString()))
                .doesNotContain(KEYS_HELD_BACK);
        assertThat(other.state().schema())
                .filteredOn(outcome -> outcome.name().equals("public.child child_pkey"))
                .allSatisfy(outcome -> assertThat(outcome.message())
                        .startsWith("Made before the rows: the source's statistics go back only ")
                        .endsWith(", too short to know how often the rows of so large a table are changed."));
    }

    @Test
    void makesTheKeyBeforeOtherIndexesOfTheTable() {
        PhaseRun.replicate(context).runUntil(step.id());
        step.run(context);

        assertThat(context.statements().stream()
                        .map(statement -> statement.sql())
                        .toList())
                .containsSubsequence(
                        "ALTER TABLE ONLY \"public\".\"quiet\" ADD CONSTRAINT \"quiet_pkey\" PRIMARY KEY (\"id\")",
                        "CREATE INDEX \"by_n\" ON \"public\".\"quiet\" USING \"btree\" (\"n\")");
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void recoversFromChangesDuringTheCopyOfFifteen() {
        assertRecoversFromChangesDuringTheCopy();
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void recoversFromChangesDuringTheCopyOfSeventeen() {
        assertRecoversFromChangesDuringTheCopy();
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void recoversFromChangesDuringTheCopyOfEighteen() {
        assertRecoversFromChangesDuringTheCopy();
    }

    @Test
    void recoversFromChangesThatCameBeforeTheKeys() {
        PhaseRun.replicate(context).runUntil(step.id());
        waitUntil("SELECT count(*) AS number FROM pg_subscription_rel WHERE srsubstate <> 'r'", 0);
        changeRows();
        while (number(target, "SELECT sum(apply_error_count)::bigint AS number FROM pg_stat_subscription_stats") == 0) {
            context.pause(Duration.ofMillis(200));
        }

        step.run(context);

        assertSame();
    }

    private void assertRecoversFromChangesDuringTheCopy() {
        AtomicBoolean go = new AtomicBoolean(true);
        PhaseRun.replicate(context).runUntil("create-subscription");
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            while (go.get()) {
                changeRows();
            }
        });
        try {
            Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).stream()
                    .filter(each -> each.id().equals("create-subscription"))
                    .forEach(each -> each.run(context));
            step.run(context);
        } finally {
            go.set(false);
            changes.join();
        }

        assertSame();
    }

    private void changeRows() {
        source.useSession(session -> {
            for (String table : TABLES) {
                session.execute("UPDATE " + table + " SET n = n + 0 WHERE id % 100 = 7");
            }
            session.execute(
                    "UPDATE named SET code = code + 1000000 WHERE id = (SELECT max(id) FROM named WHERE code < 1000000)");
            session.execute("DELETE FROM child WHERE id = (SELECT max(id) FROM child)");
            session.execute("DELETE FROM parted WHERE id = (SELECT min(id) FROM parted)");
            session.execute("DELETE FROM whole WHERE id = (SELECT max(id) FROM whole)");
        });
    }

    private void assertSame() {
        for (String table : TABLES) {
            String rows =
                    "SELECT hashtextextended(string_agg(t::text, ' ' ORDER BY id), 0) AS number FROM " + table + " t";
            long wanted = number(source, rows);
            waitUntil(rows, wanted);
        }
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        assertThat(context.state().schema())
                .extracting(SchemaOutcome::result)
                .containsOnly(Result.CREATED, Result.ALREADY_THERE);
        assertThat(step.isDone(context)).isTrue();
    }

    private String message(String key) {
        return context.state().schema().stream()
                .filter(outcome -> outcome.key().toString().equals(key))
                .map(SchemaOutcome::message)
                .findFirst()
                .orElseThrow();
    }

    private void waitUntil(String sql, long wanted) {
        for (int i = 0; i < 300 && number(target, sql) != wanted; i++) {
            context.pause(Duration.ofMillis(200));
        }
        assertThat(number(target, sql)).isEqualTo(wanted);
    }

    private static long number(Database database, String sql) {
        return database.withSession(session -> session.queryOne(sql, row -> row.number("number")));
    }
}

package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.SafetyEvent.ReplicationPaused;
import dev.planetfall.migration.SafetyEvent.ReplicationResumed;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.SchemaApplier;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class WaitForCopyStepPostgresTest {
    /** A circle of references, a reference that is not validated because a row breaks it, and every kind that is held back. */
    private static final String SHOP = """
            CREATE TABLE customer (id int PRIMARY KEY, email text UNIQUE, best_order int UNIQUE, note text);
            CREATE TABLE "Order" (id int PRIMARY KEY, customer int REFERENCES customer, span int4range,
              EXCLUDE USING gist (span WITH &&));
            ALTER TABLE customer ADD FOREIGN KEY (best_order) REFERENCES "Order" DEFERRABLE INITIALLY DEFERRED;
            CREATE TABLE login (id int, at date, who int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE login_2025 PARTITION OF login FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            ALTER TABLE login ADD FOREIGN KEY (who) REFERENCES customer;
            CREATE INDEX ON login (who);
            CREATE INDEX by_customer ON "Order" (customer) INCLUDE (id);
            CREATE INDEX by_note ON customer (lower(note)) WHERE id > 3;
            COMMENT ON INDEX by_note IS 'said';
            ALTER TABLE "Order" CLUSTER ON by_customer;
            CREATE STATISTICS both_of_them ON email, note FROM customer;
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''loud''; RETURN NEW; END';
            CREATE TRIGGER shouts BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION shout();
            ALTER TABLE customer ENABLE ALWAYS TRIGGER shouts;
            CREATE MATERIALIZED VIEW emails AS SELECT email FROM customer;
            CREATE UNIQUE INDEX ON emails (email);
            """;

    private static final String ROWS = """
            SET session_replication_role = replica;
            INSERT INTO customer SELECT n, n || '@example.com', n, 'quiet' FROM generate_series(1, 2000) n;
            INSERT INTO "Order" SELECT n, n, int4range(n, n + 1) FROM generate_series(1, 2000) n;
            INSERT INTO login SELECT n, '2025-05-05', n FROM generate_series(1, 2000) n;
            UPDATE customer SET note = 'quiet';
            SET session_replication_role = origin;
            ALTER TABLE customer ADD CONSTRAINT broken FOREIGN KEY (id) REFERENCES customer (best_order) NOT VALID;
            ALTER TABLE customer ADD CONSTRAINT broken_check CHECK (id > 10) NOT VALID;
            ALTER TABLE login ADD CONSTRAINT broken_check CHECK (id > 10) NOT VALID;
            COMMENT ON CONSTRAINT broken_check ON customer IS 'never looked at';
            """;

    private static final String[] HELD_BACK = {
        "INDEX public.by_customer",
        "INDEX public.by_note",
        "COMMENT public.INDEX by_note",
        "INDEX public.emails_email_idx",
        "INDEX public.login_who_idx",
        "INDEX public.login_2025_who_idx",
        "CONSTRAINT public.Order Order_span_excl",
        "CONSTRAINT public.customer customer_best_order_key",
        "CONSTRAINT public.customer customer_email_key",
        "INDEX ATTACH public.login_2025_who_idx",
        "CLUSTER public.Order",
        "STATISTICS public.both_of_them",
        "TRIGGER public.customer shouts",
        "FK CONSTRAINT public.Order Order_customer_fkey",
        "CHECK CONSTRAINT public.customer broken_check",
        "CHECK CONSTRAINT public.login broken_check",
        "CHECK CONSTRAINT public.login_2025 broken_check",
        "COMMENT public.CONSTRAINT broken_check ON customer",
        "FK CONSTRAINT public.customer broken",
        "FK CONSTRAINT public.customer customer_best_order_fkey",
        "FK CONSTRAINT public.login login_who_fkey"
    };

    private static final SchemaKey INDEX = new SchemaKey("INDEX", "public.by_note");

    private final Step step = new WaitForCopyStep();
    private RecordingContext context;
    private Database target;

    @BeforeEach
    void copySchema(TwoPostgres servers) {
        target = servers.targetDatabase();
        servers.sourceDatabase().useSession(session -> session.execute(SHOP));
        servers.sourceAdmin().useSession(session -> session.execute(ROWS));
        context = servers.context();
        new CopySchemaStep().run(context);
    }

    @AfterEach
    void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void makesWhatWasHeldBackOnceTheRowsAreThere() {
        assertMadeAfterTheCopy();
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void makesWhatWasHeldBackOfFifteen() {
        assertMadeAfterTheCopy();
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesWhatWasHeldBackOfEighteen() {
        assertMadeAfterTheCopy();
    }

    private void assertMadeAfterTheCopy() {
        assertThat(context.state().schema().stream()
                        .filter(outcome -> outcome.result() == Result.HELD_BACK)
                        .map(outcome -> outcome.key().toString()))
                .containsExactlyInAnyOrder(HELD_BACK);
        assertThat(number("SELECT count(*) AS number FROM pg_trigger WHERE NOT tgisinternal"))
                .isZero();
        assertThat(number("SELECT count(*) AS number FROM pg_constraint WHERE contype IN ('f', 'u', 'x')"
                        + " AND connamespace = 'public'::regnamespace"))
                .isZero();

        replicate();

        assertThat(context.state().schema())
                .extracting(SchemaOutcome::result)
                .containsOnly(Result.CREATED, Result.ALREADY_THERE);
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        assertThat(number("SELECT count(*) AS number FROM customer WHERE note = 'quiet'"))
                .isEqualTo(2_000);
        assertThat(step.isDone(context)).isTrue();
        List<SchemaOutcome> before = context.state().schema();
        step.run(context);
        assertThat(context.state().schema()).isEqualTo(before);
    }

    @Test
    void letsChangesThroughWhileItReadsForeignKeys() {
        replicate();

        assertThat(context.statements().stream()
                        .map(statement -> statement.sql())
                        .filter(sql -> sql.contains("Order_customer_fkey")))
                .containsSubsequence(
                        "ALTER TABLE ONLY \"public\".\"Order\" ADD CONSTRAINT \"Order_customer_fkey\" FOREIGN KEY"
                                + " (\"customer\") REFERENCES \"public\".\"customer\"(\"id\") NOT VALID",
                        "ALTER TABLE ONLY \"public\".\"Order\" VALIDATE CONSTRAINT \"Order_customer_fkey\"");
    }

    @Test
    void waitsForATransactionThatHoldsTheTable() {
        replicateUntilCopied();
        CompletableFuture<Void> run = target.withSession(session -> {
            session.execute("BEGIN; LOCK TABLE customer IN ROW EXCLUSIVE MODE");
            CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> step.run(context));
            context.pause(Duration.ofSeconds(2));
            assertThat(begun).isNotDone();
            session.execute("COMMIT");
            return begun;
        });
        run.join();

        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    @Test
    void goesOnWhereItWasStopped() {
        replicateUntilCopied();
        target.useSession(session -> {
            session.execute("BEGIN; LOCK TABLE customer IN ROW EXCLUSIVE MODE");
            RecordingContext stopped = new RecordingContext(context.plan());
            context.events().forEach(stopped::report);
            CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> step.run(stopped));
            context.pause(Duration.ofSeconds(1));
            stopped.cancel();
            assertThatThrownBy(begun::join).hasMessageContaining("MigrationCancelledException");
            session.execute("ROLLBACK");
        });
        assertThat(step.isDone(context)).isFalse();

        step.run(context);

        assertThat(step.isDone(context)).isTrue();
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    @Test
    void waitsWhileAPersonPausesTheCopy() {
        String subscription = context.plan().names().subscription().quoted();
        target.useSession(holder -> {
            holder.execute("BEGIN; LOCK TABLE customer IN SHARE MODE");
            PhaseRun.replicate(context).runUntil(step.id());
            context.report(new ReplicationPaused(context.clock().instant()));
            target.useSession(session -> session.execute("ALTER SUBSCRIPTION " + subscription + " DISABLE"));
            holder.execute("ROLLBACK");
        });
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> step.run(context));
        context.pause(Duration.ofSeconds(2));
        assertThat(run).isNotDone();

        target.useSession(session -> session.execute("ALTER SUBSCRIPTION " + subscription + " ENABLE"));
        context.report(new ReplicationResumed(context.clock().instant()));
        run.join();

        assertThat(step.isDone(context)).isTrue();
        assertThat(context.progress())
                .extracting(Progress::label)
                .contains("Paused; the copy goes on when you resume it");
    }

    @Test
    void tellsWhatCouldNotBeMadeAndMakesItWhenMended() {
        String wrong = "CREATE INDEX by_note ON customer (nothing)";
        context.report(new SchemaChoiceMade(
                context.clock().instant(), SchemaChoice.own(INDEX).edited(wrong)));
        SchemaApplier.applyAgain(context, INDEX);
        SchemaOutcome edited = context.state().outcomes().find(INDEX).orElseThrow();
        assertThat(edited.result()).isEqualTo(Result.HELD_BACK);
        assertThat(edited.sql()).isEqualTo(wrong + ";");

        assertThatThrownBy(this::replicate)
                .isInstanceOf(StepFailedException.class)
                .hasMessageStartingWith("2 of " + context.state().outcomes().size()
                        + " objects could not be created on PlanetScale: INDEX public.by_note (ERROR: relation");
        assertThat(step.isDone(context)).isFalse();

        context.report(new SchemaChoiceMade(context.clock().instant(), SchemaChoice.own(INDEX)));
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    @Test
    void tellsWhatWasThereWithAnotherDefinition() {
        target.useSession(session -> session.execute("CREATE INDEX by_note ON customer (note)"));

        replicate();

        assertThat(context.state().outcomes().find(INDEX).orElseThrow().result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void tellsWhyTheSubscriptionCannotCopyATable() {
        target.useSession(session -> session.execute("ALTER TABLE \"Order\" ADD CHECK (id < 5)"));

        assertThatThrownBy(() -> {
                    PhaseRun.replicate(context).runUntil(step.id());
                    new WaitForCopyStep(Duration.ofMillis(100)).run(context);
                })
                .isInstanceOf(StepFailedException.class)
                .hasMessage(
                        "Table public.\"Order\" could not be copied: PlanetScale has a check that its rows do not pass. The"
                                + " server said: ERROR: new row for relation \"Order\" violates check constraint \"Order_id_check\"\n"
                                + "  Detail: Failing row contains (5, 5, [5,6)).\n  Where: COPY Order, line 5");

        target.useSession(session -> session.execute("ALTER TABLE \"Order\" DROP CONSTRAINT \"Order_id_check\""));
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
    }

    private void replicate() {
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(each -> each.run(context));
    }

    private void replicateUntilCopied() {
        PhaseRun.replicate(context).runUntil(step.id());
        while (number("SELECT count(*) AS number FROM pg_subscription_rel WHERE srsubstate <> 'r'") > 0) {
            context.pause(Duration.ofMillis(100));
        }
    }

    private long number(String sql) {
        return target.withSession(session -> session.queryOne(sql, row -> row.number("number")));
    }
}

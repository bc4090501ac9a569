package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.check.Check;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How checks are asked side by side, each with a time of its own. */
@ExtendWith(TwoPostgresExtension.class)
class CheckRunnerPostgresTest {
    private static final String ADVICE = "Nothing is known about this. Mend the cause and check again.";
    private static final Check FINE = check("fine", (context, findings) -> findings.accept(Finding.passed("fine", "")));

    @Test
    void goesOnWithoutACheckThatTakesTooLong(TwoPostgres servers) {
        List<Finding> findings = ask(servers, sleeping("slow"), FINE);

        assertThat(findings)
                .containsExactlyInAnyOrder(
                        Finding.passed("fine", ""),
                        Finding.unknown("slow", "Could not check: Title of slow. There was no answer in 1 s.", ADVICE));
    }

    @Test
    void waitsForNoMoreChecksOfAServerThatStoppedAnswering(TwoPostgres servers) {
        Stream<Check> slow = IntStream.rangeClosed(1, 9).mapToObj(number -> sleeping("slow" + number));
        long begun = System.nanoTime();

        List<Finding> findings =
                ask(servers, Stream.concat(slow, Stream.of(FINE)).toArray(Check[]::new));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(findings).hasSize(10);
        assertThat(findings.stream().filter(finding -> finding.sentence().endsWith("in 1 s.")))
                .hasSize(4);
        assertThat(findings)
                .contains(Finding.unknown(
                        "fine",
                        "Could not check: Title of fine. The server did not answer"
                                + " other checks in their time, so it was not waited for.",
                        ADVICE));
    }

    @Test
    void neverTakesSilenceOrAFailureForAPass(TwoPostgres servers) {
        Check silent = check("silent", (context, findings) -> {});
        Check refused = check(
                "refused",
                (context, findings) -> context.source()
                        .withReadOnlySession(
                                session -> session.query("SELECT rolname FROM pg_authid", row -> row.text("rolname"))));
        Check broken = check("broken", (context, findings) -> {
            throw new IllegalStateException("two and two are five");
        });

        assertThat(ask(servers, silent, refused, broken))
                .containsExactlyInAnyOrder(
                        Finding.unknown("silent", "Could not check: Title of silent. It gave no answer.", ADVICE),
                        Finding.unknown(
                                "refused",
                                "Could not check: Title of refused. ERROR: permission denied for table pg_authid",
                                ADVICE),
                        Finding.unknown(
                                "broken",
                                "Could not check: Title of broken. This was not foreseen: two and two are five",
                                ADVICE));
    }

    private static List<Finding> ask(TwoPostgres servers, Check... checks) {
        EventStream events = new EventStream(Journal.NONE, MigrationState.INITIAL);
        RunContext context = new RunContext(servers.plan(), events, Clock.systemUTC());
        new CheckRunner(List.of(checks)).run(context);
        return events.state().findings();
    }

    private static Check sleeping(String id) {
        return check(
                id,
                (context, findings) -> context.source()
                        .withReadOnlySession(session -> session.query("SELECT pg_sleep(60)", row -> true)));
    }

    private static Check check(String id, BiConsumer<MigrationContext, Consumer<Finding>> question) {
        return new Check() {
            @Override
            public CheckName name() {
                return new CheckName(id, "Title of " + id, CheckGroup.CONNECTION);
            }

            @Override
            public Duration timeLimit() {
                return Duration.ofSeconds(1);
            }

            @Override
            public void run(MigrationContext context, Consumer<Finding> findings) {
                question.accept(context, findings);
            }
        };
    }
}

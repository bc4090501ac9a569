package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunContextTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final RunContext context =
            new RunContext(plan(), new EventStream(Journal.NONE, MigrationState.INITIAL), Clock.systemUTC());

    @Test
    void restsUntilItIsCalled() {
        assertThat(context.rest(SHORT)).isFalse();
        context.call();
        assertThat(context.rest(LONG)).isTrue();
    }

    @Test
    void answersCallsThatComeAtOnceTogetherAndForgetsNone() {
        context.call();
        context.call();
        assertThat(context.rest(LONG)).isTrue();
        context.call();
        context.call();

        assertThat(context.rest(SHORT)).as("so soon after the first").isFalse();
        assertThat(context.rest(LONG)).isTrue();
        assertThat(context.rest(SHORT)).as("with nobody calling").isFalse();
    }

    @Test
    void endsItsRestWhenTheWorkIsCancelled() {
        context.call();
        assertThat(context.rest(LONG)).isTrue();
        context.call();
        context.abandon();

        assertThatThrownBy(() -> context.rest(LONG)).isInstanceOf(MigrationCancelledException.class);
    }

    private static MigrationPlan plan() {
        return new PlanBuilder("rest")
                .source(settings("source"))
                .target(settings("target"))
                .build()
                .orElseThrow();
    }

    private static ConnectionSettings settings(String host) {
        return new ConnectionSettings(
                host, 5432, "store", "owner", Password.of("unused"), SslMode.DISABLE, Optional.empty());
    }
}

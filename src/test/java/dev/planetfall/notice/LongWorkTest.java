package dev.planetfall.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.desktop.Notifier;
import dev.planetfall.desktop.Wakefulness;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.DesktopServices;
import dev.planetfall.testing.DesktopSession;
import dev.planetfall.testing.DesktopSessionExtension;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done outside of the window while somebody waits, on a session's bus of its own. */
@Timeout(60)
@ExtendWith(DesktopSessionExtension.class)
class LongWorkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final DesktopSession session;
    private final DesktopServices services;
    private MigrationState state = MigrationState.INITIAL;

    LongWorkTest(DesktopSession session, DesktopServices services) {
        this.session = session;
        this.services = services;
    }

    @Test
    void staysAwakeWhileRowsTravelThroughThisComputer() throws Exception {
        services.likeGnome();
        for (Method method : new Method[] {Method.SNAPSHOT_COPY, Method.DUMP_AND_RESTORE, Method.STALE_COPY}) {
            begin(method);
            try (StayingAwake awake = awake()) {
                tell(awake, new PhaseStarted(NOW, Phase.REPLICATE));
                assertThat(services.next())
                        .isEqualTo("held by Planetfall: A database is being moved through this computer, 4");
                tell(awake, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.FAILED));
                assertThat(services.next()).isEqualTo("let go 7");
                assertThat(services.next()).isEqualTo("the holder is gone");
            }
        }
    }

    @Test
    void staysAwakeForTheServersOnlyWhileWritersMayBeStopped() throws Exception {
        services.likeGnome();
        begin(Method.LOGICAL_REPLICATION);
        try (StayingAwake awake = awake()) {
            tell(awake, new PhaseStarted(NOW, Phase.REPLICATE));
            tell(awake, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.DONE));
            assertThat(services.staysQuiet()).isTrue();
            tell(awake, new PhaseStarted(NOW, Phase.CUTOVER));
            assertThat(services.next()).startsWith("held by Planetfall");
            tell(awake, new PhaseEnded(NOW, Phase.CUTOVER, PhaseStatus.DONE));
            assertThat(services.next()).isEqualTo("let go 7");
            assertThat(services.next()).isEqualTo("the holder is gone");
            tell(awake, new RollBackStarted(NOW));
            assertThat(services.next()).startsWith("held by Planetfall");
        }
        assertThat(services.next()).isEqualTo("let go 7");
    }

    @Test
    void tellsThoseWhoLookElsewhereThatAPhaseIsDoneOrNeedsThem() throws Exception {
        services.showingNotifications();
        begin(Method.SNAPSHOT_COPY);
        AtomicBoolean wanted = new AtomicBoolean(true);
        try (PhaseNews news = new PhaseNews(Notifier.onBus(session.address()), wanted::get)) {
            tell(news, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.DONE));
            assertThat(services.next()).isEqualTo("Planetfall|planetfall|Replicate: done|store from a|1");
            tell(news, new StepFailed(NOW, "compare", new Failure("Rows differ.", "Look.", Optional.empty())));
            tell(news, new PhaseEnded(NOW, Phase.VERIFY, PhaseStatus.FAILED));
            assertThat(services.next()).isEqualTo("Planetfall|planetfall|Verify: failed|store from a. Rows differ.|2");
            tell(news, new RollBackEnded(NOW, PhaseStatus.DONE));
            assertThat(services.next()).isEqualTo("Planetfall|planetfall|Roll back: done|store from a|1");
            tell(news, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.CANCELLED));
            tell(news, new PhaseEnded(NOW, Phase.CONNECT, PhaseStatus.DONE));
            wanted.set(false);
            tell(news, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.DONE));
            assertThat(services.staysQuiet()).isTrue();
        }
    }

    @Test
    void drawsOnTheIconHowFarThePhaseIs() throws Exception {
        begin(Method.SNAPSHOT_COPY);
        try (LauncherProgress progress = new LauncherProgress(Optional.of(session.address()))) {
            tell(progress, new PhaseStarted(NOW, Phase.SCHEMA));
            tell(progress, new StepStarted(NOW, "copy-schema"));
            tell(progress, new StepProgressed(NOW, "copy-schema", new Progress("", 430, 1000, "objects")));
            assertThat(services.next()).isEqualTo("bar of application://planetfall.desktop true 0.43");
            tell(progress, new StepProgressed(NOW, "copy-schema", new Progress("", 431, 1000, "objects")));
            tell(progress, new PhaseEnded(NOW, Phase.SCHEMA, PhaseStatus.DONE));
            assertThat(services.next()).isEqualTo("bar of application://planetfall.desktop false 0.0");
        }
    }

    @Test
    void neverMakesAnybodyWaitForADesktopThatIsGone() {
        begin(Method.SNAPSHOT_COPY);
        session.close();
        long begun = System.nanoTime();
        try (LauncherProgress progress = new LauncherProgress(Optional.of(session.address()));
                PhaseNews news = new PhaseNews(Notifier.onBus(session.address()), () -> true)) {
            tell(progress, new PhaseStarted(NOW, Phase.REPLICATE));
            tell(news, new PhaseEnded(NOW, Phase.REPLICATE, PhaseStatus.DONE));
            assertThat(System.nanoTime() - begun).isLessThan(500_000_000);
        }
    }

    private StayingAwake awake() {
        return new StayingAwake(reason -> Wakefulness.onBus(session.address(), reason));
    }

    private void begin(Method method) {
        state = MigrationState.INITIAL.after(new PlanDecided(
                NOW,
                new PlanBuilder("20260301_100000")
                        .source(server("a"))
                        .target(server("b"))
                        .method(method)
                        .build()
                        .orElseThrow()));
    }

    private void tell(BiConsumer<MigrationEvent, MigrationState> listener, MigrationEvent event) {
        state = state.after(event);
        listener.accept(event, state);
    }

    private static ConnectionSettings server(String host) {
        return new ConnectionSettings(host, 5432, "store", "ada", Password.NONE, SslMode.REQUIRE, Optional.empty());
    }
}

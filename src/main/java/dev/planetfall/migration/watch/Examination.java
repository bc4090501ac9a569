package dev.planetfall.migration.watch;

import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds out why rows arrive slowly or not at all: looks five times within a second what the processes of the subscription wait for
 * on both servers. Costs one statement each time on each server, and one more.
 */
public final class Examination {
    private static final int LOOKS = 5;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private Examination() {}

    /**
     * @param pause waits, and ends the work by an exception when somebody wants that
     */
    public static Diagnosis make(
            Session source,
            Session target,
            Identifier subscription,
            MigrationState state,
            ReplicationStatus now,
            Clock clock,
            Consumer<Duration> pause) {
        List<ProcessSample> onTarget = new ArrayList<>();
        List<ProcessSample> onSource = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            if (look > 0) {
                pause.accept(BETWEEN);
            }
            onTarget.addAll(ProcessProbe.onTarget(target, subscription));
            onSource.addAll(ProcessProbe.onSource(source, subscription));
        }
        Symptoms symptoms = new Symptoms(
                now, state.safety().alarm("refused").isPresent(), onSource, onTarget, TargetFacts.ask(target));
        return Judgement.of(clock.instant(), symptoms);
    }
}

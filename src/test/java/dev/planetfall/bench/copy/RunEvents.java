package dev.planetfall.bench.copy;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.Phase;
import dev.planetfall.store.JournalFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code run --json} told, in its order: when which part of a copy began and ended. */
record RunEvents(List<MigrationEvent> events) {
    private static final String STATISTICS = "analyze";
    /** Whatever of the schema is made from here on was held back until then. */
    private static final Set<String> COPYING = Set.of("create-subscription", "copy-rows");

    RunEvents {
        events = List.copyOf(events);
    }

    static RunEvents of(Path file) {
        return new RunEvents(ClientProgram.read(file)
                .lines()
                .filter(line -> line.startsWith("{"))
                .flatMap(line -> JournalFormat.read(line).stream())
                .toList());
    }

    /** From the begin of Schema until statistics are collected, or until Replicate ends where they are not. */
    Duration copied() {
        return Duration.between(begun(), ended());
    }

    Instant begun() {
        return events.stream()
                .filter(event -> event instanceof PhaseStarted started && started.phase() == Phase.SCHEMA)
                .map(MigrationEvent::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The schema was not copied"));
    }

    Instant ended() {
        Optional<Instant> statistics = events.stream()
                .filter(event ->
                        event instanceof StepStarted started && started.stepId().equals(STATISTICS))
                .map(MigrationEvent::at)
                .findFirst();
        return statistics
                .or(() -> events.stream()
                        .filter(event -> event instanceof PhaseEnded ended && ended.phase() == Phase.REPLICATE)
                        .map(MigrationEvent::at)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("The rows were not copied"));
    }

    /** A line for each phase and step with its beginning and its end, and for what was built after the rows came. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        Instant first = events.isEmpty() ? Instant.EPOCH : events.get(0).at();
        boolean isCopying = false;
        for (MigrationEvent event : events) {
            isCopying |= event instanceof StepStarted started && COPYING.contains(started.stepId());
            what(event, isCopying).ifPresent(what -> parts.add("%7.2f s  %s".formatted(seconds(first, event), what)));
        }
        return parts;
    }

    private static Optional<String> what(MigrationEvent event, boolean isCopying) {
        if (event instanceof PhaseStarted started) {
            return Optional.of(started.phase().title());
        }
        if (event instanceof StepStarted started) {
            return Optional.of("  " + started.stepId() + " begins");
        }
        if (event instanceof StepFinished finished) {
            return Optional.of("  " + finished.stepId() + " ends");
        }
        return event instanceof SchemaObjectApplied applied && isCopying
                ? Optional.of("    " + applied.outcome().key())
                : Optional.empty();
    }

    private static double seconds(Instant from, MigrationEvent event) {
        return Duration.between(from, event.at()).toMillis() / 1000.0;
    }
}

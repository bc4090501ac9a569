package dev.planetfall.faults;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import dev.planetfall.migration.SafetyEvent.Diagnosed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Hears everything that is told during a soak; keeps little of it, so that it does not grow itself. */
final class SoakRecord implements BiConsumer<MigrationEvent, MigrationState> {
    private static final String MONITOR = "replication-monitor";

    private final Instant begun = Instant.now();
    private final List<String> lines = new ArrayList<>();
    private final Set<String> raised = new TreeSet<>();
    private final Set<String> cleared = new TreeSet<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Map<String, Integer> sinceSample = new HashMap<>();
    private final Map<String, Integer> mostInASample = new TreeMap<>();
    private Set<String> allowed = Set.of();
    private Optional<Instant> firstSample = Optional.empty();
    private Optional<Instant> lastSample = Optional.empty();
    private long samples;
    private long peakMillis;
    private long peakBytes;
    private String lag = "";

    /** @param ids of the alarms that may be raised from now on */
    synchronized void begin(String what, String... ids) {
        allowed = Set.of(ids);
        line("**" + what + "**", "");
    }

    synchronized void note(String what) {
        line(what, "");
    }

    @Override
    public synchronized void accept(MigrationEvent event, MigrationState state) {
        if (event instanceof StatementSent sent) {
            count(sent.server());
        } else if (event instanceof HistoryMeasured measured) {
            state.replication().ifPresent(now -> lag = describe(now));
            sample(measured.stretch());
        } else if (event instanceof AlarmRaised alarm) {
            raise(alarm.alarm());
        } else if (event instanceof AlarmCleared alarm) {
            cleared.add(alarm.alarm().id());
            line("", "cleared " + alarm.alarm().id());
        } else if (event instanceof Diagnosed found) {
            line(
                    "Diagnosis " + found.diagnosis().id() + ": "
                            + found.diagnosis().sentence(),
                    "");
        } else if (event instanceof SchemaDriftFound found) {
            line("Drift: " + found.drift().sentence(), "");
        } else if (event instanceof SchemasAgreed) {
            line("The schemas agree.", "");
        }
    }

    /** Listeners run on the publishing thread. */
    private void count(String server) {
        if (Thread.currentThread().getName().equals(MONITOR)) {
            sinceSample.merge(server, 1, Integer::sum);
        }
    }

    private void sample(HistoryStretch stretch) {
        sinceSample.forEach((server, count) -> mostInASample.merge(server, count, Math::max));
        sinceSample.clear();
        samples++;
        firstSample = firstSample.or(() -> Optional.of(stretch.from()));
        lastSample = Optional.of(stretch.to());
        peakMillis = Math.max(
                peakMillis, stretch.lagMillis().map(spread -> spread.most()).orElse(0L));
        peakBytes = Math.max(
                peakBytes, stretch.lagBytes().map(spread -> spread.most()).orElse(0L));
    }

    private void raise(Alarm alarm) {
        raised.add(alarm.id());
        line(alarm.sentence(), "raised " + alarm.id() + " (" + alarm.level() + ")");
        if (!allowed.contains(alarm.id())) {
            unexpected.add(alarm.id() + ": " + alarm.sentence());
        }
    }

    private static String describe(ReplicationStatus now) {
        return now.lagTime().map(Quantities::duration).orElse("?") + ", "
                + (now.lagBytes().isPresent() ? Quantities.bytes(now.lagBytes().getAsLong()) : "?");
    }

    private void line(String what, String alarm) {
        Duration at = Duration.between(begun, Instant.now());
        String line = "| %02d:%02d | %s | %s | %s |%n".formatted(at.toMinutes(), at.toSecondsPart(), what, alarm, lag);
        lines.add(line);
        System.out.print(line);
    }

    synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    synchronized Set<String> raised() {
        return Set.copyOf(raised);
    }

    synchronized Set<String> cleared() {
        return Set.copyOf(cleared);
    }

    synchronized Map<String, Integer> mostStatements() {
        return Map.copyOf(mostInASample);
    }

    /** Whether the history goes from the first to the last measurement and knows how far behind PlanetScale was at worst. */
    synchronized boolean isKeptIn(List<HistoryStretch> history) {
        return history.get(0).from().equals(firstSample.orElseThrow())
                && history.get(history.size() - 1).to().equals(lastSample.orElseThrow())
                && most(history, HistoryStretch::lagMillis) == peakMillis
                && most(history, HistoryStretch::lagBytes) == peakBytes;
    }

    private static long most(
            List<HistoryStretch> history, Function<HistoryStretch, Optional<dev.planetfall.migration.Spread>> figure) {
        return history.stream()
                .flatMap(stretch -> figure.apply(stretch).stream())
                .mapToLong(spread -> spread.most())
                .max()
                .orElse(0);
    }

    /** The whole run as a table, and its figures. */
    synchronized String report() {
        return "| time | what | alarm | lag |\n|---|---|---|---|\n" + String.join("", lines)
                + "%nMeasured %d times; at most %s behind, %s; statements of a measurement at most %s.%n"
                        .formatted(
                                samples,
                                Quantities.duration(Duration.ofMillis(peakMillis)),
                                Quantities.bytes(peakBytes),
                                mostInASample);
    }
}

package dev.planetfall.migration.watch;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.SafetyEvent;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmMeasured;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes alarms of what is seen, so that none comes and goes with every measurement: what may pass must last, and an alarm is
 * cleared, or becomes less urgent, only after its cause has been away for a while. Used by one thread.
 */
public final class AlarmBook {
    private final Duration calm;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param calm how long a cause must be away */
    public AlarmBook(Duration calm) {
        this.calm = calm;
    }

    /** @param last when it was a reason for an alarm as urgent as the one that stands */
    private record Seen(Instant first, Instant last) {}

    /**
     * @param standing as the state has them, also those of an earlier run of the program
     * @return what there is to tell, in order
     */
    List<SafetyEvent> update(Instant now, List<Alarm> standing, List<Sighting> sightings) {
        List<SafetyEvent> news = new ArrayList<>();
        for (Sighting sighting : sightings) {
            Optional<Alarm> stands = find(standing, sighting.id());
            if (!sighting.fading() || stands.isPresent()) {
                seen.merge(sighting.id(), new Seen(now, now), (old, first) -> old);
                see(now, sighting, stands).ifPresent(news::add);
            }
        }
        for (Alarm alarm : standing) {
            if (sightings.stream().noneMatch(sighting -> sighting.id().equals(alarm.id()))) {
                unsee(now, alarm).ifPresent(news::add);
            }
        }
        seen.keySet()
                .removeIf(id -> find(standing, id).isEmpty()
                        && sightings.stream()
                                .noneMatch(sighting -> sighting.id().equals(id)));
        return news;
    }

    private Optional<SafetyEvent> see(Instant now, Sighting sighting, Optional<Alarm> standing) {
        Seen memory = seen.get(sighting.id());
        Alarm fresh = new Alarm(sighting.id(), sighting.level(), sighting.sentence(), sighting.advice(), now);
        if (standing.isEmpty()) {
            boolean due = !memory.first().plus(sighting.patience()).isAfter(now);
            seen.put(sighting.id(), new Seen(memory.first(), now));
            return due ? Optional.of(new AlarmRaised(now, fresh)) : Optional.empty();
        }
        Alarm old = standing.get();
        boolean asUrgent = sighting.level().compareTo(old.level()) >= 0;
        if (asUrgent) {
            seen.put(sighting.id(), new Seen(memory.first(), now));
        }
        boolean other = sighting.level() != old.level() && (asUrgent || isOver(now, memory));
        if (other && !sighting.fading()) {
            return Optional.of(new AlarmRaised(now, fresh));
        }
        Alarm updated = new Alarm(old.id(), old.level(), sighting.sentence(), sighting.advice(), old.since());
        return updated.equals(old) ? Optional.empty() : Optional.of(new AlarmMeasured(now, updated));
    }

    /** One of an earlier run of the program is given the same time. */
    private Optional<SafetyEvent> unsee(Instant now, Alarm alarm) {
        Seen memory = seen.computeIfAbsent(alarm.id(), id -> new Seen(now, now));
        return isOver(now, memory) ? Optional.of(new AlarmCleared(now, alarm)) : Optional.empty();
    }

    private boolean isOver(Instant now, Seen memory) {
        return !memory.last().plus(calm).isAfter(now);
    }

    private static Optional<Alarm> find(List<Alarm> alarms, String id) {
        return alarms.stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }
}

package dev.planetfall.migration;

import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One return to the source after a cutover, or the try of one.
 *
 * @param ended when it came to rest; empty while it runs, or when the program ended in it
 * @param status how it came to rest
 */
public record RollBack(Instant begun, Optional<Instant> ended, PhaseStatus status) {
    /** The list with one more, or with its last one come to rest. */
    static List<RollBack> after(WayBackEvent event, List<RollBack> rollBacks) {
        List<RollBack> all = new ArrayList<>(rollBacks);
        int last = all.size() - 1;
        if (event instanceof RollBackStarted) {
            all.add(new RollBack(event.at(), Optional.empty(), PhaseStatus.RUNNING));
        } else if (last >= 0 && all.get(last).ended().isEmpty()) {
            if (event instanceof RolledBack) {
                all.set(last, new RollBack(all.get(last).begun(), Optional.empty(), PhaseStatus.DONE));
            } else if (event instanceof RollBackEnded end) {
                all.set(last, all.get(last).ended(end));
            }
        }
        return List.copyOf(all);
    }

    /** Once the source had everything, what came after could not undo it. */
    private RollBack ended(RollBackEnded end) {
        return new RollBack(begun, Optional.of(end.at()), status == PhaseStatus.DONE ? status : end.status());
    }
}

package dev.planetfall.cli;

import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverTimes;
import dev.planetfall.migration.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people read of a cutover, its rehearsal and a roll back. */
final class CutoverLines {
    private CutoverLines() {}

    static List<String> of(FreezeBegun event) {
        return List.of("Stopping writes on " + event.side().named());
    }

    static List<String> of(FreezeLifted event) {
        return List.of(event.side().first() + " accepts writes again");
    }

    static List<String> of(WritersGone event) {
        return List.of("No writer is left on " + event.side().named() + ", "
                + Quantities.duration(Duration.between(event.frozenAt(), event.at())) + " after the first was stopped");
    }

    static List<String> of(Drained event) {
        return List.of(event.side().other().first() + " has every change, after " + Quantities.duration(event.took()));
    }

    static List<String> ready(Optional<CutoverTimes> times) {
        return times.stream()
                .map(known -> "PlanetScale is ready; nobody could write for " + Quantities.duration(known.total()))
                .toList();
    }

    static List<String> rolledBack(Optional<CutoverTimes> times) {
        return List.of("The source has every row and takes writes again"
                + times.map(known -> "; nobody could write for " + Quantities.duration(known.total()))
                        .orElse(""));
    }

    static List<String> of(CutoverRehearsal rehearsal) {
        return Stream.concat(
                        Stream.of("The cutover would stop writers for about " + Quantities.duration(rehearsal.total())),
                        rehearsal.parts().stream()
                                .map(part -> "  " + part.title() + ": " + Quantities.duration(part.took())
                                        + (part.measured() ? "" : ", estimated")))
                .toList();
    }
}

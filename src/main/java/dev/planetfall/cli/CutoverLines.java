package dev.planetfall.cli;

import dev.planetfall.language.Messages;
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
        return List.of(Messages.text(
                "cli.cutover-lines.stopping-writes-on", event.side().named()));
    }

    static List<String> of(FreezeLifted event) {
        return List.of(Messages.text(
                "cli.cutover-lines.accepts-writes-again", event.side().first()));
    }

    static List<String> of(WritersGone event) {
        return List.of(Messages.text(
                "cli.cutover-lines.no-writer-is-left-on",
                event.side().on(),
                Quantities.duration(Duration.between(event.frozenAt(), event.at()))));
    }

    static List<String> of(Drained event) {
        return List.of(Messages.text(
                "cli.cutover-lines.has-every-change-after",
                event.side().other().first(),
                Quantities.duration(event.took())));
    }

    static List<String> ready(Optional<CutoverTimes> times) {
        return times.stream()
                .map(known -> Messages.text(
                        "cli.cutover-lines.planetscale-is-ready-nobody-could", Quantities.duration(known.total())))
                .toList();
    }

    static List<String> rolledBack(Optional<CutoverTimes> times) {
        return List.of(Messages.text(
                "cli.cutover-lines.the-source-has-every-row",
                times.map(known -> Messages.text(
                                "cli.cutover-lines.nobody-could-write-for", Quantities.duration(known.total())))
                        .orElse("")));
    }

    static List<String> of(CutoverRehearsal rehearsal) {
        return Stream.concat(
                        Stream.of(Messages.text(
                                "cli.cutover-lines.the-cutover-would-stop-writers",
                                Quantities.duration(rehearsal.total()))),
                        rehearsal.parts().stream()
                                .map(part -> part.measured()
                                        ? "  " + part.title() + ": " + Quantities.duration(part.took()) + ""
                                        : Messages.text(
                                                "cli.cutover-lines.estimated",
                                                part.title(),
                                                Quantities.duration(part.took()))))
                .toList();
    }
}

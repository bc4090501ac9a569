package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import java.util.List;
import java.util.stream.Stream;

/** What is still on the servers, for people who have only the command line: each with the statements that remove it. */
final class RemnantLines {
    private RemnantLines() {}

    /** What this migration left, and where nobody could look. */
    static List<String> own(Remnants found) {
        return found.servers()
                .filter(server -> !server.answered() || !server.own().isEmpty())
                .flatMap(RemnantLines::own)
                .toList();
    }

    /** What only a person may decide to remove. */
    static List<String> others(Remnants found) {
        return found.others().stream().flatMap(RemnantLines::other).toList();
    }

    private static Stream<String> own(SearchedServer server) {
        String where = server.side().named();
        String first = server.problem()
                .map(problem -> Messages.text("cli.remnant-lines.no-answer-from-so-what", where, problem))
                .orElse(Messages.text("cli.remnant-lines.still-there-on-and-removed", where));
        return Stream.concat(Stream.of(first), server.script().lines().map(line -> "  " + line));
    }

    private static Stream<String> other(Remnant remnant) {
        String what = Messages.text(
                "cli.remnant-lines.on", remnant.described(), remnant.side().on(), remnant.note());
        if (remnant.owner() == Owner.KEPT) {
            return Stream.of(Messages.text(
                    "cli.remnant-lines.kept-taken-back-by", what, String.join(" ", remnant.statements())));
        }
        String whose = Messages.text(
                remnant.owner() == Owner.OTHER_MIGRATION
                        ? "cli.remnant-lines.of-another-migration"
                        : "cli.remnant-lines.of-another-tool");
        return Stream.of(
                remnant.isRemovable()
                        ? Messages.text(
                                "cli.remnant-lines.if-nobody-needs-it",
                                whose + what,
                                String.join(" ", remnant.statements()))
                        : whose + what);
    }
}

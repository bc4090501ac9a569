package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import java.util.ArrayList;
import java.util.List;

/** What is left to run after the move as one SQL file: first PlanetScale's statements, then the source's as comments. */
final class AfterScript {
    private AfterScript() {}

    /** Empty where there is nothing to run. */
    static String of(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Side side : List.of(Side.TARGET, Side.SOURCE)) {
            for (Finding finding : findings) {
                finding.remedy()
                        .filter(remedy -> remedy.side() == side)
                        .ifPresent(remedy -> parts.add(part(finding, remedy)));
            }
        }
        return String.join("\n", parts);
    }

    private static String part(Finding finding, Remedy remedy) {
        StringBuilder part = new StringBuilder(Messages.text(
                "page.after-script.on", remedy.side().named(), oneLine(finding.sentence()), oneLine(remedy.effect())));
        String before = remedy.side() == Side.SOURCE ? "-- " : "";
        remedy.sql().lines().forEach(line -> part.append(before).append(line).append('\n'));
        return part.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}

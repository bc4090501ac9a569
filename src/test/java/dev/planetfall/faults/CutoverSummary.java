package dev.planetfall.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What came of all cells so far by what happened in them, as the README tells it. */
final class CutoverSummary {
    private static final Path FILE = Path.of("target", "faults", "cutover-summary.md");
    private static final String HEAD = """
            | what happens | cells | lost | doubled | leaked | wrong otherwise | writers write again after: median, worst | all is done after |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """;

    private final Map<Blow, List<CutoverOutcome>> outcomes = new EnumMap<>(Blow.class);

    synchronized void add(CutoverOutcome outcome) throws IOException {
        outcomes.computeIfAbsent(outcome.cell().blow(), blow -> new ArrayList<>())
                .add(outcome);
        StringBuilder text = new StringBuilder(HEAD);
        outcomes.forEach((blow, those) -> text.append(line(blow, those)));
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text);
    }

    private static String line(Blow blow, List<CutoverOutcome> those) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s | %s |%n",
                blow,
                those.size(),
                with(those, CutoverOutcome::lost),
                with(those, CutoverOutcome::doubled),
                with(those, CutoverOutcome::leaked),
                with(those, CutoverOutcome::others),
                times(those, CutoverOutcome::writable),
                times(those, CutoverOutcome::recovered));
    }

    /** Cells of which there is something to tell. */
    private static long with(List<CutoverOutcome> those, Function<CutoverOutcome, List<String>> what) {
        return those.stream().filter(outcome -> !what.apply(outcome).isEmpty()).count();
    }

    private static String times(List<CutoverOutcome> those, ToDoubleFunction<CutoverOutcome> seconds) {
        double[] sorted = those.stream().mapToDouble(seconds).sorted().toArray();
        return String.format(Locale.ROOT, "%.1f s, %.1f s", sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }
}

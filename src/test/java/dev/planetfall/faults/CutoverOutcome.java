package dev.planetfall.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What came of a cell.
 *
 * @param came how it stood right after the fault
 * @param writable seconds from the fault until a new session could write
 * @param pressed whether that took a press on a button
 * @param tries more presses until all was done
 * @param recovered seconds from the fault until all was done
 * @param said what the pages said of what failed
 * @param lost transactions that were confirmed and are missing, in words
 * @param doubled what is there more than once or does not add up
 * @param leaked what is left on a server after the clean-up
 * @param others what else is wrong
 */
record CutoverOutcome(
        CutoverCell cell,
        String came,
        double writable,
        boolean pressed,
        int tries,
        double recovered,
        List<String> said,
        List<String> lost,
        List<String> doubled,
        List<String> leaked,
        List<String> others) {
    static final String HEAD = """
            | while | what happens | then it is | writers can write after | more runs | cut over after | what was said | in the end |
            |---|---|---|--:|--:|--:|---|---|
            """;

    List<String> faults() {
        return Stream.of(lost, doubled, leaked, others).flatMap(List::stream).toList();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f s%s | %d | %.1f s | %s | %s |%n",
                cell.moment(),
                cell.blow(),
                came,
                writable,
                pressed ? ", after a press" : "",
                tries,
                recovered,
                said.isEmpty() ? "-" : String.join(" / ", said).replace('\n', ' '),
                faults().isEmpty() ? "0 lost, 0 doubled, nothing left" : String.join("; ", faults()));
    }
}

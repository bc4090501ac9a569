package dev.planetfall.bench.copy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was asked for with {@code -Dbench.copy.*}. The versions of the servers are chosen as for every test, with
 * {@code -Dplanetfall.test.pair}.
 *
 * @param gigabytes of tables and indexes on the source
 * @param rounds of each way while nobody writes; medians are told
 * @param liveRounds of each way while an application writes
 * @param rate transactions a second of that application
 * @param tableCounts how many small tables there are, one run of each way for each number
 * @param methods the keywords of those to run; empty for all
 * @param programs the folder of pg_dump, pg_restore, psql and pgcopydb; empty for those on the path
 */
record CopyOptions(
        Set<Mode> modes,
        double gigabytes,
        int rounds,
        int liveRounds,
        int rate,
        List<Integer> tableCounts,
        Set<String> methods,
        Optional<String> programs) {
    private static final String PREFIX = "bench.copy.";
    private static final List<String> TOLD = List.of(PREFIX, "planetfall.test.pair");

    /** What can be measured. */
    enum Mode {
        /** Nobody writes. */
        QUIET,
        /** An application writes all the time. */
        LIVE,
        /** More tables, more rows. */
        GROWTH
    }

    static CopyOptions ofSystem() {
        int rounds = Integer.parseInt(option("rounds", "3"));
        return new CopyOptions(
                words("modes", "quiet,live,growth").stream()
                        .map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Mode.class))),
                Double.parseDouble(option("gigabytes", "1.5")),
                rounds,
                Integer.parseInt(option("live.rounds", "1")),
                Integer.parseInt(option("rate", "100")),
                words("tables", "10,100,1000").stream().map(Integer::valueOf).toList(),
                Set.copyOf(words("methods", "")),
                Optional.of(option("programs", "")).filter(folder -> !folder.isEmpty()));
    }

    /** The command that asks for the same again. */
    static String command() {
        String given = new TreeMap<>(System.getProperties())
                .entrySet().stream()
                        .filter(entry -> TOLD.stream()
                                .anyMatch(told -> entry.getKey().toString().startsWith(told)))
                        .map(entry -> " -D" + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining());
        return "mvn verify -Pbench -Dtest=CopyBenchmark" + given;
    }

    private static List<String> words(String name, String usual) {
        return Arrays.stream(option(name, usual).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String option(String name, String usual) {
        return System.getProperty(PREFIX + name, usual);
    }
}

package dev.planetfall.migration.verify;

import dev.planetfall.postgres.PortableSettings;
import dev.planetfall.postgres.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings under which the same values print as the same text on every server. */
final class ComparedSession {
    /**
     * It waits for nobody who holds a table. Each statement works alone, so that what runs at once is decided here; compiling
     * expressions anew for each piece takes longer than it gains.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "lock_timeout", "30s",
            "TimeZone", "UTC",
            "jit", "off",
            "max_parallel_workers_per_gather", "0",
            "plan_cache_mode", "force_custom_plan");

    private ComparedSession() {}

    /**
     * @param oldFloats whether one server prints floating-point numbers as before version 12: inside of composite values both then
     *     print 15 digits, which is what the two ways have in common
     * @param operatorSchemas where the operators of key columns are, which an index is searched with
     */
    static void prepare(Session session, boolean oldFloats, Collection<String> operatorSchemas) {
        String path = Stream.concat(Stream.of("pg_catalog"), operatorSchemas.stream())
                .map(schema -> '"' + schema.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("search_path", path);
        if (oldFloats) {
            settings.put("extra_float_digits", "0");
        }
        PortableSettings.apply(session, settings);
    }
}

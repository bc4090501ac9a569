package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings under which the same values print as the same text on every server. */
final class ComparedSession {
    /**
     * A comparison takes as long as it takes, but waits for nobody who holds a table. Each statement works alone, so that what runs
     * at once is decided here; compiling expressions anew for each piece takes longer than it gains. What row security hides
     * would be taken for lost; with this it is an error.
     */
    private static final String SETTINGS = """
            SELECT set_config(name, value, false) FROM (VALUES
              ('statement_timeout', '0'), ('lock_timeout', '30s'), ('idle_in_transaction_session_timeout', '0'),
              ('idle_session_timeout', '0'), ('transaction_timeout', '0'), ('row_security', 'off'), ('search_path', %s),
              ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', %s),
              ('lc_monetary', 'C'), ('bytea_output', 'hex'), ('xmloption', 'content'), ('jit', 'off'),
              ('max_parallel_workers_per_gather', '0'), ('plan_cache_mode', 'force_custom_plan')) wanted (name, value)
            JOIN pg_settings USING (name)
            """;

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
        session.query(SETTINGS.formatted(SqlLiteral.quote(path), SqlLiteral.quote(oldFloats ? "0" : "3")), row -> true);
    }
}

package dev.planetfall.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings under which every server writes and reads values alike, whatever its own are. The role's limits of time are for an
 * application and are lifted: a table takes as long as it takes. What row security hides would be lost without a word; with this it
 * is an error. Settings that a server's version does not have are left out.
 */
public final class PortableSettings {
    private static final Map<String, String> ALL = all();

    private PortableSettings() {}

    /** @param others set besides, or in place of those of the same name */
    public static void apply(Session session, Map<String, String> others) {
        Map<String, String> wanted = new LinkedHashMap<>(ALL);
        wanted.putAll(others);
        session.query(
                "SELECT set_config(name, value, false) FROM unnest(?::text[], ?::text[]) AS wanted (name, value)"
                        + " JOIN pg_settings USING (name)",
                row -> true,
                List.copyOf(wanted.keySet()),
                List.copyOf(wanted.values()));
    }

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        List.of(
                        "statement_timeout",
                        "lock_timeout",
                        "idle_in_transaction_session_timeout",
                        "idle_session_timeout",
                        "transaction_timeout")
                .forEach(limit -> all.put(limit, "0"));
        all.put("row_security", "off");
        all.put("search_path", "");
        all.put("DateStyle", "ISO, YMD");
        all.put("IntervalStyle", "postgres");
        all.put("extra_float_digits", "3");
        all.put("lc_monetary", "C");
        all.put("bytea_output", "hex");
        all.put("xmloption", "content");
        return all;
    }
}

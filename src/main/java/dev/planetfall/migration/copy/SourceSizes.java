package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How large tables are on the source: all of them when first seen, and then every twenty seconds some in turn, because the server
 * looks at each file of a table to tell. Used by one thread.
 */
final class SourceSizes {
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final int AT_ONCE = 200;

    private final Clock clock;
    private final Map<QualifiedName, Long> sizes = new HashMap<>();
    private Set<QualifiedName> asked = Set.of();
    private Instant measuredAt = Instant.EPOCH;
    private int next;

    SourceSizes(Clock clock) {
        this.clock = clock;
    }

    /** @param tables all that are of interest now, in the order in which they take turns */
    void measure(Session source, List<QualifiedName> tables) {
        List<QualifiedName> unknown =
                tables.stream().filter(table -> !asked.contains(table)).toList();
        Instant now = clock.instant();
        if (!unknown.isEmpty()) {
            ask(source, unknown);
            asked = new HashSet<>(tables);
            measuredAt = now;
        } else if (!tables.isEmpty() && measuredAt.plus(PERIOD).isBefore(now)) {
            int from = next < tables.size() ? next : 0;
            next = Math.min(from + AT_ONCE, tables.size());
            ask(source, tables.subList(from, next));
            measuredAt = now;
        }
    }

    /** @param otherwise for a table that the source does not have */
    long of(QualifiedName table, long otherwise) {
        return sizes.getOrDefault(table, otherwise);
    }

    private void ask(Session source, List<QualifiedName> tables) {
        source.query(
                        """
                        SELECT n.nspname AS schema, c.relname AS name, %s AS bytes
                        FROM unnest(?::text[], ?::text[]) AS wanted (schema, name)
                        JOIN pg_namespace n ON n.nspname = wanted.schema
                        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name
                        """.formatted(Catalog.TABLE_BYTES),
                        row -> Map.entry(row.qualifiedName("schema", "name"), row.number("bytes")),
                        tables.stream().map(table -> table.schema().name()).toList(),
                        tables.stream().map(table -> table.name().name()).toList())
                .forEach(entry -> sizes.put(entry.getKey(), entry.getValue()));
    }
}

package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;

/**
 * Which tables get their primary key, and the index that their replica identity names, before their rows. A key costs time with
 * every row that is copied; whoever applies changes to a table needs it to find the row.
 */
@FunctionalInterface
public interface KeyPolicy {
    /** For a copy beside which changes are applied. */
    KeyPolicy ALL_FIRST = table -> true;

    /** For a copy beside which nothing else writes. */
    KeyPolicy ALL_AFTER = table -> false;

    /** @param table of the kind {@code TABLE} */
    boolean isFirst(SchemaKey table);

    /** Why, in a sentence for people; empty where there was nothing to choose. */
    default String reason(SchemaKey table) {
        return "";
    }
}

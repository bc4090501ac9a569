package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Map;

/**
 * What of a schema is told about, in words. A comparison knows it by a code, a label and a name such as
 * {@code column not null public.orders.total}, which is the same in every language and stays in the journal.
 */
public final class SchemaPlace {
    /** What stands where a server has nothing on purpose, such as no default in a partition. */
    private static final String NOTHING = "none";

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("aggregate", "migration.schema-place.aggregate"),
            Map.entry("cast", "migration.schema-place.cast"),
            Map.entry("check constraint", "migration.schema-place.check-constraint"),
            Map.entry("cluster", "migration.schema-place.cluster"),
            Map.entry("collation", "migration.schema-place.collation"),
            Map.entry("column", "migration.schema-place.column"),
            Map.entry("column compression", "migration.schema-place.column-compression"),
            Map.entry("column default", "migration.schema-place.column-default"),
            Map.entry("column not null", "migration.schema-place.column-not-null"),
            Map.entry("column options", "migration.schema-place.column-options"),
            Map.entry("column statistics", "migration.schema-place.column-statistics"),
            Map.entry("column storage", "migration.schema-place.column-storage"),
            Map.entry("comment", "migration.schema-place.comment"),
            Map.entry("constraint", "migration.schema-place.constraint"),
            Map.entry("conversion", "migration.schema-place.conversion"),
            Map.entry("domain", "migration.schema-place.domain"),
            Map.entry("extension", "migration.schema-place.extension"),
            Map.entry("function", "migration.schema-place.function"),
            Map.entry("identity", "migration.schema-place.identity"),
            Map.entry("index", "migration.schema-place.index"),
            Map.entry("index attach", "migration.schema-place.index-attach"),
            Map.entry("materialized view", "migration.schema-place.materialized-view"),
            Map.entry("operator", "migration.schema-place.operator"),
            Map.entry("policy", "migration.schema-place.policy"),
            Map.entry("procedure", "migration.schema-place.procedure"),
            Map.entry("replica identity", "migration.schema-place.replica-identity"),
            Map.entry("row security", "migration.schema-place.row-security"),
            Map.entry("rule", "migration.schema-place.rule"),
            Map.entry("schema", "migration.schema-place.schema"),
            Map.entry("sequence", "migration.schema-place.sequence"),
            Map.entry("sequence owned by", "migration.schema-place.sequence-owned-by"),
            Map.entry("server", "migration.schema-place.server"),
            Map.entry("statistics", "migration.schema-place.statistics"),
            Map.entry("table", "migration.schema-place.table"),
            Map.entry("table attach", "migration.schema-place.table-attach"),
            Map.entry("text search configuration", "migration.schema-place.text-search-configuration"),
            Map.entry("text search dictionary", "migration.schema-place.text-search-dictionary"),
            Map.entry("trigger", "migration.schema-place.trigger"),
            Map.entry("type", "migration.schema-place.type"),
            Map.entry("view", "migration.schema-place.view"));

    private SchemaPlace() {}

    /** {@code NOT NULL of column public.orders.total}; the code itself where its label is not known. */
    public static String named(String code) {
        // The longest label that is known: an index is not its attachment.
        for (int end = code.lastIndexOf(' '); end > 0; end = code.lastIndexOf(' ', end - 1)) {
            String key = KEYS.getOrDefault(code.substring(0, end), "");
            if (!key.isEmpty()) {
                return Messages.text(key, code.substring(end + 1));
            }
        }
        return code;
    }

    /** A definition for people, who read a word where there is none. */
    static String shown(String definition) {
        return definition.isEmpty() || definition.equals(NOTHING)
                ? Messages.text("migration.schema-place.nothing")
                : definition;
    }
}

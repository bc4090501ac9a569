package dev.planetfall.migration.schema;

import java.util.regex.Pattern;

/**
 * What can refuse or change rows that replication brings. Foreign keys, ordinary triggers and rules are at rest for them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-architecture.html">Logical replication</a>
 */
final class Hindrance {
    private static final Pattern FIRING_TRIGGER = Pattern.compile(" ENABLE (?:ALWAYS|REPLICA) TRIGGER ");

    private Hindrance() {}

    /** A column that must not be null is one unless it has a default, which is a part of its own. */
    static boolean isOne(SchemaPart part) {
        String definition = part.definition();
        return switch (part.key().label()) {
            case "check constraint" -> !definition.endsWith(" NOT ENFORCED");
            case "constraint" -> !definition.startsWith("FOREIGN KEY ");
            case "index" -> definition.startsWith("CREATE UNIQUE INDEX ");
            case "trigger" -> FIRING_TRIGGER.matcher(definition).find();
            case "column" -> part.isColumnThatWantsValue();
            default -> false;
        };
    }
}

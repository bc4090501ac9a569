package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schema in two parts, each in an order in which it can be made: what is made before the rows are copied, and what is held
 * back until they are there. Nothing of the first part needs anything of the second.
 *
 * <p>Held back is what costs time with every row or could refuse one, and what needs any of it:
 * <ul>
 *   <li>secondary indexes, unique and exclusion constraints: one sort at the end is faster than a search for every row
 *   <li>foreign keys: tables are copied side by side, children before parents, too
 *   <li>checks that were never validated: they look at every row that is copied, but not at rows that are there before them
 *   <li>triggers and rules: the source has run them already for these rows
 *   <li>extended statistics: they say nothing before there are rows
 * </ul>
 *
 * <p>Made before, although pg_dump makes it after the rows:
 * <ul>
 *   <li>primary keys, and whatever a replica identity names, of the tables that the {@link KeyPolicy} wants so: replication finds
 *       the row to change through them, and refuses to change a row without one
 *   <li>policies and row security: they cost a subscription nothing, as it runs as the owner or bypasses them, and a table
 *       full of rows must at no moment be more open than it is on the source
 * </ul>
 *
 * <p>A table must be there for its rows, so whatever a table, its defaults and its checks need is made before, too, whatever its
 * kind.
 *
 * @param reasons why a key is in its part, for people; of keys where there was something to choose
 * @see <a href="https://www.postgresql.org/docs/current/populate.html">Populating a database</a>
 */
public record DeferredObjects(
        List<SchemaObject> before, List<SchemaObject> heldBack, Map<SchemaObject.Key, String> reasons) {
    private static final Set<String> HELD_BACK = Set.of("INDEX", "FK CONSTRAINT", "TRIGGER", "RULE", "STATISTICS");

    private static final Set<String> PINNED = Set.of(
            "TABLE",
            "FOREIGN TABLE",
            "TABLE ATTACH",
            "SEQUENCE",
            "SEQUENCE OWNED BY",
            "DEFAULT",
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "REPLICA IDENTITY");

    /** Readers let the server quote every name. */
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";

    private static final String CONSTRAINT =
            "ALTER TABLE (?:ONLY )?" + NAME + "\\." + NAME + "\\s+ADD CONSTRAINT " + NAME;

    private static final Pattern UNIQUE_OR_EXCLUSION = Pattern.compile(CONSTRAINT + " (?:UNIQUE|EXCLUDE)\\b");

    private static final Pattern PRIMARY_KEY = Pattern.compile(CONSTRAINT + " PRIMARY KEY\\b");

    public DeferredObjects {
        before = List.copyOf(before);
        heldBack = List.copyOf(heldBack);
        reasons = Map.copyOf(reasons);
    }

    /** In which nothing was to choose. */
    public DeferredObjects(List<SchemaObject> before, List<SchemaObject> heldBack) {
        this(before, heldBack, Map.of());
    }

    /** All is made before. */
    public static DeferredObjects none(List<SchemaObject> objects) {
        return new DeferredObjects(objects, List.of());
    }

    /**
     * Splits what was read. Of a reader that does not know what an object needs, only checks that were never validated are
     * held back, whatever the policy: nothing but a comment needs one.
     */
    public static DeferredObjects of(SchemaReading reading, KeyPolicy keys) {
        List<SchemaObject> objects = reading.objects();
        if (objects.stream().allMatch(object -> object.needs().isEmpty())) {
            return withoutKnowledge(objects);
        }
        Set<SchemaObject.Key> pinned = pinned(objects, keys);
        Set<SchemaObject.Key> held = new HashSet<>();
        for (SchemaObject object : objects) {
            boolean waits = isHeldBack(object, keys) || !Collections.disjoint(object.needs(), held);
            if (waits && !pinned.contains(object.key())) {
                held.add(object.key());
            }
        }
        return new DeferredObjects(
                objects.stream().filter(object -> !held.contains(object.key())).toList(),
                objects.stream().filter(object -> held.contains(object.key())).toList(),
                reasons(objects, keys));
    }

    private static Map<SchemaObject.Key, String> reasons(List<SchemaObject> objects, KeyPolicy keys) {
        Map<SchemaObject.Key, String> reasons = new HashMap<>();
        objects.stream()
                .filter(DeferredObjects::isPrimaryKey)
                .forEach(object -> tables(object)
                        .map(keys::reason)
                        .filter(reason -> !reason.isEmpty())
                        .forEach(reason -> reasons.put(object.key(), reason)));
        return reasons;
    }

    private static DeferredObjects withoutKnowledge(List<SchemaObject> objects) {
        if (objects.stream().noneMatch(DeferredObjects::isUnvalidatedCheck)) {
            return none(objects);
        }
        Map<Boolean, List<SchemaObject>> parts = objects.stream()
                .collect(Collectors.partitioningBy(object -> isUnvalidatedCheck(object)
                        || (object.kind().equals("COMMENT")
                                && object.statements().get(0).startsWith("COMMENT ON CONSTRAINT "))));
        return new DeferredObjects(parts.get(false), parts.get(true));
    }

    private static boolean isUnvalidatedCheck(SchemaObject object) {
        return object.kind().equals("CHECK CONSTRAINT")
                && object.statements().stream().anyMatch(sql -> sql.endsWith(" NOT VALID"));
    }

    /** What rows need to be stored and changed, and all that needs in turn. */
    private static Set<SchemaObject.Key> pinned(List<SchemaObject> objects, KeyPolicy keys) {
        Set<SchemaObject.Key> pinned = new HashSet<>();
        // A partition needs the checks of its parent only where the parent has them.
        Set<SchemaObject.Key> unvalidated = objects.stream()
                .filter(DeferredObjects::isUnvalidatedCheck)
                .map(SchemaObject::key)
                .collect(Collectors.toSet());
        for (int i = objects.size() - 1; i >= 0; i--) {
            SchemaObject object = objects.get(i);
            boolean first =
                    PINNED.contains(object.kind()) && !isHeldBack(object, keys) && !isLateIdentity(object, keys);
            if (first || pinned.contains(object.key())) {
                pinned.add(object.key());
                object.needs().stream()
                        .filter(needed -> !unvalidated.contains(needed))
                        .forEach(pinned::add);
            }
        }
        return pinned;
    }

    private static boolean isHeldBack(SchemaObject object, KeyPolicy keys) {
        return HELD_BACK.contains(object.kind())
                || isUnvalidatedCheck(object)
                || isConstraint(object, UNIQUE_OR_EXCLUSION)
                || (isPrimaryKey(object) && !isKeyFirst(object, keys));
    }

    /** One that names no index waits for nothing, and is made before whatever the policy. */
    private static boolean isLateIdentity(SchemaObject object, KeyPolicy keys) {
        return object.kind().equals("REPLICA IDENTITY") && !isKeyFirst(object, keys);
    }

    static boolean isPrimaryKey(SchemaObject object) {
        return isConstraint(object, PRIMARY_KEY);
    }

    private static boolean isConstraint(SchemaObject object, Pattern form) {
        return object.kind().equals("CONSTRAINT")
                && object.statements().stream()
                        .anyMatch(sql -> form.matcher(sql).lookingAt());
    }

    private static boolean isKeyFirst(SchemaObject object, KeyPolicy keys) {
        return tables(object).findAny().isEmpty() || tables(object).anyMatch(keys::isFirst);
    }

    private static Stream<SchemaKey> tables(SchemaObject object) {
        return object.needs().stream()
                .filter(needed -> needed.kind().equals("TABLE"))
                .map(TargetSession::key);
    }
}

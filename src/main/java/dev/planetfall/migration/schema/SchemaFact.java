package dev.planetfall.migration.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of a schema's fingerprint. Two servers have the same object when the key is the same, and the same definition
 * when that is, too.
 *
 * @param schema empty for an extension
 * @param relation the table or view it belongs to; empty when it belongs to none
 * @param name empty for a schema, table or view; a function's is quoted where needed and has its argument types, as SQL would write it
 * @param definition as the server prints it, which can differ between versions for the same thing
 */
record SchemaFact(SchemaFactKind kind, String schema, String relation, String name, String definition)
        implements Comparable<SchemaFact> {
    private static final Comparator<SchemaFact> ORDER = Comparator.comparing(SchemaFact::kind)
            .thenComparing(SchemaFact::schema)
            .thenComparing(SchemaFact::relation)
            .thenComparing(SchemaFact::name)
            .thenComparing(SchemaFact::definition);

    /** What it is compared by. */
    SchemaFact key() {
        return new SchemaFact(kind, schema, relation, name, "");
    }

    /** How pg_dump may have called the entry that makes it, see {@link SchemaObject#identity()}, without arguments. */
    List<String> entries() {
        String ownName = name.replaceFirst("\\(.*", "");
        List<String> entries = new ArrayList<>();
        if (relation.isEmpty() || ownName.isEmpty()) {
            entries.add(dotted(schema, relation + ownName));
        } else {
            entries.addAll(List.of(
                    dotted(schema, relation), dotted(schema, ownName), dotted(schema, relation + " " + ownName)));
        }
        return List.copyOf(entries);
    }

    /** For people: {@code column public.orders.total}. */
    String described() {
        return kind.label() + " " + dotted(schema, relation, name);
    }

    private static String dotted(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
    }

    @Override
    public int compareTo(SchemaFact other) {
        return ORDER.compare(this, other);
    }
}

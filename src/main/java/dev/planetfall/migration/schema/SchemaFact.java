package dev.planetfall.migration.schema;

import java.util.Comparator;
import java.util.List;

/**
 * One line of a schema's fingerprint. Two servers have the same object when the key is the same, and the same definition
 * when that is, too.
 *
 * @param schema empty for an extension
 * @param relation the table or view it belongs to; empty when it belongs to none
 * @param name a function's is quoted where needed and has its argument types, as SQL would write it
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
        String in = schema.isEmpty() ? "" : schema + ".";
        String ownName = name.replaceFirst("\\(.*", "");
        return relation.isEmpty()
                ? List.of(in + ownName)
                : List.of(in + relation, in + relation + " " + ownName, in + ownName);
    }

    /** For people: {@code column public.orders.total}. */
    String described() {
        return kind.label() + " "
                + String.join(
                        ".",
                        List.of(schema, relation, name).stream()
                                .filter(part -> !part.isEmpty())
                                .toList());
    }

    @Override
    public int compareTo(SchemaFact other) {
        return ORDER.compare(this, other);
    }
}

package dev.planetfall.migration.schema.catalog;

/**
 * Which row of which catalog describes something, as {@code pg_depend} names it, without the column.
 *
 * @param catalog such as {@code pg_class}
 * @param part empty for the thing itself; a word for a later statement about the same row, such as {@code attach}
 */
public record Address(String catalog, long oid, String part) {
    /** The thing itself. */
    public Address(String catalog, long oid) {
        this(catalog, oid, "");
    }

    /** Reads {@code pg_class:16384} and {@code pg_class:16384:attach}. */
    static Address parse(String text) {
        String[] parts = text.split(":", 3);
        return new Address(parts[0], Long.parseLong(parts[1]), parts.length > 2 ? parts[2] : "");
    }
}

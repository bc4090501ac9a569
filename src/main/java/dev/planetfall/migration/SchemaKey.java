package dev.planetfall.migration;

/**
 * What tells one object of a schema from all others.
 *
 * @param kind as pg_dump names it: TABLE, INDEX, FK CONSTRAINT
 * @param name with its schema where it has one
 */
public record SchemaKey(String kind, String name) {
    /** For people: {@code TABLE public.orders}. */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}

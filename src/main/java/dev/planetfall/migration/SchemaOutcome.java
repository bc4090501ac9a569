package dev.planetfall.migration;

/**
 * What became of one object of the schema.
 *
 * @param kind as pg_dump names it: TABLE, INDEX, FK CONSTRAINT
 * @param name with its schema where it has one
 * @param message the server's own words when it failed, otherwise empty
 */
public record SchemaOutcome(String kind, String name, Result result, String sql, String message) {
    public boolean isSameObject(SchemaOutcome other) {
        return kind.equals(other.kind) && name.equals(other.name);
    }

    /** How the target took the object. */
    public enum Result {
        CREATED("Created"),
        /** It was there before. */
        ALREADY_THERE("Already there"),
        /** Deliberately not carried over, such as the owner of an extension. */
        LEFT_OUT("Left out"),
        FAILED("Failed");

        private final String title;

        Result(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}

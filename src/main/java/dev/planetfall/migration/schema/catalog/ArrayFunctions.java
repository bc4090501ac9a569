package dev.planetfall.migration.schema.catalog;

/**
 * The server's own functions that took {@code anyarray} before version 14 and take {@code anycompatiblearray} since, so that
 * aggregates and operators that name them with the old types are refused.
 *
 * @see <a href="https://www.postgresql.org/docs/14/release-14.html">Migration to version 14</a>
 */
final class ArrayFunctions {
    /** Condition on {@code f} of {@code pg_proc}. */
    static final String AMONG_THEM = """
            f.pronamespace = 'pg_catalog'::regnamespace AND f.proname IN ('array_append', 'array_cat', 'array_position',
              'array_positions', 'array_prepend', 'array_remove', 'array_replace', 'width_bucket')""";

    private ArrayFunctions() {}

    /** Whether they are different on the two servers. */
    static boolean changed(Versions versions) {
        return !versions.serverIsAtLeast(14) && versions.targetIsAtLeast(14);
    }
}

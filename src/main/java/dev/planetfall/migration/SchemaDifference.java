package dev.planetfall.migration;

/**
 * One thing that the two servers define differently.
 *
 * @param what such as {@code column public.orders.total}, see {@link SchemaPlace}
 * @param onSource empty for what only the target has
 * @param onTarget empty for what only the source has
 * @param mending the statement that would give the target what the source has, where adding something is enough; otherwise empty
 */
public record SchemaDifference(String what, String onSource, String onTarget, String mending)
        implements BothDefinitions {
    /** What cannot be mended by adding something. */
    public SchemaDifference(String what, String onSource, String onTarget) {
        this(what, onSource, onTarget, "");
    }

    public SchemaDifference mendedBy(String statement) {
        return new SchemaDifference(what, onSource, onTarget, statement);
    }
}

package dev.planetfall.migration;

/**
 * A way to mend a finding. Shown before anyone runs it; never applied silently.
 *
 * @param sql ready to run on that server
 * @param effect what it changes, in words
 * @param undo SQL that takes it back on the same server; empty when nothing can or need be taken back
 * @param forAdministrator whether the role of the migration may not run it, so that somebody else must
 */
public record Remedy(Side side, String sql, String effect, String undo, boolean forAdministrator) {
    /** A remedy that the role of the migration may run itself. */
    public Remedy(Side side, String sql, String effect, String undo) {
        this(side, sql, effect, undo, false);
    }

    /** The same to be run by somebody with more rights. */
    public Remedy byAdministrator() {
        return new Remedy(side, sql, effect, undo, true);
    }
}

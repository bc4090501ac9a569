package dev.planetfall.migration;

/**
 * A way to mend a finding. Shown before anyone runs it; never applied silently.
 *
 * @param sql ready to run on that server
 * @param effect what it changes, in words
 * @param undo how to take it back, in words or SQL
 */
public record Remedy(Side side, String sql, String effect, String undo) {}

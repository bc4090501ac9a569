package dev.planetfall.migration;

/**
 * What a check is called.
 *
 * @param id stable and documented, such as {@code replica-identity}: reports and support refer to it
 * @param title a noun phrase for the list of checks, such as "Replica identity of every table"
 */
public record CheckName(String id, String title, CheckGroup group) {}

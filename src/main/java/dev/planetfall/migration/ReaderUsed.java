package dev.planetfall.migration;

/**
 * With what the schema was read.
 *
 * @param reader never {@link SchemaSource#AUTOMATIC}
 * @param reason why, in one sentence
 */
public record ReaderUsed(SchemaSource reader, String reason) {}

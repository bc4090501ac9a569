package dev.planetfall.report;

import java.time.Instant;
import java.util.Map;

/**
 * Whose a page is.
 *
 * @param stepTitles what a step does, for people, by its id
 * @param author the user of this computer; empty when the system does not tell
 */
record Imprint(Instant createdAt, String programVersion, String author, Map<String, String> stepTitles) {}

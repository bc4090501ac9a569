package dev.planetfall.report;

import java.time.Instant;

/**
 * Whose a page is.
 *
 * @param author the user of this computer; empty when the system does not tell
 */
record Imprint(Instant createdAt, String programVersion, String author) {}

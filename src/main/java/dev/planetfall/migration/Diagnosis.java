package dev.planetfall.migration;

import java.time.Instant;
import java.util.List;

/**
 * Why nothing arrives, or not fast enough.
 *
 * @param id stable, such as {@code lock}
 * @param sentence what holds it up
 * @param evidence facts as measured, a sentence each; no text of any statement, which could hold rows
 * @param advice what to do about it
 */
public record Diagnosis(Instant at, String id, String sentence, List<String> evidence, String advice) {
    public Diagnosis {
        evidence = List.copyOf(evidence);
    }
}

package dev.planetfall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a step stopped.
 *
 * @param sentence what was attempted, on which server, and what happened
 * @param advice what the person can do next
 * @param meaning what is known of the error behind it
 */
public record Failure(String sentence, String advice, Optional<ErrorMeaning> meaning) {
    public Failure(String sentence, String advice) {
        this(sentence, advice, Optional.empty());
    }

    public Failure meaning(Optional<ErrorMeaning> known) {
        return new Failure(sentence, advice, known);
    }

    /** All but the sentence, a line each: what to do, and of a known error whether to try again and what is at risk. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!advice.isEmpty()) {
            lines.add(advice);
        }
        meaning.ifPresent(known -> lines.addAll(known.consequences()));
        return lines;
    }
}

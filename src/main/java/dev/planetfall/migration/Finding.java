package dev.planetfall.migration;

import java.util.List;
import java.util.Optional;

/**
 * One fact that a check established.
 *
 * @param checkId stable and documented, such as {@code replica-identity}
 * @param sentence what is the case, in one sentence
 * @param advice what to do about it; empty when there is nothing to do
 * @param details the objects concerned, one a line
 */
public record Finding(
        String checkId,
        Severity severity,
        String sentence,
        String advice,
        List<String> details,
        Optional<Remedy> remedy) {
    public Finding {
        details = List.copyOf(details);
    }

    public static Finding passed(String checkId, String sentence) {
        return new Finding(checkId, Severity.PASSED, sentence, "", List.of(), Optional.empty());
    }

    public static Finding note(String checkId, String sentence, String advice) {
        return new Finding(checkId, Severity.NOTE, sentence, advice, List.of(), Optional.empty());
    }

    public static Finding warning(String checkId, String sentence, String advice) {
        return new Finding(checkId, Severity.WARNING, sentence, advice, List.of(), Optional.empty());
    }

    public static Finding blocker(String checkId, String sentence, String advice) {
        return new Finding(checkId, Severity.BLOCKER, sentence, advice, List.of(), Optional.empty());
    }

    public static Finding unknown(String checkId, String sentence, String advice) {
        return new Finding(checkId, Severity.UNKNOWN, sentence, advice, List.of(), Optional.empty());
    }

    public Finding withDetails(List<String> lines) {
        return new Finding(checkId, severity, sentence, advice, lines, remedy);
    }

    public Finding withRemedy(Remedy newRemedy) {
        return new Finding(checkId, severity, sentence, advice, details, Optional.of(newRemedy));
    }
}

package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines of a journal that cannot be read. What they told is not known, so there may be more of the migration on the servers than the rest
 * tells, until both were searched.
 *
 * @param lines at least 1
 * @param copies names of the files, in the journal's folder, that hold the journal as it was found; made before it is written on
 */
public record JournalDamage(int lines, List<String> copies) {
    JournalDamage and(JournalDamage later) {
        return new JournalDamage(
                lines + later.lines,
                Stream.concat(copies.stream(), later.copies.stream()).distinct().toList());
    }

    /** How many lines, as a sentence. */
    public String sentence() {
        return Messages.plural("migration.journal-damage.lines", lines);
    }

    public String files() {
        return String.join(", ", copies);
    }
}

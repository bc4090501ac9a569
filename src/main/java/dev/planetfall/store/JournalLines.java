package dev.planetfall.store;

import dev.planetfall.migration.JournalDamage;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.JournalDamaged;
import dev.planetfall.migration.MigrationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a journal line by line, folding what can be read and putting one event in the place of neighbouring lines that cannot. */
final class JournalLines {
    private final String copy;
    private final Instant otherwise;
    private final List<MigrationEvent> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private MigrationState state = MigrationState.INITIAL;
    private Optional<Instant> last = Optional.empty();
    private int lost;
    private boolean damaged;

    /**
     * @param copy what the file is called in which the journal is kept as it is
     * @param otherwise when that happened of which no line before tells the time
     */
    JournalLines(String copy, Instant otherwise) {
        this.copy = copy;
        this.otherwise = otherwise;
    }

    /** A line that tells of nothing that happened. */
    void keep(String line) {
        close();
        text.append(line).append('\n');
    }

    /** What cannot be folded is no better than what cannot be read. */
    void keep(String line, MigrationEvent event) {
        close();
        try {
            state = state.after(event);
        } catch (RuntimeException e) {
            lose();
            return;
        }
        events.add(event);
        last = Optional.of(event.at());
        text.append(line).append('\n');
    }

    void lose() {
        lost++;
    }

    /** All of it; the journal that goes on when some of it was lost. */
    JournalFile end(long soundBytes) {
        close();
        return new JournalFile(
                List.copyOf(events),
                state,
                soundBytes,
                damaged ? Optional.of(new JournalFile.Mending(copy, text.toString())) : Optional.empty());
    }

    private void close() {
        if (lost > 0) {
            JournalDamaged event = new JournalDamaged(last.orElse(otherwise), new JournalDamage(lost, List.of(copy)));
            lost = 0;
            damaged = true;
            state = state.after(event);
            events.add(event);
            text.append(JournalFormat.write(event)).append('\n');
        }
    }
}

package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SequenceValue;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the sequences page knows of every sequence. */
final class SequencesViewModel {
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<SequenceValue>> rows = new ReadOnlyObjectWrapper<>(List.of());

    void show(MigrationState state) {
        rows.set(state.sequences());
        sentence.set(described(state));
    }

    /** How all sequences stand; empty before they were set. */
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<SequenceValue>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** A value, or what it means that there is none. */
    static String value(OptionalLong value) {
        return value.isPresent() ? Quantities.count(value.getAsLong()) : Messages.text("page.sequences.never-used");
    }

    /** What it was or will be set to. */
    static String planned(SequenceValue value) {
        return value.planned().isPresent()
                ? Quantities.count(value.planned().getAsLong())
                : Messages.text("page.sequences.unused");
    }

    /** A smaller number looks behind, unless it is said that the sequence counts downwards. */
    static String note(SequenceValue value) {
        boolean below = value.planned().isPresent()
                && value.sourceLast().isPresent()
                && value.planned().getAsLong() < value.sourceLast().getAsLong();
        return value.note().isEmpty() && below ? Messages.text("page.sequences.counts-downwards") : value.note();
    }

    private static String described(MigrationState state) {
        List<SequenceValue> values = state.sequences();
        if (values.isEmpty()) {
            return state.isDone(Phase.SEQUENCES) ? Messages.text("page.sequences.there-are-no-sequences-in") : "";
        }
        long noted = values.stream().filter(value -> !value.note().isEmpty()).count();
        boolean exact = values.stream().allMatch(SequenceValue::exact);
        String how = Messages.text(
                exact ? "page.sequences.set-to-the-exact-values" : "page.sequences.safely-ahead-of-the-source");
        String notes = noted == 0 ? "" : Messages.plural("page.sequences.sequences-with-a-note-to", noted);
        return Messages.plural("count.sequence", values.size()) + how + notes;
    }
}

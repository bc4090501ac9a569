package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SchemaOutcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the schema page knows of the objects that were created. */
final class SchemaViewModel {
    /** Of its time at least so many parts are rest while many objects come in, so that the window stays quick. */
    private static final int REST = 4;

    /** @param number position in the order of creation, from 1 */
    record Row(int number, SchemaOutcome outcome) {}

    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Optional<String>> kind = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Result>> result = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> kinds = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Result>> results = new ReadOnlyObjectWrapper<>(List.of());
    private SchemaOutcomes outcomes = SchemaOutcomes.NONE;
    private long restUntilNanos = System.nanoTime();

    SchemaViewModel() {
        filter.subscribe(this::applyFilter);
        kind.subscribe(this::applyFilter);
        result.subscribe(this::applyFilter);
    }

    void show(MigrationState state) {
        boolean comingIn = state.status(Phase.SCHEMA) == PhaseStatus.RUNNING;
        long begun = System.nanoTime();
        if ((comingIn && begun - restUntilNanos < 0) || state.outcomes().equals(outcomes)) {
            return;
        }
        outcomes = state.outcomes();
        counts.set(outcomes.size() == 0 ? "" : counted());
        results.set(Arrays.stream(Result.values())
                .filter(any -> outcomes.count(any) > 0)
                .toList());
        kinds.set(outcomes.list().stream()
                .map(SchemaOutcome::kind)
                .distinct()
                .sorted()
                .toList());
        applyFilter();
        restUntilNanos = System.nanoTime() + REST * (System.nanoTime() - begun);
    }

    /** Part of a kind, name or message, in any case. */
    StringProperty filterProperty() {
        return filter;
    }

    /** The only kind to show; empty for all. */
    ObjectProperty<Optional<String>> kindProperty() {
        return kind;
    }

    /** The only result to show; empty for all. */
    ObjectProperty<Optional<Result>> resultProperty() {
        return result;
    }

    /** How many objects had which result, as one line. */
    ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** The rows that match the filter, those that need somebody first. */
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** The kinds of objects there are, sorted. */
    ReadOnlyObjectProperty<List<String>> kindsProperty() {
        return kinds.getReadOnlyProperty();
    }

    /** The results there are. */
    ReadOnlyObjectProperty<List<Result>> resultsProperty() {
        return results.getReadOnlyProperty();
    }

    boolean isEmpty() {
        return outcomes.size() == 0;
    }

    /** See {@link SchemaScript}. */
    String script() {
        return SchemaScript.of(outcomes.list());
    }

    private String counted() {
        Stream<String> parts = Arrays.stream(Result.values())
                .filter(any -> outcomes.count(any) > 0)
                .map(any -> Quantities.count(outcomes.count(any)) + " "
                        + any.title().toLowerCase(Locale.ROOT));
        return Stream.concat(Stream.of(Messages.plural("count.object", outcomes.size())), parts)
                .collect(Collectors.joining(" · "));
    }

    private void applyFilter() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<Row> failed = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        List<SchemaOutcome> all = outcomes.list();
        for (int i = 0; i < all.size(); i++) {
            SchemaOutcome outcome = all.get(i);
            if (matches(outcome, wanted)) {
                (outcome.result().isFailure() ? failed : others).add(new Row(i + 1, outcome));
            }
        }
        failed.addAll(others);
        rows.set(List.copyOf(failed));
    }

    private boolean matches(SchemaOutcome outcome, String wanted) {
        if (kind.get().isPresent() && !kind.get().get().equals(outcome.kind())) {
            return false;
        }
        if (result.get().isPresent() && result.get().get() != outcome.result()) {
            return false;
        }
        String text = wanted.isEmpty() ? "" : outcome.key() + " " + outcome.message();
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}

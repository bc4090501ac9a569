package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the schema page knows of the objects that were created. */
final class SchemaViewModel {
    /** @param number position in the order of creation, from 1 */
    record Row(int number, SchemaOutcome outcome) {}

    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private List<SchemaOutcome> outcomes = List.of();

    SchemaViewModel() {
        filter.subscribe(this::applyFilter);
    }

    void show(MigrationState state) {
        if (state.schema().equals(outcomes)) {
            return;
        }
        outcomes = state.schema();
        counts.set(outcomes.isEmpty() ? "" : counted());
        applyFilter();
    }

    /** Part of a kind, name or message, in any case. */
    StringProperty filterProperty() {
        return filter;
    }

    /** How many objects had which result, as one line. */
    ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** The rows that match the filter, the failed ones first. */
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    boolean hasFailures() {
        return count(Result.FAILED) > 0;
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }

    /** All SQL in the order in which it was sent; what failed carries the server's words as a comment. */
    String script() {
        StringBuilder script = new StringBuilder("-- Schema as it was applied to PlanetScale.\n");
        for (SchemaOutcome outcome : outcomes) {
            script.append("\n-- ").append(oneLine(outcome.kind() + " " + outcome.name()));
            script.append(": ").append(outcome.result().title()).append('\n');
            if (!outcome.message().isEmpty()) {
                script.append("-- ").append(oneLine(outcome.message())).append('\n');
            }
            String sql = outcome.sql().strip();
            script.append(sql).append(sql.isEmpty() || sql.endsWith(";") ? "\n" : ";\n");
        }
        return script.toString();
    }

    private String counted() {
        List<String> parts = new ArrayList<>();
        parts.add(Quantities.count(outcomes.size(), "object"));
        for (Result result : Result.values()) {
            if (count(result) > 0) {
                parts.add(Quantities.count(count(result)) + " " + result.title().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(" · ", parts);
    }

    private long count(Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }

    private void applyFilter() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<Row> failed = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            SchemaOutcome outcome = outcomes.get(i);
            String text = outcome.kind() + " " + outcome.name() + " " + outcome.message();
            if (text.toLowerCase(Locale.ROOT).contains(wanted)) {
                (outcome.result() == Result.FAILED ? failed : others).add(new Row(i + 1, outcome));
            }
        }
        failed.addAll(others);
        rows.set(List.copyOf(failed));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}

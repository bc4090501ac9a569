package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Remedy;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.page.ConnectionSnippets.Port;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is left to do after the cutover. */
final class FinishViewModel {
    /**
     * What "Fix it" changed.
     *
     * @param mayTakeBack not while the migration may still need it
     */
    record Changes(List<Remedy> remedies, boolean mayTakeBack) {}

    private final ReadOnlyObjectWrapper<List<Port>> snippets = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper portAdvice = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Changes> remedies = new ReadOnlyObjectWrapper<>(new Changes(List.of(), false));

    void show(MigrationState state) {
        state.plan().ifPresent(plan -> {
            ConnectionSettings target = plan.target().withoutPassword();
            List<Port> renewed = ConnectionSnippets.of(target);
            if (!renewed.equals(snippets.get())) {
                snippets.set(renewed);
            }
            portAdvice.set(ConnectionSnippets.portAdvice(target));
        });
        remedies.set(new Changes(state.remedies(), !state.isUnderWay()));
    }

    ReadOnlyObjectProperty<List<Port>> snippetsProperty() {
        return snippets.getReadOnlyProperty();
    }

    ReadOnlyStringProperty portAdviceProperty() {
        return portAdvice.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Changes> remediesProperty() {
        return remedies.getReadOnlyProperty();
    }
}

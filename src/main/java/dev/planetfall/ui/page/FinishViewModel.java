package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.page.ConnectionSnippets.Snippet;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is left to do after the cutover. */
final class FinishViewModel {
    /** @param server where it is dropped */
    record Doomed(String kind, String name, String server) {}

    /**
     * What "Fix it" changed.
     *
     * @param mayTakeBack not while the migration may still need it
     */
    record Changes(List<Remedy> remedies, boolean mayTakeBack) {}

    private final ReadOnlyObjectWrapper<List<Snippet>> snippets = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper portAdvice = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Doomed>> doomed = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Changes> remedies = new ReadOnlyObjectWrapper<>(new Changes(List.of(), false));
    private final ReadOnlyObjectWrapper<List<String>> leftovers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper clean = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper mayCleanUp = new ReadOnlyBooleanWrapper();

    void show(MigrationState state) {
        state.plan().ifPresent(plan -> {
            ConnectionSettings target = plan.target().withoutPassword();
            List<Snippet> renewed = ConnectionSnippets.of(target);
            if (!renewed.equals(snippets.get())) {
                snippets.set(renewed);
            }
            portAdvice.set(ConnectionSnippets.portAdvice(target));
            doomed.set(doomed(plan));
        });
        remedies.set(new Changes(state.remedies(), !state.isUnderWay()));
        leftovers.set(state.leftovers().orElse(List.of()));
        clean.set(state.isDone(Phase.FINISH)
                && state.leftovers().filter(List::isEmpty).isPresent());
        mayCleanUp.set(state.isDone(Phase.CUTOVER));
    }

    ReadOnlyObjectProperty<List<Snippet>> snippetsProperty() {
        return snippets.getReadOnlyProperty();
    }

    ReadOnlyStringProperty portAdviceProperty() {
        return portAdvice.getReadOnlyProperty();
    }

    /** What cleaning up drops, as it is called on the servers. */
    ReadOnlyObjectProperty<List<Doomed>> doomedProperty() {
        return doomed.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Changes> remediesProperty() {
        return remedies.getReadOnlyProperty();
    }

    /** What was found on the servers after cleaning up. */
    ReadOnlyObjectProperty<List<String>> leftoversProperty() {
        return leftovers.getReadOnlyProperty();
    }

    /** Whether somebody looked and nothing was left. */
    ReadOnlyBooleanProperty cleanProperty() {
        return clean.getReadOnlyProperty();
    }

    /** Not before the cutover: without replication the rows written since would be lost. */
    ReadOnlyBooleanProperty mayCleanUpProperty() {
        return mayCleanUp.getReadOnlyProperty();
    }

    private static List<Doomed> doomed(MigrationPlan plan) {
        if (!plan.method().replicates()) {
            return List.of(new Doomed("Account of the copy", Scope.OWN_SCHEMA.name(), "PlanetScale"));
        }
        ReplicationNames names = plan.names();
        return List.of(
                new Doomed("Subscription", names.subscription().name(), "PlanetScale"),
                new Doomed("Replication slot", names.slot().name(), "the source"),
                new Doomed("Publication", names.publication().name(), "the source"),
                new Doomed("Marker schema", Scope.OWN_SCHEMA.name(), "both servers"));
    }
}

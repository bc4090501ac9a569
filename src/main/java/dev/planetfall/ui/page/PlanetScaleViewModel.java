package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Whether the engine reached both servers, and where a resumed migration goes on. */
final class PlanetScaleViewModel {
    private final ReadOnlyBooleanWrapper connected = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper mayAdvance = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private String migration = "";
    private Optional<Phase> resumed = Optional.empty();
    private Optional<ConnectionSettings> connectedSource = Optional.empty();

    /** @param tested whether the connection typed now was tested without a problem */
    PlanetScaleViewModel(ReadOnlyBooleanProperty tested) {
        mayAdvance.bind(Bindings.and(tested, connected));
        tested.subscribe(passes -> {
            connected.set(false);
            error.set("");
        });
    }

    ReadOnlyBooleanProperty mayAdvanceProperty() {
        return mayAdvance.getReadOnlyProperty();
    }

    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** Answers whether this is another migration than before. */
    boolean open(String id, MigrationState state) {
        if (migration.equals(id)) {
            return false;
        }
        migration = id;
        connectedSource = Optional.empty();
        connected.set(false);
        error.set("");
        resumed = furthest(state).filter(phase -> phase.compareTo(Phase.CONNECT) > 0);
        return true;
    }

    void connecting(Optional<ConnectionSettings> source) {
        connectedSource = source;
        connected.set(false);
        error.set("");
    }

    /** After the cutover the old database may be gone: what is left to do does not need both. */
    void connected(PhaseStatus status, MigrationState after) {
        connected.set(status == PhaseStatus.DONE || after.isDone(Phase.CUTOVER));
        if (status != PhaseStatus.DONE) {
            error.set(Steps.of(after.method(), Phase.CONNECT).stream()
                    .map(step -> after.step(step.id()).failure())
                    .flatMap(Optional::stream)
                    .map(failure -> failure.sentence() + " " + failure.advice())
                    .findFirst()
                    .orElse(Messages.text("page.planet-scale.the-two-servers-could-not")));
        }
    }

    /** Whether the source was changed after both servers were reached. */
    boolean isOutdated(Optional<ConnectionSettings> source) {
        return connected.get() && !connectedSource.equals(source);
    }

    /** Where a resumed migration goes on after both passwords were accepted. */
    Optional<Phase> resumedPhase() {
        return resumed;
    }

    /** The page was left; once that was possible forwards, pages follow each other again. */
    void left() {
        if (mayAdvance.get()) {
            resumed = Optional.empty();
        }
    }

    /** The phase that was begun last in the order of the journey; logging in again does not count as going back. */
    static Optional<Phase> furthest(MigrationState state) {
        return Arrays.stream(Phase.values())
                .filter(phase -> state.status(phase) != PhaseStatus.NOT_STARTED)
                .max(Comparator.naturalOrder());
    }
}

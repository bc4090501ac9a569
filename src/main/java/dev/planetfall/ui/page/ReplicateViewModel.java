package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.watch.CopyAction;
import dev.planetfall.migration.watch.NextAction;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the replicate page says about the rows on their way. */
final class ReplicateViewModel {
    private static final NextAction BEFORE = NextAction.of(MigrationState.INITIAL, List.of(), false);

    private final ReadOnlyObjectWrapper<NextAction> summary = new ReadOnlyObjectWrapper<>(BEFORE);
    private final ReadOnlyObjectWrapper<ReplicationFigures> figures =
            new ReadOnlyObjectWrapper<>(ReplicationFigures.NONE);
    private final ReadOnlyObjectWrapper<List<TableCopy>> tables = new ReadOnlyObjectWrapper<>(List.of());

    private final ReadOnlyObjectWrapper<SchemaDrift> places = new ReadOnlyObjectWrapper<>(SchemaDrift.NONE);
    private final ReadOnlyStringWrapper drift = new ReadOnlyStringWrapper("");

    /**
     * @param measurements oldest first; the newest may be a moment behind the state
     * @param working whether this program is setting replication up right now
     */
    void show(MigrationState state, List<ReplicationStatus> measurements, boolean working) {
        summary.set(NextAction.of(state, measurements, working));
        figures.set(state.replication()
                .map(now -> {
                    ReplicationFigures all = ReplicationFigures.of(now, measurements);
                    return CopyAction.concerns(state) ? all.ofCopy(now) : all;
                })
                .orElse(ReplicationFigures.NONE));
        tables.set(state.replication().map(ReplicationStatus::tables).orElse(List.of()));
        boolean isOver = state.isDone(Phase.FINISH)
                || state.isDone(Phase.CUTOVER)
                || (state.writesFrozen() && state.method().replicates());
        drift.set(isOver ? "" : inWords(state));
        places.set(isOver ? SchemaDrift.NONE : state.drift().orElse(SchemaDrift.NONE));
    }

    private static String inWords(MigrationState state) {
        String problem = state.driftProblem()
                .map(sentence -> sentence + " It is tried again every minute.")
                .orElse("");
        String found = state.drift()
                .filter(known -> !known.isNone())
                .map(known -> "The schemas have come apart in "
                        + Quantities.count(known.sentences().size(), "place")
                        + ", listed below. The cutover waits until they agree.")
                .orElse("");
        return (found + " " + problem).strip();
    }

    ReadOnlyObjectProperty<NextAction> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ReplicationFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<TableCopy>> tablesProperty() {
        return tables.getReadOnlyProperty();
    }

    /** In which places the schemas have come apart, and what would mend them. */
    ReadOnlyObjectProperty<SchemaDrift> placesProperty() {
        return places.getReadOnlyProperty();
    }

    /** How the schemas have come apart and what to do; empty while they agree. */
    ReadOnlyStringProperty driftProperty() {
        return drift.getReadOnlyProperty();
    }
}

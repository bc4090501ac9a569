package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
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
                .map(sentence -> Messages.text("page.replicate.it-is-tried-again-every", sentence))
                .orElse("");
        String found = state.drift()
                .filter(known -> !known.isNone())
                .map(known -> Messages.plural(
                        "page.replicate.the-schemas-have-come-apart",
                        known.sentences().size()))
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

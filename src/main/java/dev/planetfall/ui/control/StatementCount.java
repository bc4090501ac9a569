package dev.planetfall.ui.control;

import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.ui.Polling;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** How many statements came to a list, also those that were pushed out of it since. An emptied list begins anew. */
final class StatementCount {
    private long all;
    private long polls;
    private long refused;

    StatementCount(List<StatementSent> already) {
        already.forEach(this::add);
    }

    long sent(boolean withPolls) {
        return withPolls ? all : all - polls;
    }

    long refused() {
        return refused;
    }

    void add(ListChangeListener.Change<? extends StatementSent> change) {
        ObservableList<? extends StatementSent> now = change.getList();
        if (now.isEmpty()) {
            all = 0;
            polls = 0;
            refused = 0;
        }
        while (change.next()) {
            change.getAddedSubList().forEach(this::add);
        }
    }

    private void add(StatementSent sent) {
        all++;
        polls += Polling.isPoll(sent) ? 1 : 0;
        refused += sent.error().isPresent() ? 1 : 0;
    }
}

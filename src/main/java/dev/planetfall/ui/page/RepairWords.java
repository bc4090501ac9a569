package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.StepFailedException;
import java.util.ArrayList;
import java.util.List;

/** What the repair of rows means, before it is begun and when it failed. */
final class RepairWords {
    private RepairWords() {}

    static String of(RowDifferences rows, MigrationState state) {
        List<String> does = new ArrayList<>();
        add(does, rows.count(Kind.CHANGED), " gets the source's values", " get the source's values");
        add(does, rows.count(Kind.MISSING), " is inserted", " are inserted");
        String changes = does.isEmpty() ? "" : "On PlanetScale " + String.join(" and ", does) + ". ";
        String rests = state.method().replicates() && !state.writesFrozen()
                ? "PlanetScale catches up first, then replication stops for some seconds; your application goes on. Rows that it"
                        + " writes just then are left as they are. "
                : "";
        return changes + rests + "Nothing changes on the source, and the rows are compared again afterwards.";
    }

    static String extra(long rows) {
        return "Delete " + Quantities.count(rows, "row", "rows")
                + " that only PlanetScale has. This cannot be taken back:"
                + " keep a copy with \"Save as CSV\" if you are not sure.";
    }

    /** With what to do, where that is known. */
    static String problem(Throwable thrown) {
        return thrown instanceof StepFailedException failed
                ? failed.failure().sentence() + " "
                        + String.join(" ", failed.failure().lines())
                : "That could not be done: " + thrown.getMessage();
    }

    private static void add(List<String> does, long rows, String one, String several) {
        if (rows > 0) {
            does.add(Quantities.count(rows, "row", "rows") + (rows == 1 ? one : several));
        }
    }
}

package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
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
        add(
                does,
                rows.count(Kind.CHANGED),
                Messages.text("page.repair.gets-the-sources-values"),
                Messages.text("page.repair.get-the-sources-values"));
        add(
                does,
                rows.count(Kind.MISSING),
                Messages.text("page.repair.is-inserted"),
                Messages.text("page.repair.are-inserted"));
        String changes = does.isEmpty()
                ? ""
                : Messages.text("page.repair.on-planetscale", String.join(Messages.text("page.repair.and"), does));
        String rests = state.method().replicates() && !state.writesFrozen()
                ? Messages.text("page.repair.planetscale-catches-up-first-then")
                : "";
        return Messages.text("page.repair.nothing-changes-on-the-source", changes + rests);
    }

    static String extra(long rows) {
        return Messages.plural("page.repair.delete-rows-that-only-planetscale", rows);
    }

    /** With what to do, where that is known. */
    static String problem(Throwable thrown) {
        return thrown instanceof StepFailedException failed
                ? failed.failure().sentence() + " "
                        + String.join(" ", failed.failure().lines())
                : Messages.text("page.repair.that-could-not-be-done", thrown.getMessage());
    }

    private static void add(List<String> does, long rows, String one, String several) {
        if (rows > 0) {
            does.add(Messages.plural("count.row", rows) + (rows == 1 ? one : several));
        }
    }
}

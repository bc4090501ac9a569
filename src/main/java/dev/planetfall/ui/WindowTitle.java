package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Advance;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PhaseStatus;
import java.util.Optional;
import java.util.OptionalDouble;

/** What every system's taskbar shows of this window, also while it is hidden: how far the migration is, and whether it needs somebody. */
final class WindowTitle {
    private static final int HUNDRED = 100;

    private WindowTitle() {}

    /** @param rehearsal whether the window must not be taken for one in which something is at stake */
    static String of(MigrationState state, boolean rehearsal) {
        Optional<String> called = state.plan().map(MigrationPlan::name);
        Optional<String> name = rehearsal
                ? Optional.of(called.map(words -> Messages.text("window.window-title.rehearsal-of", words))
                        .orElse(Messages.text("window.wizard-window.rehearsal")))
                : called;
        if (name.isEmpty()) {
            return Messages.text("window.wizard-window.planetfall");
        }
        PhaseStatus status = state.status(state.phase());
        if (status == PhaseStatus.FAILED || status == PhaseStatus.BLOCKED) {
            return Messages.text("window.window-title.needs-you", name.get());
        }
        OptionalDouble fraction = Advance.of(state);
        return fraction.isPresent()
                ? Messages.text("window.window-title.so-far", (int) (fraction.getAsDouble() * HUNDRED), name.get())
                : Messages.text("window.window-title.named", name.get());
    }
}

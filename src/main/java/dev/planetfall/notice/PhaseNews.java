package dev.planetfall.notice;

import dev.planetfall.desktop.Notifier;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Tells a person who looks elsewhere that a phase is done or needs them, as a notification of the desktop. Hears every event, from any
 * thread, and never waits.
 */
public final class PhaseNews implements BiConsumer<MigrationEvent, MigrationState>, AutoCloseable {
    private static final long CLOSING_SECONDS = 3;

    private final Notifier notifier;
    private final BooleanSupplier wanted;
    private final ThreadPoolExecutor worker = Background.named("phase-news");

    /** @param wanted whether somebody wants to be told at this moment; asked from any thread */
    public PhaseNews(Notifier notifier, BooleanSupplier wanted) {
        this.notifier = notifier;
        this.wanted = wanted;
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        // Whoever logs in is still there.
        if (event instanceof PhaseEnded ended && ended.phase() != Phase.CONNECT) {
            tell(ended.phase().title(state.method()), ended.status(), state);
        } else if (event instanceof RollBackEnded ended) {
            tell(Messages.text("notice.phase-news.the-roll-back"), ended.status(), state);
        }
    }

    @Override
    public void close() {
        Background.end(worker, CLOSING_SECONDS);
    }

    private void tell(String what, PhaseStatus status, MigrationState state) {
        Optional<String> title = title(what, status);
        if (title.isEmpty() || !wanted.getAsBoolean()) {
            return;
        }
        String name =
                state.plan().map(MigrationPlan::name).orElseGet(() -> Messages.text("notice.notices.a-migration"));
        String text = status == PhaseStatus.DONE ? name : name + ". " + reason(state);
        worker.execute(() -> notifier.show(title.get(), text, status != PhaseStatus.DONE));
    }

    /** What a person stopped needs no telling. */
    private static Optional<String> title(String what, PhaseStatus status) {
        return switch (status) {
            case DONE -> Optional.of(Messages.text("notice.phase-news.is-done", what));
            case FAILED -> Optional.of(Messages.text("notice.phase-news.failed", what));
            case BLOCKED -> Optional.of(Messages.text("notice.phase-news.needs-you", what));
            case NOT_STARTED, RUNNING, CANCELLED -> Optional.empty();
        };
    }

    private static String reason(MigrationState state) {
        return state.steps().values().stream()
                .map(StepState::failure)
                .flatMap(Optional::stream)
                .map(failure -> failure.sentence())
                .reduce((before, last) -> last)
                .orElseGet(() -> Messages.text("notice.phase-news.the-window-says-what"));
    }
}

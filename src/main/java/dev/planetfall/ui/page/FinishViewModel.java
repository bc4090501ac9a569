package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remedy;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.page.ConnectionSnippets.Port;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is left to do after the cutover. */
final class FinishViewModel {
    /** So long that whatever runs once a week has run. */
    private static final Duration KEPT = Duration.ofDays(8);

    private static final DateTimeFormatter DAY = Messages.dates("date.day").withZone(ZoneId.systemDefault());

    /**
     * What "Fix it" changed.
     *
     * @param mayTakeBack not while the migration may still need it
     */
    record Changes(List<Remedy> remedies, boolean mayTakeBack) {}

    private final ReadOnlyObjectWrapper<List<Port>> snippets = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper portAdvice = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Changes> remedies = new ReadOnlyObjectWrapper<>(new Changes(List.of(), false));

    private final ReadOnlyObjectWrapper<Optional<String>> keepAdvice = new ReadOnlyObjectWrapper<>(Optional.empty());

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
        keepAdvice.set(state.cutover()
                .filter(times -> state.isDone(Phase.CUTOVER))
                .map(times -> keepAdvice(times.frozenAt().plus(times.total()), state.method())));
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

    /** Until when the old database is to be kept; empty before the cutover. */
    ReadOnlyObjectProperty<Optional<String>> keepAdviceProperty() {
        return keepAdvice.getReadOnlyProperty();
    }

    private static String keepAdvice(Instant cutover, Method method) {
        return Messages.text(
                method.stopsWriters()
                        ? "page.finish.keep-the-old-database-until"
                        : "page.finish.keep-the-old-database-until-at",
                DAY.format(cutover.plus(KEPT)),
                KEPT.toDays(),
                DAY.format(cutover));
    }
}

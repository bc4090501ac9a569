package dev.planetfall.ui;

import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;

/**
 * Walks the window through every page as a person would: fills in what only a person can know, presses the page's one
 * button, waits until the page lets it go on, and saves pictures. Runs on a thread of its own.
 */
public final class UnattendedTour {
    private static final Duration PAGE_PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Long enough for the chart to show a line, and for the last layout pass. */
    private static final Duration WATCHING = Duration.ofSeconds(20);

    private static final Duration SETTLING = Duration.ofMillis(600);
    /** Both servers are asked who writes and whether there can be a way back. */
    private static final Duration DECIDING = Duration.ofSeconds(4);

    /** Lag that grows comes to rest; an error that was got over stays in the count for ever. */
    private static final Duration LOOKING = Duration.ofSeconds(75);

    private static final Duration COPYING = Duration.ofSeconds(4);

    private final WizardWindow window;
    private final TourPictures pictures;
    private final TourInspection inspection = new TourInspection();
    private final Standstills standstills = inspection.standstills();

    /** @param folder for the pictures; made when missing */
    public UnattendedTour(WizardWindow window, Path folder) {
        this.window = window;
        this.pictures = new TourPictures(window, folder, name -> inspection.look(name, window.scene()));
    }

    /** @throws IllegalStateException when a page does not let it go on: the message says which page and what it shows */
    public void run() {
        FxThread.run(standstills::start);
        for (int index = 0; index < window.pages().size(); index++) {
            WizardPage page = window.pages().get(index);
            visit(page);
            if (index < window.pages().size() - 1) {
                press("next");
            }
        }
        FxThread.run(standstills::stop);
    }

    /** What a person would have tripped over, one line each; to be asked for when the tour is over. */
    public List<String> faults() {
        return FxThread.ask(inspection::faults);
    }

    /** For how long at most the window drew nothing, but for while it was photographed. */
    public Duration longestStandstill() {
        return FxThread.ask(standstills::longest);
    }

    /** Where it stood still for so long that a person notices, one line each. */
    public List<String> standstills() {
        return FxThread.ask(standstills::noticed);
    }

    private void visit(WizardPage page) {
        at(name(page));
        await(page, () -> FxThread.ask(() -> window.current() == page));
        Pauses.of(SETTLING);
        answer();
        rest(page);
        if (page.phase().filter(Phase.CUTOVER::equals).isPresent()) {
            Pauses.of(DECIDING);
            save(page, "-before");
        }
        if (!isSatisfied(page) && find("primary-action", Button.class).isPresent()) {
            long override = System.nanoTime() + LOOKING.toNanos();
            await(page, () -> {
                answer();
                if (System.nanoTime() > override) {
                    overrideWarnings();
                }
                return FxThread.ask(() -> isPressable("primary-action"));
            });
            at(name(page) + " at work");
            press("primary-action");
        }
        if (page.phase().filter(Phase.REPLICATE::equals).isPresent()) {
            Pauses.of(COPYING);
            save(page, "-copying");
        }
        await(page, () -> isSatisfied(page));
        rest(page);
        Pauses.of(page.phase().filter(Phase.REPLICATE::equals).isPresent() ? WATCHING : SETTLING);
        if (window.wizard().live().state().wayBack().isArmed()) {
            Pauses.of(WATCHING);
        }
        save(page, "");
    }

    private void save(WizardPage page, String moment) {
        FxThread.ask(() -> {
            // Taking pictures holds the window up, which is no fault of it.
            standstills.setMeasuring(false);
            return true;
        });
        pictures.save(name(page) + moment);
        FxThread.run(() -> standstills.setMeasuring(true));
    }

    private void at(String moment) {
        FxThread.run(() -> standstills.at(moment));
    }

    /** By the page's place and class, so that pictures of two languages lie beside one another. */
    private String name(WizardPage page) {
        return String.format(
                        Locale.ROOT,
                        "%02d-%s",
                        window.pages().indexOf(page),
                        page.getClass().getSimpleName().replaceFirst("Page$", ""))
                .replaceAll("(?<=[a-z])(?=[A-Z]|Scale$)", "-")
                .toLowerCase(Locale.ROOT)
                .replace("planet-scale", "planetscale");
    }

    /** What the page asks and no server can answer. */
    private void answer() {
        Optional<DiskNeed> disk = window.wizard().migration().state().diskNeed();
        find("disk-gigabytes", TextField.class)
                .ifPresent(field -> FxThread.ask(() -> {
                    field.setText(Long.toString(
                            disk.map(DiskNeed::recommendedGigabytes).orElse(1L)));
                    return true;
                }));
        List.of("confirm", "give-up-way-back").forEach(this::agree);
    }

    /** What has only to be looked at is told in the report as overridden. */
    private void overrideWarnings() {
        find("override", TextField.class)
                .ifPresent(field -> FxThread.ask(() -> {
                    field.setText(field.getPromptText());
                    return true;
                }));
    }

    private void agree(String id) {
        find(id, CheckBox.class)
                .filter(box -> !box.isSelected())
                .ifPresent(box -> FxThread.ask(() -> {
                    box.fire();
                    return true;
                }));
    }

    /** A page may have begun by itself, and what ended is shown a moment later. */
    private void rest(WizardPage page) {
        await(
                page,
                () -> page.phase()
                        .map(phase -> window.wizard().live().state().status(phase) != PhaseStatus.RUNNING)
                        .orElse(true));
        Pauses.of(SETTLING);
    }

    /** A page with a phase must have done it; any page must let the person go on. */
    private boolean isSatisfied(WizardPage page) {
        boolean done = page.phase()
                .map(phase -> window.wizard().live().state().isDone(phase))
                .orElse(true);
        return done && FxThread.ask(() -> page.mayAdvance().get());
    }

    private void await(WizardPage page, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + PAGE_PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            refuseStandstill(page);
            if (System.nanoTime() > giveUp) {
                save(page, "-too-late");
                throw new IllegalStateException("The page " + page.title() + " did not finish in time");
            }
            Pauses.of(POLL);
        }
    }

    private void refuseStandstill(WizardPage page) {
        MigrationState state = window.wizard().migration().state();
        PhaseStatus status = page.phase().map(state::status).orElse(PhaseStatus.NOT_STARTED);
        if (status == PhaseStatus.FAILED || status == PhaseStatus.BLOCKED) {
            save(page, "-" + status.name().toLowerCase(Locale.ROOT));
            throw new IllegalStateException("The page " + page.title() + " came to a standstill: " + reasons(state));
        }
    }

    private static String reasons(MigrationState state) {
        StringBuilder text = new StringBuilder();
        state.steps().values().forEach(step -> step.failure().ifPresent(failure -> text.append(failure.sentence())));
        state.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .forEach(finding -> text.append(finding.sentence()).append(' '));
        return text.toString();
    }

    private void press(String id) {
        Button button = find(id, Button.class).orElseThrow(() -> new IllegalStateException("No button " + id));
        FxThread.ask(() -> {
            button.fire();
            return true;
        });
    }

    private boolean isPressable(String id) {
        return window.scene().lookup("#" + id) instanceof Button button && !button.isDisabled() && button.isVisible();
    }

    private <T extends Node> Optional<T> find(String id, Class<T> type) {
        return FxThread.ask(() -> Optional.ofNullable(window.scene().lookup("#" + id))
                .filter(type::isInstance)
                .map(type::cast)
                .filter(Node::isVisible));
    }
}

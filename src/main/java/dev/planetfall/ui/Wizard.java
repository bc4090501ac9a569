package dev.planetfall.ui;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationIds;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReportWriter;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.ui.help.HelpChoice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * What all pages share: the open migration, the plan being built, and which page is shown. Used on the JavaFX thread only.
 * It holds commands, not state: what happened is read from {@link #live()}.
 */
public final class Wizard {
    private final MigrationLibrary library;
    private final Clock clock;
    private final Duration sampleTime;
    private final ReportWriter reports;
    private final Consumer<String> linkOpener;
    private final LiveMigration live = new LiveMigration();
    private final ReadOnlyIntegerWrapper pageIndex = new ReadOnlyIntegerWrapper(0);
    private OpenMigration open;
    private PlanBuilder plan;
    private Optional<AlarmNotices> notices = Optional.empty();
    private Optional<RehearsalProgram> rehearsals = Optional.empty();
    private boolean rehearsal;
    private final List<BiConsumer<MigrationEvent, MigrationState>> listeners = new ArrayList<>();
    private PasswordMemory passwords = PasswordMemory.NONE;
    private HelpChoice help = HelpChoice.inMemory();

    /**
     * @param sampleTime how long the checks of a new migration watch how much the source writes
     * @param linkOpener shows a web address or file in the system's browser
     */
    public Wizard(
            MigrationLibrary library,
            Clock clock,
            Duration sampleTime,
            ReportWriter reports,
            Consumer<String> linkOpener) {
        this.library = library;
        this.clock = clock;
        this.sampleTime = sampleTime;
        this.reports = reports;
        this.linkOpener = linkOpener;
        String id = MigrationIds.next(clock);
        open = new OpenMigration(id, MigrationState.INITIAL, Journal.NONE, clock);
        plan = newPlan(id);
    }

    /** From now on tells alarms of every migration that is opened. */
    public void tellAlarmsTo(AlarmNotices outside) {
        notices = Optional.of(outside);
    }

    /** From now on tells every event of every migration that is opened, on the thread that publishes it. */
    public void tell(BiConsumer<MigrationEvent, MigrationState> listener) {
        listeners.add(listener);
    }

    /** From now on passwords may be remembered there. Called before pages are made. */
    public void rememberPasswordsIn(PasswordMemory memory) {
        passwords = memory;
    }

    public PasswordMemory passwords() {
        return passwords;
    }

    /** Who tells alarms outside of the window, where somebody does. */
    public Optional<AlarmNotices> notices() {
        return notices;
    }

    /** Offers rehearsals from now on. */
    public void rehearseBy(RehearsalProgram program) {
        rehearsals = Optional.of(program);
    }

    /** Empty where the window is a rehearsal itself. */
    public Optional<RehearsalProgram> rehearsals() {
        return rehearsals;
    }

    /** The servers are lent for as long as the window is open. Called before the window is made. */
    public void becomeRehearsal() {
        rehearsal = true;
    }

    /** Whether the servers, and all that is in them, end with the window. */
    public boolean isRehearsal() {
        return rehearsal;
    }

    /** Where it is remembered what a person wants to be explained. Called before the pages are made. */
    public void rememberHelp(HelpChoice choice) {
        help = choice;
    }

    public HelpChoice help() {
        return help;
    }

    public MigrationLibrary library() {
        return library;
    }

    public LiveMigration live() {
        return live;
    }

    public OpenMigration migration() {
        return open;
    }

    /** What the pages have collected; {@link #decide} makes it the migration's plan. */
    public PlanBuilder plan() {
        return plan;
    }

    /** What tells the time of everything that is decided here. */
    public Clock clock() {
        return clock;
    }

    /** Begins a new migration; its journal is written from the first decision on. */
    public void startNew() {
        String id = MigrationIds.next(clock);
        switchTo(new OpenMigration(id, MigrationState.INITIAL, library.journal(id), clock), newPlan(id));
    }

    /** Goes on with a migration of the library. Its plan has no passwords: the connection pages ask for them again. */
    public void resume(MigrationLibrary.Summary migration) {
        MigrationState replayed = library.replay(migration.id());
        PlanBuilder known = replayed.plan().map(PlanBuilder::from).orElseGet(() -> newPlan(migration.id()));
        switchTo(new OpenMigration(migration.id(), replayed, library.journal(migration.id()), clock), known);
    }

    /** Calls the open migration otherwise from now on, as {@link MigrationLibrary#rename} does with every other one. */
    public void renameOpen(MigrationName name) {
        plan.name(name.text());
        open.plan().ifPresent(decided -> decideIfChanged(decided.named(name.text())));
    }

    /** Makes what the pages collected the plan of the open migration. Does nothing while a connection is missing. */
    public void decide() {
        plan.build().ifPresent(this::decideIfChanged);
    }

    public Path writeReport() {
        return reports.writeReport(open.state());
    }

    public Path writeRunbook() {
        return reports.writeRunbook(open.state());
    }

    public Path writeAssessment() {
        return reports.writeAssessment(open.state());
    }

    public void openLink(String address) {
        linkOpener.accept(address);
    }

    public ReadOnlyIntegerProperty pageIndexProperty() {
        return pageIndex.getReadOnlyProperty();
    }

    /** Shows another page. The window leaves the old one and enters the new one. */
    public void showPage(int index) {
        pageIndex.set(index);
    }

    /** Ends the window's work with the open migration; what runs on the servers goes on. */
    public void close() {
        live.stop();
        open.close();
    }

    private PlanBuilder newPlan(String id) {
        return new PlanBuilder(id).sampleTime(sampleTime);
    }

    private void decideIfChanged(MigrationPlan decided) {
        if (!open.plan().equals(Optional.of(decided))) {
            open.decide(decided);
        }
    }

    private void switchTo(OpenMigration migration, PlanBuilder known) {
        // Closing waits for the servers to let the monitor go, which no click should have to wait for.
        FxThread.offThread(open::close);
        open = migration;
        plan = known;
        live.follow(migration.events());
        notices.ifPresent(migration.events()::subscribe);
        migration.events().subscribe(passwords);
        listeners.forEach(migration.events()::subscribe);
    }
}

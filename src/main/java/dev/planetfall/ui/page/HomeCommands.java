package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiagnosticsBundle;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** What can be done with a migration of the list. What fails changes nothing and is one sentence in the banner. */
final class HomeCommands {
    private static final int FIRST_PAGE = 1;

    private final Wizard wizard;
    private final Banner banner;
    private final Runnable reread;
    private final ReadOnlyBooleanWrapper opened = new ReadOnlyBooleanWrapper();

    /** @param reread shows the list as it is then */
    HomeCommands(Wizard wizard, Banner banner, Runnable reread) {
        this.wizard = wizard;
        this.banner = banner;
        this.reread = reread;
    }

    /** A migration is open from now on, whoever opened it. */
    void noteOpened() {
        opened.set(true);
    }

    ReadOnlyBooleanProperty opened() {
        return opened.getReadOnlyProperty();
    }

    boolean isOpen(HomeViewModel.Row row) {
        return opened.get() && wizard.migration().id().equals(row.id());
    }

    boolean isRehearsal() {
        return wizard.isRehearsal();
    }

    void resume(HomeViewModel.Row row) {
        try {
            if (!isOpen(row)) {
                wizard.resume(row.summary());
            }
            noteOpened();
            wizard.showPage(FIRST_PAGE);
        } catch (RuntimeException e) {
            banner.showError(Messages.text("page.home.the-migration-could-not-be-opened", e.getMessage()));
        }
    }

    void delete(HomeViewModel.Row row) {
        change(library -> library.delete(row.id()), "page.home.the-migration-could-not-be");
    }

    /** @throws IllegalArgumentException with a sentence when that is no name */
    void rename(HomeViewModel.Row row, String typed) {
        MigrationName name = new MigrationName(typed);
        if (isOpen(row)) {
            wizard.renameOpen(name);
        }
        change(library -> library.rename(row.id(), name), "page.home.the-migration-could-not-be-renamed");
    }

    /** Makes another migration between the same servers, without passwords and without a history. */
    void duplicate(HomeViewModel.Row row) {
        ask(
                () -> wizard.library()
                        .begin(row.summary()
                                .state()
                                .plan()
                                .orElseThrow()
                                .named(new MigrationName(row.name()).ofCopy().text())),
                made -> banner.showSuccess(Messages.text("page.home.was-made", HomeViewModel.name(made), row.name())),
                "page.home.the-migration-could-not-be-duplicated");
    }

    void archive(HomeViewModel.Row row) {
        boolean away = !row.summary().archived();
        banner.clear();
        Optional<String> obstacle = away ? MigrationShelf.obstacle(row) : Optional.empty();
        obstacle.ifPresentOrElse(
                banner::showWarning,
                () -> change(
                        library -> library.archive(row.id(), away), "page.home.the-migration-could-not-be-archived"));
    }

    /** For a colleague. */
    void exportPlan(HomeViewModel.Row row, Path file) {
        ask(
                () -> {
                    wizard.library()
                            .files()
                            .writePlan(row.summary().state().plan().orElseThrow(), file);
                    return file;
                },
                done -> banner.showSuccess(
                        Messages.text("page.home.the-migration-file-was-saved", file.toAbsolutePath())),
                "page.home.not-exported");
    }

    /** Begins a migration by a file and opens it where the passwords are asked for. */
    void importPlan(Path file) {
        ask(
                () -> wizard.library().begin(wizard.library().files().readPlan(file)),
                made -> {
                    wizard.resume(made);
                    noteOpened();
                    wizard.showPage(FIRST_PAGE);
                },
                "page.home.not-imported");
    }

    void gatherDiagnostics(HomeViewModel.Row row, Consumer<DiagnosticsBundle> show) {
        FxThread.deliver(
                CompletableFuture.supplyAsync(() -> wizard.library().files().diagnostics(row.id())),
                show,
                thrown -> banner.showError(Messages.text("page.home.no-diagnostics", thrown.getMessage())));
    }

    void saveDiagnostics(DiagnosticsBundle bundle, Path zip) {
        banner.clear();
        FxThread.deliver(
                CompletableFuture.runAsync(() -> wizard.library().files().writeDiagnostics(bundle, zip)),
                done -> banner.showSuccess(Messages.text("page.home.the-diagnostics-were-saved", zip.toAbsolutePath())),
                thrown -> banner.showError(Messages.text("page.home.no-diagnostics", thrown.getMessage())));
    }

    /** In whatever program the system has for such files. */
    void openJournal(HomeViewModel.Row row) {
        open(wizard.library().files().journal(row.id()));
    }

    void openFolder(HomeViewModel.Row row) {
        open(wizard.library().files().journal(row.id()).toAbsolutePath().getParent());
    }

    private void open(Path file) {
        banner.clear();
        wizard.openLink(file.toUri().toString());
        banner.showInfo(Messages.text("page.home.is-opened", file.toAbsolutePath()));
    }

    private void change(Consumer<MigrationLibrary> work, String problem) {
        ask(
                () -> {
                    work.accept(wizard.library());
                    return true;
                },
                done -> banner.clear(),
                problem);
    }

    /** Works away from the window, tells the answer or what went wrong, and shows the list again. */
    private <T> void ask(Supplier<T> work, Consumer<T> answer, String problem) {
        banner.clear();
        FxThread.deliver(
                CompletableFuture.supplyAsync(work),
                value -> {
                    answer.accept(value);
                    reread.run();
                },
                thrown -> banner.showError(Messages.text(problem, thrown.getMessage())));
    }
}

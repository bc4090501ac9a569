package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
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
        Optional<String> obstacle = away ? MigrationShelf.obstacle(row) : Optional.empty();
        obstacle.ifPresentOrElse(
                banner::showWarning,
                () -> change(
                        library -> library.archive(row.id(), away), "page.home.the-migration-could-not-be-archived"));
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
        FxThread.deliver(
                CompletableFuture.supplyAsync(work),
                value -> {
                    answer.accept(value);
                    reread.run();
                },
                thrown -> banner.showError(Messages.text(problem, thrown.getMessage())));
    }
}

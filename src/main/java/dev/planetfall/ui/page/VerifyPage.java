package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.TableGrid;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableColumn;

/** The comparison of all rows before the cutover. */
final class VerifyPage extends PhasePage {
    private static final String READ_ONLY = Messages.text("page.verify.nothing-is-changed-every-row");

    /** A table as in the smallest window, where names get what the others can spare. */
    private static final double NARROW = 700;

    private static final double NAMES_SHARE = 0.26;
    private static final double NOTES_SHARE = 0.28;

    private final VerifyViewModel model = new VerifyViewModel();
    private final Banner result = new Banner();
    private final TableGrid<VerifyRow> grid =
            new TableGrid<>(Messages.text("page.verify.the-tables-appear-here-once"), VerifyRow::key);
    private final TableColumn<VerifyRow, String> differing;
    private final Hyperlink skip = new Hyperlink(Messages.text("page.verify.go-on-without-comparing"));
    private final RowDifferencePane differences;
    private final PageLayout view;

    VerifyPage(Wizard wizard) {
        super(
                wizard,
                Messages.text("page.verify.verify"),
                Phase.VERIFY,
                Messages.text("page.verify.compare-all-rows-now"));
        differences = new RowDifferencePane(wizard);
        result.setId("verify-result");
        differing = addColumns();
        grid.widthProperty().subscribe(width -> showDifferenceColumn());
        model.resultProperty().subscribe(this::show);
        model.rowsProperty().subscribe(this::show);
        grid.getSelectionModel().selectedItemProperty().subscribe(this::showDifferences);
        view = new PageLayout(happens(wizard.live().state().method()), READ_ONLY)
                .with(control, skipping(), result)
                .growing(grid, 220)
                .with(differences);
        control.doneProperty().subscribe(done -> {
            control.setStepsShown(!done);
            view.setChangesShown(!done);
        });
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("verify", Documentation.BY_REPLICATION));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        showDifferences(grid.getSelectionModel().getSelectedItem());
        PageLayout.setShown(
                skip,
                !state.isDone(Phase.VERIFY)
                        && !control.runningProperty().get()
                        && wizard.migration().plan().isPresent());
        view.tell(happens(state.method()), READ_ONLY);
    }

    /** A link, because going on without is the exception. */
    private Hyperlink skipping() {
        skip.setId("skip-comparison");
        skip.setOnAction(click -> FxThread.deliver(
                wizard.migration().skipComparison(),
                skipped -> {},
                thrown -> result.showError(Messages.text("page.verify.that-could-not-be-done", thrown.getMessage()))));
        return skip;
    }

    private static String happens(Method method) {
        String checksums = Messages.text("page.verify.compares-every-row-of-every");
        return checksums
                + switch (method) {
                    case LOGICAL_REPLICATION, SNAPSHOT_COPY -> Messages.text("page.verify.a-row-that-is-on");
                    case DUMP_AND_RESTORE -> Messages.text("page.verify.the-cutover-compares-once-more");
                    case STALE_COPY -> Messages.text("page.verify.rows-that-were-written-after");
                };
    }

    /** @return the column of how many rows there are more on one server than on the other */
    private TableColumn<VerifyRow, String> addColumns() {
        grid.setId("comparison");
        grid.setAccessibleText(Messages.text("page.verify.tables-compared"));
        TableColumn<VerifyRow, String> kinds = grid.textColumn(Messages.text("page.verify.what"), VerifyRow::kind, 110);
        TableColumn<VerifyRow, String> names = grid.textColumn(Messages.text("page.verify.name"), VerifyRow::name, 240);
        grid.numberColumn(Messages.text("page.verify.source"), VerifyRow::source)
                .setMinWidth(98);
        grid.numberColumn("PlanetScale", VerifyRow::target).setMinWidth(112);
        TableColumn<VerifyRow, String> more =
                grid.numberColumn(Messages.text("page.verify.difference"), VerifyRow::difference);
        grid.badgeColumn(Messages.text("page.verify.verdict"), VerifyPage::badge)
                .setMinWidth(108);
        TableColumn<VerifyRow, String> notes = grid.textColumn(Messages.text("page.verify.note"), VerifyRow::note, 190);
        more.setMinWidth(106);
        // The list becomes lower when there is something to show below it.
        grid.heightProperty()
                .subscribe(height -> grid.scrollTo(grid.getSelectionModel().getSelectedItem()));
        grid.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW;
            kinds.setMinWidth(narrow ? 64 : 104);
            kinds.setPrefWidth(narrow ? 64 : 110);
            names.setMinWidth(narrow ? 90 : 180);
            names.setPrefWidth(width.doubleValue() * NAMES_SHARE);
            notes.setPrefWidth(width.doubleValue() * NOTES_SHARE);
        });
        return more;
    }

    /** Where all numbers of rows are equal, the notes need the room more. */
    private void showDifferenceColumn() {
        boolean wide = grid.getWidth() >= NARROW;
        differing.setVisible(wide && grid.getItems().stream().anyMatch(VerifyRow::isOfAnotherSize));
    }

    /** The rows of the first table that differs are shown, unless somebody chose another. */
    private void show(List<VerifyRow> rows) {
        grid.setRowsInOrder(rows);
        showDifferenceColumn();
        if (grid.getSelectionModel().isEmpty()) {
            rows.stream()
                    .filter(row -> !row.differences().isNone())
                    .findFirst()
                    .ifPresent(row -> grid.getSelectionModel().select(row));
        }
    }

    private void showDifferences(VerifyRow row) {
        if (row == null || row.note().isEmpty()) {
            differences.hide();
        } else {
            differences.show(row, wizard.live().state());
        }
    }

    private void show(VerifyViewModel.Result shown) {
        String words = shown.sentence() + shown.when();
        switch (shown.certainty()) {
            case NONE -> result.clear();
            case TRIAL -> result.showInfo(words);
            case PROVEN -> result.showSuccess(words);
            case DISPROVEN -> result.showError(words);
        }
    }

    private static Badge badge(VerifyRow table) {
        Badge.Tone tone = switch (table.verdict()) {
            case EQUAL -> Badge.Tone.SUCCESS;
            case DIFFERS -> Badge.Tone.DANGER;
            case NOT_VERIFIED -> Badge.Tone.NEUTRAL;
        };
        return new Badge(table.verdict().title(), tone);
    }
}

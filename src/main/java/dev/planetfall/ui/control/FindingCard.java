package dev.planetfall.ui.control;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.ui.Mark;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One finding of a {@link FindingList}. */
final class FindingCard extends HBox {
    private static final int DETAILS_AT_ONCE = 8;
    private static final int DETAILS_OF_MANY = 4;
    private static final double DETAIL_HEIGHT = 24;

    private double measuredWidth = Double.NaN;
    private double measuredHeight;

    FindingCard(Finding finding, Optional<Function<Remedy, String>> onFix, Optional<Runnable> onAskAgain) {
        Mark mark = Mark.of(finding.severity());
        getStyleClass().addAll("finding", mark.tone());
        VBox body = new VBox(wrapping(finding.sentence(), "finding-sentence"));
        body.getStyleClass().add("finding-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        if (finding.severity() != Severity.PASSED) {
            body.getChildren().add(0, heading(finding, mark, onAskAgain));
        }
        if (!finding.advice().isEmpty()) {
            body.getChildren().add(wrapping(finding.advice(), "finding-advice"));
        }
        if (!finding.details().isEmpty()) {
            body.getChildren().add(details(finding.details()));
        }
        finding.remedy().ifPresent(remedy -> body.getChildren().add(new RemedyPane(remedy, onFix)));
        getChildren().addAll(mark.icon(), body);
    }

    /**
     * A node whose height depends on its width is measured anew at each layout of the list it is in, several times a level; a
     * list of 60 cards took 45 ms.
     */
    @Override
    protected double computePrefHeight(double width) {
        if (width != measuredWidth) {
            measuredHeight = super.computePrefHeight(width);
            measuredWidth = width;
        }
        return measuredHeight;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public void requestLayout() {
        measuredWidth = Double.NaN;
        super.requestLayout();
    }

    private static Node heading(Finding finding, Mark mark, Optional<Runnable> onAskAgain) {
        Label word = new Label(finding.severity().title());
        word.getStyleClass().addAll("finding-severity", mark.tone());
        word.setMinWidth(Region.USE_PREF_SIZE);
        Label id = new Label(finding.checkId());
        id.getStyleClass().add("finding-id");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox heading = new HBox(word, id, gap);
        onAskAgain.ifPresent(ask -> heading.getChildren().add(againButton(ask)));
        heading.getStyleClass().add("finding-heading");
        return heading;
    }

    private static Button againButton(Runnable ask) {
        Button again = new Button(Messages.text("control.finding-card.check-again"), new FontIcon("fth-refresh-cw"));
        again.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "check-again");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(click -> {
            again.setDisable(true);
            ask.run();
        });
        return again;
    }

    /** Of many, the first few: the rest is made when somebody asks for it. */
    private static Node details(List<String> lines) {
        VBox box = new VBox();
        box.getStyleClass().add("finding-details");
        boolean all = lines.size() <= DETAILS_AT_ONCE;
        lines.stream()
                .limit(all ? DETAILS_AT_ONCE : DETAILS_OF_MANY)
                .forEach(line -> box.getChildren().add(wrapping(line, "finding-detail")));
        if (!all) {
            Hyperlink more =
                    new Hyperlink(Messages.text("control.finding-card.show-all", Quantities.count(lines.size())));
            more.getStyleClass().add("all-details");
            more.setOnAction(click -> box.getChildren().setAll(scrolling(lines)));
            box.getChildren().add(more);
        }
        return box;
    }

    private static Node scrolling(List<String> lines) {
        ListView<String> list = new ListView<>(FXCollections.observableArrayList(lines));
        list.getStyleClass().addAll("finding-details", "dense");
        list.setFixedCellSize(DETAIL_HEIGHT);
        list.setPrefHeight(DETAILS_AT_ONCE * DETAIL_HEIGHT + 2);
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.setFocusTraversable(false);
        return list;
    }

    private static Label wrapping(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}

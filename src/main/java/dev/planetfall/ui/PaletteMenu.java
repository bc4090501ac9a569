package dev.planetfall.ui;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Chooses the colours of all windows; its icon is that of the colours shown. */
final class PaletteMenu extends MenuButton {
    private final Themes themes;

    PaletteMenu(Themes themes) {
        this.themes = themes;
        setId("theme-switch");
        getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "header-menu");
        setAccessibleText(Messages.text("window.palette-menu.colours"));
        setTooltip(new Tooltip(Messages.text("window.palette-menu.colours")));
        ToggleGroup group = new ToggleGroup();
        offer(group, Optional.empty(), Messages.text("window.palette-menu.as-the-system"));
        for (Palette palette : Palette.values()) {
            offer(group, Optional.of(palette), name(palette));
        }
        themes.paletteProperty().subscribe(shown -> setGraphic(new FontIcon(shown.icon())));
    }

    private void offer(ToggleGroup group, Optional<Palette> palette, String name) {
        RadioMenuItem item = new RadioMenuItem(name);
        item.setToggleGroup(group);
        item.setSelected(themes.chosen().equals(palette));
        item.setOnAction(chosen -> themes.choose(palette));
        getItems().add(item);
    }

    private static String name(Palette palette) {
        return switch (palette) {
            case LIGHT -> Messages.text("window.palette-menu.light");
            case DARK -> Messages.text("window.palette-menu.dark");
            case HIGH_CONTRAST -> Messages.text("window.palette-menu.high-contrast");
        };
    }
}

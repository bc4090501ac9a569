package dev.planetfall.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** The colours of all windows. */
public enum Palette {
    LIGHT("fth-sun"),
    DARK("fth-moon"),
    /** For eyes that need it: every sentence stands out from its ground by seven to one. */
    HIGH_CONTRAST("fth-eye");

    /** The theme's library keeps it beside the compiled one, to which nothing could be added. */
    private static final String DARK_SHEET = "primer-dark.css";

    private final String icon;

    Palette(String icon) {
        this.icon = icon;
    }

    String icon() {
        return icon;
    }

    /** For {@link javafx.application.Application#setUserAgentStylesheet}. */
    String stylesheet() {
        return switch (this) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK -> new PrimerDark().getUserAgentStylesheet();
            case HIGH_CONTRAST -> highContrast();
        };
    }

    /** JavaFX takes one sheet for all windows, so the theme's and the colours that replace its own are made one. */
    private static String highContrast() {
        byte[] sheet = (text(Theme.class, DARK_SHEET) + text(Palette.class, "high-contrast.css"))
                .getBytes(StandardCharsets.UTF_8);
        return "data:text/css;charset=UTF-8;base64," + Base64.getEncoder().encodeToString(sheet);
    }

    private static String text(Class<?> beside, String name) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

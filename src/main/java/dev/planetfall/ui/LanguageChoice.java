package dev.planetfall.ui;

import dev.planetfall.language.Language;
import java.util.Optional;

/** Where the language that the person wants is remembered. Called on the JavaFX thread. */
public interface LanguageChoice {
    /** Empty for the language of the system. */
    Optional<Language> chosen();

    /** The program speaks it from its next start, because what it has said stays as it is. */
    void choose(Optional<Language> language);
}

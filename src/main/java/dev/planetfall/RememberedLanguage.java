package dev.planetfall;

import dev.planetfall.language.Language;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.LanguageChoice;
import java.util.Map;
import java.util.Optional;

/** The language that the person wants, kept in the settings of this computer. */
final class RememberedLanguage implements LanguageChoice {
    /** Decides for one start, such as {@code de}. */
    static final String VARIABLE = "PLANETFALL_LANGUAGE";

    private final SettingsFile file;

    RememberedLanguage(SettingsFile file) {
        this.file = file;
    }

    /** Before anything is said: what the start says, else what was chosen, else what the system speaks. */
    void speak(Map<String, String> environment) {
        if (System.getProperty(Language.PROPERTY) != null) {
            return;
        }
        Optional.ofNullable(environment.get(VARIABLE))
                .filter(tag -> !tag.isBlank())
                .map(Language::of)
                .or(this::chosen)
                .ifPresent(Language::choose);
    }

    @Override
    public Optional<Language> chosen() {
        return Optional.of(file.load().language()).filter(tag -> !tag.isEmpty()).map(Language::of);
    }

    @Override
    public void choose(Optional<Language> language) {
        file.save(file.load().withLanguage(language.map(Language::tag).orElse("")));
    }
}

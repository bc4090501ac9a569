package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/** Our messages for {@code --help}: annotations name them by our keys, and the library some of its own words by its keys. */
final class HelpTexts extends ResourceBundle {
    private static final Map<String, String> KEYS_OF_THE_LIBRARY = Map.of(
            "usage.synopsisHeading", "cli.help-texts.usage",
            "usage.synopsisSubcommandLabel", "cli.help-texts.command",
            "usage.commandListHeading", "cli.help-texts.commands",
            "mixinStandardHelpOptions.help", "cli.help-texts.help",
            "mixinStandardHelpOptions.version", "cli.help-texts.version");

    private final Set<String> keys = new HashSet<>(Messages.keys());

    HelpTexts() {
        keys.addAll(KEYS_OF_THE_LIBRARY.keySet());
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(keys);
    }

    @Override
    protected Object handleGetObject(String key) {
        return keys.contains(key) ? Messages.text(KEYS_OF_THE_LIBRARY.getOrDefault(key, key)) : null;
    }
}

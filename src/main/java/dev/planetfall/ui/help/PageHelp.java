package dev.planetfall.ui.help;

import dev.planetfall.language.Messages;
import java.util.List;

/**
 * What a page explains about itself. Its sentences are four messages, {@code help.<id>.happens} and what is changed
 * {@code on-source}, {@code on-planetscale} and {@code on-computer}, with words of the glossary marked as {@link MarkedText} reads them.
 *
 * @param id the page's own, such as {@code disk-size}
 * @param documents where PlanetScale says more: one or two
 */
public record PageHelp(String id, List<Documentation> documents) {
    public static PageHelp of(String id, Documentation... documents) {
        return new PageHelp(id, List.of(documents));
    }

    /** Two or three sentences. */
    public String happens() {
        return Messages.text("help." + id + ".happens");
    }

    public String onSource() {
        return Messages.text("help." + id + ".on-source");
    }

    public String onPlanetScale() {
        return Messages.text("help." + id + ".on-planetscale");
    }

    public String onComputer() {
        return Messages.text("help." + id + ".on-computer");
    }
}

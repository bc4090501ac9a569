package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.stream.Stream;

/** One of the two servers. */
public enum Side {
    /** The database the application uses today. */
    SOURCE(
            "source",
            "migration.side.source",
            "migration.side.the-source",
            "migration.side.the-source-first",
            "migration.side.on-the-source"),
    /** The PlanetScale database it will use. */
    TARGET(
            "PlanetScale",
            "migration.side.planetscale",
            "migration.side.planetscale",
            "migration.side.planetscale",
            "migration.side.on-planetscale");

    private final String id;
    private final String label;
    private final String named;
    private final String first;
    private final String on;

    Side(String id, String label, String named, String first, String on) {
        this.id = id;
        this.label = label;
        this.named = named;
        this.first = first;
        this.on = on;
    }

    /** The word that stands in journals, the same in every language. */
    public String id() {
        return id;
    }

    /** The word people read. */
    public String label() {
        return Messages.text(label);
    }

    /** The word people read for what journals call a server; what they do not know is shown as it is. */
    public static String labelOf(String id) {
        return Stream.of(values())
                .filter(side -> side.id.equals(id))
                .findFirst()
                .map(Side::label)
                .orElse(id);
    }

    /** Within a sentence: {@code the source}, {@code PlanetScale}. */
    public String named() {
        return Messages.text(named);
    }

    /** Within a sentence: {@code on the source}, {@code on PlanetScale}. */
    public String on() {
        return Messages.text(on);
    }

    public Side other() {
        return this == SOURCE ? TARGET : SOURCE;
    }

    /** {@link #named} at the beginning of a sentence. */
    public String first() {
        return Messages.text(first);
    }
}

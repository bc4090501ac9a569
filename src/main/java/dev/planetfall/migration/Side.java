package dev.planetfall.migration;

/** One of the two servers. */
public enum Side {
    /** The database the application uses today. */
    SOURCE("source"),
    /** The PlanetScale database it will use. */
    TARGET("PlanetScale");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** The word people read. */
    public String label() {
        return label;
    }

    /** Within a sentence: {@code the source}, {@code PlanetScale}. */
    public String named() {
        return this == SOURCE ? "the " + label : label;
    }

    public Side other() {
        return this == SOURCE ? TARGET : SOURCE;
    }

    /** {@link #named} at the beginning of a sentence. */
    public String first() {
        return this == SOURCE ? "The " + label : label;
    }
}

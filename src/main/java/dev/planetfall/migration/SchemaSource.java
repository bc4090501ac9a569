package dev.planetfall.migration;

import java.util.Arrays;
import java.util.Optional;

/** With what the source's schema is read. */
public enum SchemaSource {
    /** Whatever carries most of this database. */
    AUTOMATIC("Automatic", "auto"),
    /** This program reads the catalogs itself, so that nothing needs to be installed. */
    CATALOG("Planetfall's own reader", "catalog"),
    /** The newest pg_dump on this computer. */
    PG_DUMP("pg_dump", "pg_dump");

    private final String title;
    private final String keyword;

    SchemaSource(String title, String keyword) {
        this.title = title;
        this.keyword = keyword;
    }

    public String title() {
        return title;
    }

    /** As the command line writes it. */
    public String keyword() {
        return keyword;
    }

    public static Optional<SchemaSource> ofKeyword(String word) {
        return Arrays.stream(values())
                .filter(source -> source.keyword.equals(word))
                .findFirst();
    }
}

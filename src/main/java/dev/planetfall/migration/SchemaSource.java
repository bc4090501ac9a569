package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Arrays;
import java.util.Optional;

/** With what the source's schema is read. */
public enum SchemaSource {
    /** Whatever carries most of this database. */
    AUTOMATIC(Messages.text("migration.schema-source.automatic"), "auto"),
    /** This program reads the catalogs itself, so that nothing needs to be installed. */
    CATALOG(Messages.text("migration.schema-source.planetfalls-own-reader"), "catalog"),
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

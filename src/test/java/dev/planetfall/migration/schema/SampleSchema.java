package dev.planetfall.migration.schema;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Schemas that together have every kind of object; each is a file of the same name, but for the demo's own. */
enum SampleSchema {
    TABLES_AND_COLUMNS(13),
    PARTITIONS_AND_INHERITANCE(13),
    TYPES(11),
    ROUTINES(11),
    OPERATORS_AND_TEXT_SEARCH(13),
    VIEWS_AND_RULES(12),
    CONSTRAINTS_AND_INDEXES(13),
    TRIGGERS_AND_POLICIES(11),
    NAMES(11),
    EXTENSIONS(13),
    VERSION_10(10),
    VERSION_14(14),
    VERSION_15(15),
    VERSION_17(17),
    VERSION_18(18),
    /** Mostly what no ordinary role may make. */
    NOT_CARRIED(12),
    STORE(13);

    private final int since;

    /** @param since the first version that understands all of it */
    SampleSchema(int since) {
        this.since = since;
    }

    /** All that a server of this version understands. */
    static List<SampleSchema> known(int major) {
        return Stream.of(values()).filter(schema -> schema.since <= major).toList();
    }

    void create(TwoPostgres servers) {
        if (this == STORE) {
            SampleStore.load(servers.sourceDatabase(), 1);
        } else {
            create(this == NOT_CARRIED ? servers.sourceAdmin() : servers.sourceDatabase());
        }
    }

    /** Not the demo's. */
    void create(Database database) {
        HostileSchema.create(database, text());
    }

    private String text() {
        String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
        try (InputStream stream = SampleSchema.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

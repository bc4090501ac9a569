package dev.planetfall.demo;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The database of an invented web shop, with one of everything that a migration may meet. */
public final class SampleStore {
    /** About 200 MB on disk, indexes included. */
    public static final int DEMO_MEGABYTES = 200;

    private SampleStore() {}

    /**
     * Fills an empty database. The same size always gives the same rows, but for keys and times of their making.
     *
     * @param megabytes roughly the size on disk, at least 1
     * @throws dev.planetfall.postgres.DatabaseException when the database is not empty
     */
    public static void load(Database database, int megabytes) {
        database.useSession(session -> {
            session.queryOne(
                    "SELECT set_config('demo.scale', ?, false) AS scale",
                    row -> row.text("scale"),
                    Integer.toString(megabytes));
            run(session, "store-tables.sql");
            run(session, "store-data.sql");
            run(session, "store-rules.sql");
            session.execute("VACUUM (ANALYZE)");
        });
    }

    private static void run(Session session, String resource) {
        session.execute(read(resource));
    }

    private static String read(String resource) {
        try (InputStream file = SampleStore.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.planetfall.store;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A library for a rehearsal: its servers are gone afterwards, so nobody could resume what it holds. */
public final class TemporaryLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryLibrary.class);

    private TemporaryLibrary() {}

    /** Lends a library in a folder of its own that is deleted when the work returns. */
    public static <T> T lend(Clock clock, Function<MigrationLibrary, T> work) {
        Path folder = newFolder();
        try (FileLibrary library = new FileLibrary(folder, clock)) {
            T result = work.apply(library);
            library.list().forEach(migration -> library.delete(migration.id()));
            return result;
        } finally {
            delete(folder);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("planetfall-demo");
        } catch (IOException e) {
            throw new StoreException(
                    Messages.text("store.temporary-library.no-temporary-folder-could-be", e.getMessage()), e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            LOG.debug("The temporary folder {} is left behind", folder, e);
        }
    }
}

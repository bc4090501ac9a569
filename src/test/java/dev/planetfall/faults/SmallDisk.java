package dev.planetfall.faults;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.SqlLiteral;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a few megabytes for the tables of one database, in memory. Only root can make one. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 64;
    private static final String TABLESPACE = "small_disk";

    private final CrashableServer server;
    private final String database;
    private final Path folder;

    private SmallDisk(CrashableServer server, String database, Path folder) {
        this.server = server;
        this.database = database;
        this.folder = folder;
    }

    /** Moves a database there that nobody uses yet. */
    static SmallDisk under(CrashableServer server, String database) throws IOException {
        Path folder = Files.createTempDirectory("small-disk");
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m,mode=700", "small-disk", folder.toString());
        SmallDisk disk = new SmallDisk(server, database, folder);
        disk.administration().useSession(session -> {
            session.execute("CREATE TABLESPACE " + TABLESPACE + " LOCATION " + SqlLiteral.quote(folder.toString()));
            session.execute("ALTER DATABASE " + database + " SET TABLESPACE " + TABLESPACE);
        });
        return disk;
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
        try (OutputStream balloon = Files.newOutputStream(balloon())) {
            byte[] page = new byte[4096];
            for (int i = 0; i < MEGABYTES * 256; i++) {
                balloon.write(page);
            }
        } catch (IOException full) {
            // That was the point.
        }
        if (folder.toFile().getUsableSpace() > 0) {
            throw new IOException(folder + " is not full");
        }
    }

    void makeRoom() {
        try {
            Files.deleteIfExists(balloon());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path balloon() {
        return folder.resolve("balloon");
    }

    private Database administration() {
        return new Database(server.server().superuserSettings("postgres"), "disk");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " did not succeed");
        }
    }

    /** The database goes with it. */
    @Override
    public void close() throws IOException {
        makeRoom();
        server.server().dropDatabase(database);
        administration().useSession(session -> session.execute("DROP TABLESPACE " + TABLESPACE));
        run("umount", folder.toString());
        Files.delete(folder);
    }
}

package dev.planetfall.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one embedded server, all in the system's folder for temporary files.
 *
 * @param data the data directory
 * @param log what the server and its tools print
 * @param initialPassword the superuser's password, there only while the server is made
 */
record ServerFiles(Path data, Path log, Path initialPassword) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFiles.class);

    /** The library's folder; it finds servers there that an earlier, killed program left running, and removes them. */
    private static final String LIBRARY_FOLDER = "ot.epg.working-dir";

    static ServerFiles inNewFolder() {
        Path parent = parent();
        String id = UUID.randomUUID().toString();
        return new ServerFiles(parent.resolve(id), parent.resolve(id + ".log"), parent.resolve(id + ".init"));
    }

    /** One folder a user, closed to others: the programs unpacked there are run. */
    private static Path parent() {
        try {
            if (System.getProperty(LIBRARY_FOLDER) == null) {
                String user =
                        System.getProperty("user.name").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
                Path own = Files.createDirectories(
                        Path.of(System.getProperty("java.io.tmpdir"), "planetfall-servers-" + user));
                if (knowsPosix(own)) {
                    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
                }
                System.setProperty(LIBRARY_FOLDER, own.resolve("work").toString());
            }
            return Files.createDirectories(Path.of(System.getProperty(LIBRARY_FOLDER)));
        } catch (IOException e) {
            throw new DemoUnavailableException("No private folder for the demo servers' data can be made.", e);
        }
    }

    Path certificate() {
        return data.resolve("server.crt");
    }

    /** Writes a file that nobody else may read, where the file system knows such a thing. */
    static void writePrivately(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            if (knowsPosix(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knowsPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The running server's process, from its own file. */
    Optional<ProcessHandle> process() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what is left; a file that cannot be removed stays, in a folder that the system empties by itself. */
    void delete() {
        try {
            Files.deleteIfExists(log);
            Files.deleteIfExists(initialPassword);
            if (Files.exists(data)) {
                Files.walkFileTree(data, new Deleter());
            }
        } catch (IOException e) {
            LOG.debug("Files of a demo server are left", e);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

package dev.planetfall.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Files that only their owner may read, and that are never overwritten in place. */
final class SafeFiles {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private SafeFiles() {}

    /** Creates the folder and its parents; new ones belong to the owner alone where the system knows such rights. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }

    /** Creates an empty file with mode 600 unless there is one. */
    static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file, "rw-------"));
        } catch (FileAlreadyExistsException ignored) {
            // Whoever made it first used the same rights.
        }
    }

    /** Writes a new file beside the old one and then puts it in its place, so that a crash leaves one of the two whole. */
    static void replace(Path file, String content) throws IOException {
        createFolder(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        createFile(fresh);
        Files.writeString(fresh, content, StandardCharsets.UTF_8);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Writes at the end of a file, on a line of its own even behind one that a crash left torn. The system may take its time. Opened
     * each time; not a FileChannel: an interrupted thread would close it.
     */
    static void append(Path file, String lines) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            out.seek(Math.max(0, end - 1));
            String before = end > 0 && out.read() != '\n' ? "\n" : "";
            out.seek(end);
            out.write((before + lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Renames a file that cannot be read, so that it is kept and no longer in the way; tells its new name. */
    static Path setAside(Path file, Instant now) throws IOException {
        String name = file.getFileName() + ".unreadable-" + MOMENT.format(now);
        Path aside = file.resolveSibling(name);
        for (int attempt = 2; Files.exists(aside); attempt++) {
            aside = file.resolveSibling(name + "-" + attempt);
        }
        return Files.move(file, aside);
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String rights) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))};
    }
}

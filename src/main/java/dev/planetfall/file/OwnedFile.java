package dev.planetfall.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that only their owner may read, because they tell of servers, roles and rows. Where the system knows no such rights a file has
 * those of its folder. A crash leaves the old content or the new one, whole.
 */
public final class OwnedFile {
    private OwnedFile() {}

    /** Replaces one that is there, whoever might read that. Its folder must be there. */
    public static Path write(Path file, String text) throws IOException {
        Path fresh = begin(file);
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            finish(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    /** An empty file beside it, for content that comes in pieces. Who asks for it finishes or deletes it. */
    public static Path begin(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        return Files.createTempFile(
                whole.getParent(), whole.getFileName().toString(), ".part", ownerOnly(whole, "rw-------"));
    }

    /** Puts what was begun into its place. */
    public static void finish(Path begun, Path file) throws IOException {
        try {
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Creates an empty file unless there is one. */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file, "rw-------"));
        } catch (FileAlreadyExistsException ignored) {
            // Whoever made it first used the same rights.
        }
    }

    /** Creates the folder and its parents; new ones belong to the owner alone. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String rights) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))};
    }
}

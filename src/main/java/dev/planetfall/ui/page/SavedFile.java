package dev.planetfall.ui.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that a person saves from a page. Only its owner may read it, because it tells of rows and schemas of the database; where the
 * system knows no such rights it has those of its folder.
 */
final class SavedFile {
    private SavedFile() {}

    /** Replaces one that is there, whoever might read that. */
    static void write(Path file, String text) throws IOException {
        Path fresh = begin(file);
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** An empty file beside it, to be moved into its place when it is whole. */
    static Path begin(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        return Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part", ownerOnly(whole));
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package dev.planetfall.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFileTest {
    @TempDir
    private Path folder;

    @Test
    void letsOnlyTheOwnerReadEvenWhatEverybodyCouldReadBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "an older and longer text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        OwnedFile.write(file, "rows");

        assertThat(file).hasContent("rows");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining("glob:**rows.csv").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void leavesNoPartWhereTheFileCannotBeWritten() throws IOException {
        Path file = Files.createDirectories(folder.resolve("rows.csv").resolve("full"))
                .getParent();

        assertThatThrownBy(() -> OwnedFile.write(file, "rows")).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}

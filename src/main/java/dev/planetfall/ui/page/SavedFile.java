package dev.planetfall.ui.page;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/** Asks the person for a file with the system's own dialog. */
final class SavedFile {
    private SavedFile() {}

    /** Where to save; empty when the person does not want to any more. */
    static Optional<Path> choose(Node asking, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(asking.getScene().getWindow()))
                .map(File::toPath);
    }

    /**
     * One that is there.
     *
     * @param kind of file in words
     * @param pattern such as {@code *.json}
     */
    static Optional<Path> find(Node asking, String kind, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, pattern));
        return Optional.ofNullable(chooser.showOpenDialog(asking.getScene().getWindow()))
                .map(File::toPath);
    }
}

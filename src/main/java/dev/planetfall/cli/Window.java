package dev.planetfall.cli;

import dev.planetfall.migration.Method;
import dev.planetfall.postgres.ConnectionSettings;
import java.nio.file.Path;

/** The window, for a command line that knows no toolkit. Each call returns the exit code when the window was closed. */
public interface Window {
    /** Whether this computer has a display to open it on. */
    boolean canOpen();

    /** Opens on this computer's migrations. */
    int open();

    /** Opens with both connections filled in and the method chosen. */
    int openDemo(ConnectionSettings source, ConnectionSettings target, Method method);

    /**
     * Walks through every page by itself, with or without a display, and saves pictures and the report in the folder.
     *
     * @return 0 only when the migration was carried out and, where the method allows a proof, verified
     */
    int tour(ConnectionSettings source, ConnectionSettings target, Method method, Path folder);
}

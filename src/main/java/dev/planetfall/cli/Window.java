package dev.planetfall.cli;

import dev.planetfall.postgres.ConnectionSettings;
import java.nio.file.Path;

/** The window, for a command line that knows no toolkit. Each call returns the exit code when the window was closed. */
public interface Window {
    /** Opens on this computer's migrations. */
    int open();

    /** Opens with both connections filled in. */
    int openDemo(ConnectionSettings source, ConnectionSettings target);

    /** Walks through every page by itself, with or without a display, and saves pictures and the report in the folder. */
    int tour(ConnectionSettings source, ConnectionSettings target, Path folder);
}

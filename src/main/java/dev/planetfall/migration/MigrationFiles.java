package dev.planetfall.migration;

import java.nio.file.Path;

/** The files of migrations, as people open them and hand them on. What fails throws a {@link RuntimeException} with a sentence for them. */
public interface MigrationFiles {
    /** Where the migration's journal is, whose folder holds all of its files. */
    Path journal(String migrationId);

    /** Writes a plan for somebody else, without passwords. The file is its owner's alone. */
    void writePlan(MigrationPlan plan, Path file);

    /** The plan of a file that was written so, under no id of its own. Nothing but such a file is taken. */
    MigrationPlan readPlan(Path file);

    /** What would help to find a fault, without what is nobody's business. Writes nothing. */
    DiagnosticsBundle diagnostics(String migrationId);

    /** Writes just what was shown, as a zip file that is its owner's alone. */
    void writeDiagnostics(DiagnosticsBundle bundle, Path zip);
}

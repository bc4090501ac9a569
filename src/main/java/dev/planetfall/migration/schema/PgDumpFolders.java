package dev.planetfall.migration.schema;

import dev.planetfall.os.OperatingSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a pg_dump may be.
 *
 * @param chosen the one the person named; no other is then looked for
 * @param root the root of the file system
 * @param path the folders of {@code PATH}
 */
record PgDumpFolders(Optional<Path> chosen, Path root, List<Path> path) {
    /** An environment variable, and a system property, that names the program to use. */
    static final String OVERRIDE = "PLANETFALL_PG_DUMP";

    private static final List<String> NAMES = List.of("pg_dump", "pg_dump.exe");

    /** Folder, name of the folders in it, and the way from there to the programs. */
    private static final List<Place> USUAL = List.of(
            new Place("usr/lib/postgresql", "*", "bin"),
            new Place("usr/lib", "postgresql[0-9]*", "bin"),
            new Place("usr/libexec", "postgresql[0-9]*", ""),
            new Place("usr", "pgsql-*", "bin"),
            new Place("opt/homebrew/opt", "{postgresql@*,libpq}", "bin"),
            new Place("usr/local/opt", "{postgresql@*,libpq}", "bin"),
            new Place("home/linuxbrew/.linuxbrew/opt", "{postgresql@*,libpq}", "bin"),
            new Place("Applications/Postgres.app/Contents/Versions", "*", "bin"),
            new Place("Library/PostgreSQL", "*", "bin"),
            new Place("Program Files/PostgreSQL", "*", "bin"));

    static PgDumpFolders ofThisComputer() {
        String chosen = Optional.ofNullable(System.getProperty(OVERRIDE))
                .or(() -> Optional.ofNullable(System.getenv(OVERRIDE)))
                .orElse("");
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Path> folders = Arrays.stream(path.split(File.pathSeparator))
                .map(PgDumpFolders::parsed)
                .flatMap(Optional::stream)
                .toList();
        return new PgDumpFolders(parsed(chosen), Path.of(systemRoot()), folders);
    }

    /**
     * Programs that exist. The usual folders come before {@code PATH}: Debian's {@code /usr/bin/pg_dump} is a script that
     * starts one of those, not always the newest.
     */
    List<Path> candidates() {
        if (chosen.isPresent()) {
            return List.of(chosen.get());
        }
        Set<Path> found = new LinkedHashSet<>();
        for (Place place : USUAL) {
            place.folders(root).forEach(folder -> found.addAll(programsIn(folder)));
        }
        path.forEach(folder -> found.addAll(programsIn(folder)));
        return List.copyOf(found);
    }

    private static List<Path> programsIn(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isExecutable).toList();
    }

    private static String systemRoot() {
        return OperatingSystem.current() == OperatingSystem.WINDOWS
                ? Optional.ofNullable(System.getenv("SystemDrive")).orElse("C:") + "\\"
                : "/";
    }

    private static Optional<Path> parsed(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private record Place(String parent, String glob, String programs) {
        List<Path> folders(Path root) {
            List<Path> folders = new ArrayList<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(parent), glob)) {
                children.forEach(child -> folders.add(child.resolve(programs)));
            } catch (IOException e) {
                return List.of();
            }
            return folders;
        }
    }
}

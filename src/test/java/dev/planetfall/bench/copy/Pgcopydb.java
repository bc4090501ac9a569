package dev.planetfall.bench.copy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code pgcopydb clone} with two jobs of each kind. Version 0.10 collects statistics, too, and cannot be told not to. */
final class Pgcopydb implements CopyMethod {
    @Override
    public String keyword() {
        return "pgcopydb";
    }

    @Override
    public String title() {
        return "pgcopydb, 2 + 2 jobs (with VACUUM ANALYZE)";
    }

    /** It runs the client programs that it finds on the path. */
    @Override
    public Optional<String> hindrance(CopyGround ground) {
        return ClientProgram.find(ground.options(), keyword()).isEmpty()
                ? Optional.of("pgcopydb is not on the path, nor in -Dbench.copy.programs.")
                : DumpIntoPsql.hindrance(ground, "pg_restore");
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public Copied copy(CopyGround ground) {
        Path files = ground.folder().resolve("pgcopydb");
        long begun = System.nanoTime();
        ClientProgram.run(
                ground,
                keyword(),
                Map.of("PGCOPYDB_SOURCE_PGURI", ground.sourceUri(), "PGCOPYDB_TARGET_PGURI", ground.targetUri()),
                List.of(
                        DumpIntoPsql.program(ground, keyword()),
                        "clone",
                        "--dir",
                        files.toString(),
                        "--table-jobs",
                        "2",
                        "--index-jobs",
                        "2",
                        "--no-owner",
                        "--no-acl"));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Folders.delete(files);
        return Copied.in(took);
    }
}

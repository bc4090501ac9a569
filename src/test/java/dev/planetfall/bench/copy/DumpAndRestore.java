package dev.planetfall.bench.copy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code pg_dump} into a folder of this computer and {@code pg_restore} from there, each with two jobs. */
final class DumpAndRestore implements CopyMethod {
    private static final String JOBS = "-j2";

    @Override
    public String keyword() {
        return "dump";
    }

    @Override
    public String title() {
        return "pg_dump -Fd -j2, pg_restore -j2";
    }

    @Override
    public Optional<String> hindrance(CopyGround ground) {
        return DumpIntoPsql.hindrance(ground, "pg_restore");
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public Copied copy(CopyGround ground) {
        Path files = ground.folder().resolve("dump");
        long begun = System.nanoTime();
        run(ground, "pg_dump", "-Fd", JOBS, "-f", files.toString(), "-d", ground.sourceUri());
        run(ground, "pg_restore", JOBS, "--no-owner", "--no-acl", "-d", ground.targetUri(), files.toString());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Folders.delete(files);
        return Copied.in(took);
    }

    private static void run(CopyGround ground, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(DumpIntoPsql.program(ground, program)));
        command.addAll(List.of(arguments));
        ClientProgram.run(ground, program, Map.of(), command);
    }
}

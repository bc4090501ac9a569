package dev.planetfall.bench.copy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One stream from {@code pg_dump} into {@code psql}. */
final class DumpIntoPsql implements CopyMethod {
    @Override
    public String keyword() {
        return "pipe";
    }

    @Override
    public String title() {
        return "pg_dump | psql";
    }

    @Override
    public Optional<String> hindrance(CopyGround ground) {
        return hindrance(ground, "psql");
    }

    /** Why a dump cannot be made and taken in by the other program. */
    static Optional<String> hindrance(CopyGround ground, String other) {
        Optional<Path> dump = ClientProgram.find(ground.options(), "pg_dump");
        if (dump.isEmpty() || ClientProgram.find(ground.options(), other).isEmpty()) {
            return Optional.of("pg_dump or " + other + " is not on the path, nor in -Dbench.copy.programs.");
        }
        int has = ClientProgram.major(dump.get(), ground.folder());
        int needs = ground.servers().sourceServer().release().major();
        return has < needs
                ? Optional.of("pg_dump is of version %d, the source of version %d.".formatted(has, needs))
                : Optional.empty();
    }

    static String program(CopyGround ground, String name) {
        return ClientProgram.find(ground.options(), name).orElseThrow().toString();
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public Copied copy(CopyGround ground) {
        long begun = System.nanoTime();
        ClientProgram.run(
                ground,
                keyword(),
                Map.of("SOURCE", ground.sourceUri(), "TARGET", ground.targetUri()),
                List.of(
                        "bash",
                        "-c",
                        "set -o pipefail; '%s' --no-owner --no-acl \"$SOURCE\" | '%s' -Xq -v ON_ERROR_STOP=1 \"$TARGET\""
                                .formatted(program(ground, "pg_dump"), program(ground, "psql"))));
        return Copied.in(Duration.ofNanos(System.nanoTime() - begun));
    }
}

package dev.planetfall.faults;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.migration.Method;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** One migration in which one thing goes wrong at one stage. */
record Cell(Method method, Stage stage, Fault fault) {
    private static final int MEGABYTES = 2;
    private static final int RATE = 40;
    private static final int MOST_RUNS = 4;
    /** For how long a program that goes on meets what the earlier one left behind. */
    private static final long MEETING_MILLIS = 2_500;

    private static final String COPYING_SESSIONS =
            "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND (backend_type = 'walsender' OR query ~ '^(COPY|SET TRANSACTION|CREATE_REPL)'"
                    + " OR backend_type LIKE 'logical replication%' AND backend_type NOT LIKE '%launcher' OR wait_event = 'PgSleep')";

    Outcome measure(Ground ground, Path home) throws IOException, InterruptedException {
        SampleStore.load(ground.sourceDatabase(), MEGABYTES);
        ground.sourceDatabase().useSession(session -> {
            session.execute(Stage.GATED_TABLE);
            session.execute("ANALYZE gated");
        });
        Program program = new Program(
                home,
                ground.sourceDatabase().settings(),
                ground.targetDatabase().settings());
        if (!method.replicates() && !method.stopsWriters()) {
            // What were written after its moment would rightly be missing.
            return through(ground, program, () -> 0L);
        }
        try (Workload workload = Workload.start(ground.sourceDatabase().settings(), RATE)) {
            return through(ground, program, () -> {
                workload.stop();
                return workload.missingFrom(ground.targetDatabase());
            });
        }
    }

    private Outcome through(Ground ground, Program program, LongSupplier missing)
            throws IOException, InterruptedException {
        Recovery recovery = stage == Stage.FROZEN ? strikeBetween(ground, program) : strikeWithin(ground, program);
        int last = Program.exitCode(program.resume("finish"));
        return new Outcome(this, recovery, faults(ground, missing.getAsLong(), last, recovery), program.said());
    }

    private static List<String> faults(Ground ground, long missing, int exitCode, Recovery recovery) {
        List<String> faults = new ArrayList<>();
        if (!recovery.completed()) {
            faults.add("did not complete");
        }
        if (exitCode != 0) {
            faults.add("cutover and finish ended with " + exitCode);
        }
        if (!Ground.rows(ground.sourceDatabase()).equals(Ground.rows(ground.targetDatabase()))) {
            faults.add("rows differ");
        }
        if (missing > 0) {
            faults.add(missing + " writes are missing");
        }
        faults.addAll(ground.left());
        return faults;
    }

    private Recovery strikeBetween(Ground ground, Program program) throws IOException, InterruptedException {
        int first = Program.exitCode(program.begin(method, "replicate"));
        long begun = System.nanoTime();
        strike(ground, new ProcessBuilder("true").start());
        return goOn(program, first, begun);
    }

    private Recovery strikeWithin(Ground ground, Program program) throws IOException, InterruptedException {
        Process running;
        long begun;
        try (Gate gate = Gate.shut(ground.targetDatabase(), stage)) {
            running = reach(ground, program);
            Set<Integer> waiting = gate.awaitAnybody(ground.targetAdmin(), running);
            if (waiting.isEmpty()) {
                running.destroyForcibly();
                throw new IllegalStateException("The stage was not reached.\n" + program.said());
            }
            begun = System.nanoTime();
            strike(ground, running);
            if (fault == Fault.PROGRAM_KILLED) {
                running = program.resume("replicate");
                Gate.pause(MEETING_MILLIS);
            }
        }
        return goOn(program, Program.exitCode(running), begun);
    }

    private Process reach(Ground ground, Program program) throws IOException, InterruptedException {
        if (stage != Stage.CATCHING_UP) {
            return program.begin(method, "replicate");
        }
        try (Gate copying = Gate.shut(ground.targetDatabase(), Stage.COPYING)) {
            Process running = program.begin(method, "replicate");
            copying.awaitAnybody(ground.targetAdmin(), running);
            ground.sourceDatabase()
                    .useSession(
                            session -> session.execute("INSERT INTO gated VALUES (" + Stage.APPLIED_ROW + ", 'late')"));
            return running;
        }
    }

    private void strike(Ground ground, Process running) throws IOException, InterruptedException {
        switch (fault) {
            case PROGRAM_KILLED -> running.destroyForcibly().waitFor();
            case SOURCE_KILLED -> crash(ground.source());
            case TARGET_KILLED -> crash(ground.target());
            case WORKERS_ENDED -> {
                endCopying(ground.sourceAdmin());
                endCopying(ground.targetAdmin());
            }
        }
    }

    private static void crash(CrashableServer server) throws IOException, InterruptedException {
        server.kill();
        Gate.pause(500);
        server.restart();
    }

    private static void endCopying(Database database) {
        database.useSession((Session session) -> session.query(COPYING_SESSIONS, row -> row.flag("ended")));
    }

    private static Recovery goOn(Program program, int first, long begun) throws IOException, InterruptedException {
        int runs = 0;
        int exitCode = first;
        while (exitCode != 0 && runs < MOST_RUNS) {
            exitCode = Program.exitCode(program.resume("replicate"));
            runs++;
        }
        return new Recovery(runs, exitCode == 0, (System.nanoTime() - begun) / 1e9);
    }

    /**
     * @param runs that were needed besides the one that met the fault, or the one after it where the program was killed
     * @param seconds from the fault until the rows and indexes were there
     */
    record Recovery(int runs, boolean completed, double seconds) {}

    /** @param faults what is wrong in the end; empty where all is well */
    record Outcome(Cell cell, Recovery recovery, List<String> faults, String said) {
        String line() {
            return "| %s | %s | %s | %s | %.1f s | %s |%n"
                    .formatted(
                            cell.method.keyword(),
                            cell.stage,
                            cell.fault,
                            recovery.runs() == 0 ? "by itself" : "with " + recovery.runs() + " more runs",
                            recovery.seconds(),
                            faults.isEmpty() ? "0 differences, nothing left" : String.join("; ", faults));
        }
    }
}

package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.check.Check;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks checks, some at the same time. A check that cannot be answered, or not in its time, becomes a finding that says so,
 * and the others go on. When a server no longer answers, the checks that were not asked yet are not asked at all.
 */
final class CheckRunner {
    /** So few that a small server with a dozen sessions in use still lets them in. */
    private static final int AT_ONCE = 4;

    private static final Duration POLL = Duration.ofMillis(20);

    /** So many checks without an answer in their time tell of the server, not of the checks. */
    private static final int SILENT_ENOUGH = 4;

    private final List<Check> checks;

    CheckRunner(List<Check> checks) {
        this.checks = checks;
    }

    /** @throws dev.planetfall.migration.MigrationCancelledException when the person asked to stop */
    void run(RunContext context) {
        context.report(new ChecksBegun(
                context.clock().instant(), checks.stream().map(Check::name).toList()));
        List<CheckRun> runs = checks.stream()
                .sorted(Comparator.comparing(Check::timeLimit).reversed())
                .map(check -> new CheckRun(check, context, context.afresh()))
                .toList();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, CheckRunner::thread);
        try {
            runs.forEach(workers::execute);
            await(context, runs);
        } finally {
            runs.forEach(CheckRun::stop);
            workers.shutdown();
        }
    }

    private static void await(RunContext context, List<CheckRun> runs) {
        while (!runs.stream().allMatch(CheckRun::hasEnded)) {
            context.pause(POLL);
            runs.forEach(CheckRun::giveUpWhenLate);
            if (runs.stream().filter(CheckRun::wasLate).count() >= SILENT_ENOUGH) {
                runs.forEach(CheckRun::giveUp);
            }
        }
    }

    static Finding unanswered(Check check, String reason) {
        return Finding.unknown(
                check.id(),
                Messages.text("run.check-runner.could-not-check", check.name().title(), reason),
                Messages.text("run.check-runner.nothing-is-known-about-this"));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "check");
        thread.setDaemon(true);
        return thread;
    }
}

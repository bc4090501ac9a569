package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.check.Check;
import dev.planetfall.postgres.DatabaseException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check while it is asked. Nothing it finds counts any more once it was given up. Thread-safe. */
final class CheckRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRun.class);

    private final Check check;
    private final RunContext listener;
    private final RunContext own;
    private OptionalLong startedNanos = OptionalLong.empty();
    private boolean answered;
    private boolean ended;
    private boolean late;

    /**
     * @param listener hears the findings
     * @param own what the check works with: its sessions can be ended without touching those of others
     */
    CheckRun(Check check, RunContext listener, RunContext own) {
        this.check = check;
        this.listener = listener;
        this.own = own;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        try {
            check.run(own, this::report);
            end(Messages.text("run.check-run.it-gave-no-answer"));
        } catch (MigrationCancelledException e) {
            stop();
        } catch (DatabaseException e) {
            report(CheckRunner.unanswered(check, e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Check {} broke", check.id(), e);
            report(CheckRunner.unanswered(check, Messages.text("run.check-run.this-was-not-foreseen", e.getMessage())));
        } finally {
            stop();
        }
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether it was given up because its own time was over. */
    synchronized boolean wasLate() {
        return late;
    }

    /** Ends it when its time is over; its sessions are closed without waiting for the server. */
    synchronized void giveUpWhenLate() {
        if (!ended && startedNanos.isPresent()) {
            long limit = check.timeLimit().toNanos();
            if (System.nanoTime() - startedNanos.getAsLong() > limit) {
                late = true;
                giveUp(Messages.text(
                        "run.check-run.there-was-no-answer-in",
                        check.timeLimit().toSeconds()));
            }
        }
    }

    /** Ends it because the server does not answer others either. */
    synchronized void giveUp() {
        if (!ended) {
            giveUp(Messages.text("run.check-run.the-server-did-not-answer"));
        }
    }

    /** Ends it without a word when it has not ended. */
    synchronized void stop() {
        if (!ended) {
            ended = true;
            own.abandon();
        }
    }

    private void giveUp(String reason) {
        report(CheckRunner.unanswered(check, reason));
        stop();
    }

    private synchronized boolean begin() {
        if (!ended) {
            startedNanos = OptionalLong.of(System.nanoTime());
        }
        return !ended;
    }

    private synchronized void end(String withoutAnswer) {
        if (!answered) {
            report(CheckRunner.unanswered(check, withoutAnswer));
        }
    }

    private synchronized void report(Finding finding) {
        if (!ended) {
            answered = true;
            listener.report(new FindingReported(listener.clock().instant(), finding));
        }
    }
}

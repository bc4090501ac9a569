package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.DrainProof;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.verify.Standstill;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;

/** Pauses replication as a person would, so that a crash meanwhile leaves a pause that is known, and not a riddle. */
final class ReplicationStandstill implements Standstill {
    private static final Duration POLL = Duration.ofMillis(50);

    private final RunContext context;
    private final Duration patience;

    ReplicationStandstill(RunContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    @Override
    public Lsn begin() {
        if (context.state().safety().pausedAt().isPresent()) {
            throw new StepFailedException(
                    Messages.text("run.replication-standstill.replication-is-paused-so-planetscale"),
                    Messages.text("run.replication-standstill.resume-it-on-the-replicate"));
        }
        Lsn position = context.source().withReadOnlySession(session -> new Catalog(session).currentLsn());
        if (DrainProof.await(context, patience).isEmpty()) {
            throw new StepFailedException(
                    Messages.text("run.replication-standstill.planetscale-did-not-catch-up", patience.toSeconds()),
                    Messages.text("run.replication-standstill.repair-the-rows-when-the"));
        }
        Pausing.pause(context);
        try {
            awaitRest();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        return position;
    }

    /** A transaction that is being applied is applied to its end first. */
    private void awaitRest() {
        Instant giveUp = context.clock().instant().plus(patience);
        while (Subscription.isAtWork(context)) {
            if (context.clock().instant().isAfter(giveUp)) {
                throw new StepFailedException(
                        Messages.text(
                                "run.replication-standstill.planetscale-was-still-applying-a", patience.toSeconds()),
                        Messages.text("run.replication-standstill.repair-the-rows-when-it"));
            }
            context.pause(POLL);
        }
    }

    /** Also when the person asked to stop. */
    @Override
    public void end() {
        Pausing.resume(context.afresh());
    }
}

package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerFacts;

/** Logs in to both servers and refuses the pairs that can never work. */
final class ConnectStep implements Step {
    @Override
    public String id() {
        return "connect";
    }

    @Override
    public Phase phase() {
        return Phase.CONNECT;
    }

    @Override
    public String title() {
        return Messages.text("step.connect.log-in-to-both-servers");
    }

    /** A login of earlier says nothing about now. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        ServerFacts source = context.source().withReadOnlySession(session -> new Catalog(session).server());
        ServerFacts target = context.target().withReadOnlySession(session -> new Catalog(session).server());
        if (source.systemIdentifier().equals(target.systemIdentifier())) {
            throw new StepFailedException(
                    Messages.text("step.connect.the-source-and-planetscale-are"),
                    Messages.text("step.connect.check-the-two-connections-one"));
        }
        if (source.inRecovery() || target.inRecovery()) {
            throw new StepFailedException(
                    Messages.text(
                            source.inRecovery()
                                    ? "step.connect.the-source-answered-as-a"
                                    : "step.connect.planetscale-answered-as-a-read"),
                    Messages.text("step.connect.connect-to-the-primary-server"));
        }
        context.report(new ServersDescribed(context.clock().instant(), source, target));
    }

    @Override
    public void undo(MigrationContext context) {
        // Logging in changed nothing.
    }
}

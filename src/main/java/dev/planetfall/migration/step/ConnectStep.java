package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.Database;
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
        ServerFacts source = facts(Side.SOURCE, context.source());
        ServerFacts target = facts(Side.TARGET, context.target());
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

    /** Both may be called by the same host: the sentence says which one it is about. */
    private static ServerFacts facts(Side side, Database server) {
        try {
            return server.withReadOnlySession(session -> new Catalog(session).server());
        } catch (ConnectionFailedException e) {
            throw new ConnectionFailedException(
                    e.problem(), e.state(), Messages.text("step.connect.of-side", side.first(), e.getMessage()), e);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Logging in changed nothing.
    }
}

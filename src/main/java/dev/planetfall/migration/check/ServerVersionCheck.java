package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether both servers answer, are primaries, and run versions between which rows can be replicated. */
final class ServerVersionCheck implements Check {
    /** Publications begin there. */
    private static final int OLDEST_SOURCE = 10;

    /** Before, only a superuser may subscribe. */
    private static final int OLDEST_TARGET = 16;

    /** @see <a href="https://planetscale.com/docs/postgres/postgres-compatibility">What PlanetScale runs</a> */
    private static final List<Integer> OFFERED_BY_PLANETSCALE = List.of(17, 18);

    @Override
    public CheckName name() {
        return new CheckName("server-version", "Versions of both servers", CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Optional<Server> source = ask(context, Side.SOURCE, findings);
        Optional<Server> target = ask(context, Side.TARGET, findings);
        if (source.isPresent() && target.isPresent()) {
            judge(source.get().version(), target.get().version(), findings);
        }
    }

    /** Empty when a finding says why the server cannot take part. */
    private Optional<Server> ask(MigrationContext context, Side side, Consumer<Finding> findings) {
        try {
            Server server = context.database(side)
                    .withReadOnlySession(session -> new Server(
                            new Catalog(session).version(),
                            session.queryOne(
                                    "SELECT pg_is_in_recovery() AS in_recovery", row -> row.flag("in_recovery"))));
            if (server.inRecovery()) {
                findings.accept(Finding.blocker(
                        id(),
                        "The " + side.label() + " address leads to a read replica.",
                        "Connect to the primary server: a replica can neither publish nor be written to."));
                return Optional.empty();
            }
            return Optional.of(server);
        } catch (ConnectionFailedException e) {
            findings.accept(Finding.blocker(
                    id(),
                    "The " + side.label() + " server cannot be reached from this computer. " + e.getMessage(),
                    "Go back to the " + (side == Side.SOURCE ? "Source" : "PlanetScale")
                            + " page, mend the connection and test it."));
            return Optional.empty();
        }
    }

    private void judge(ServerVersion source, ServerVersion target, Consumer<Finding> findings) {
        if (!source.isAtLeast(OLDEST_SOURCE)) {
            findings.accept(Finding.blocker(
                    id(),
                    "The source runs PostgreSQL " + source + ", which has no logical replication.",
                    "Upgrade it to version " + OLDEST_SOURCE
                            + " or later, or dump and restore in a maintenance window."));
        } else if (!target.isAtLeast(OLDEST_TARGET)) {
            findings.accept(Finding.blocker(
                    id(),
                    "The PlanetScale address leads to PostgreSQL " + target + ", where only a superuser may subscribe.",
                    "Check that this is the database you mean; PlanetScale offers versions 17 and 18."));
        } else if (!OFFERED_BY_PLANETSCALE.contains(target.major())) {
            findings.accept(Finding.warning(
                    id(),
                    "The PlanetScale address leads to PostgreSQL " + target + ", which PlanetScale does not offer.",
                    "Check that this is the database you mean; PlanetScale offers versions 17 and 18."));
        } else if (target.major() < source.major()) {
            findings.accept(Finding.warning(
                    id(),
                    "PlanetScale runs PostgreSQL " + target + ", older than the source's " + source + ".",
                    "What is new in version " + source.major() + " would fail there; choose a branch with version "
                            + source.major() + " or later."));
        } else {
            findings.accept(Finding.passed(
                    id(), "The source runs PostgreSQL " + source + " and PlanetScale " + target + "; both answer."));
        }
    }

    private record Server(ServerVersion version, boolean inRecovery) {}
}

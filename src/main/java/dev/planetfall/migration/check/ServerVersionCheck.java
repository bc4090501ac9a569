package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerFacts;
import java.util.function.Consumer;

/** Whether both servers answer from here, are two, and have versions between which replication works. */
final class ServerVersionCheck implements Check {
    /** Publications begin there. */
    private static final int OLDEST_SOURCE = 10;
    /** Before it only a superuser may subscribe. */
    private static final int OLDEST_TARGET = 16;

    @Override
    public String id() {
        return "server-version";
    }

    @Override
    public String title() {
        return "Both servers and their versions";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        ServerFacts source = facts(context, Side.SOURCE);
        ServerFacts target = facts(context, Side.TARGET);
        findings.accept(judge(source, target));
    }

    private Finding judge(ServerFacts source, ServerFacts target) {
        if (source.systemIdentifier().equals(target.systemIdentifier())) {
            return Finding.blocker(
                    id(),
                    "The source and PlanetScale are the same server.",
                    "Check which of the two connections is wrong.");
        }
        if (source.inRecovery()) {
            return Finding.blocker(
                    id(),
                    "The source is a read replica, from which nothing can be published.",
                    "Connect to its primary.");
        }
        if (!source.version().isAtLeast(OLDEST_SOURCE) || !target.version().isAtLeast(OLDEST_TARGET)) {
            return Finding.blocker(
                    id(),
                    "The source runs PostgreSQL " + source.version() + " and PlanetScale " + target.version()
                            + ": the source must have version 10 or later, PlanetScale 16 or later.",
                    "Upgrade the older server first.");
        }
        if (target.version().major() < source.version().major()) {
            return Finding.warning(
                    id(),
                    "PlanetScale runs PostgreSQL " + target.version().major() + ", older than the source's "
                            + source.version().major() + ".",
                    "Choose a branch with the source's version or a later one: what is new on the source may not exist there.");
        }
        return Finding.passed(
                id(),
                "Both servers answer: PostgreSQL " + source.version() + " as source, " + target.version()
                        + " as PlanetScale.");
    }

    private static ServerFacts facts(MigrationContext context, Side side) {
        return context.database(side).withReadOnlySession(session -> new Catalog(session).server());
    }
}

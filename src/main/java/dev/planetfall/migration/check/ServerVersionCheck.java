package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.Lookalike;
import dev.planetfall.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether both servers answer, are PostgreSQL, and run versions between which rows can be replicated. */
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
        Optional<ServerVersion> source = ask(context, Side.SOURCE, findings);
        Optional<ServerVersion> target = ask(context, Side.TARGET, findings);
        if (source.isPresent() && target.isPresent()) {
            judge(source.get(), target.get(), context.plan().method(), findings);
        }
    }

    /** Empty when a finding says why the server cannot take part. */
    private Optional<ServerVersion> ask(MigrationContext context, Side side, Consumer<Finding> findings) {
        try {
            Optional<Lookalike> other = Lookalike.of(context.plan().settings(side))
                    .or(() -> Lookalike.ofVersion(
                            context.database(side).withReadOnlySession(session -> new Catalog(session).versionText())));
            if (other.isPresent()) {
                findings.accept(lookalike(side, other.get()));
                return Optional.empty();
            }
            return Optional.of(context.database(side).withReadOnlySession(session -> new Catalog(session).version()));
        } catch (ConnectionFailedException e) {
            findings.accept(Finding.blocker(
                    id(),
                    "The " + side.label() + " server cannot be reached from this computer. " + e.getMessage(),
                    "Go back to the " + (side == Side.SOURCE ? "Source" : "PlanetScale")
                            + " page, mend the connection and test it."));
            return Optional.empty();
        }
    }

    private Finding lookalike(Side side, Lookalike other) {
        return Finding.blocker(
                id(),
                "The " + side.label() + " server is " + other.title()
                        + ", another database system that only speaks PostgreSQL's language.",
                "It can be neither migrated from nor to: use the address of a PostgreSQL server.");
    }

    private void judge(ServerVersion source, ServerVersion target, Method method, Consumer<Finding> findings) {
        if (!source.isAtLeast(OLDEST_SOURCE)) {
            findings.accept(Finding.blocker(
                    id(),
                    "The source runs PostgreSQL " + source + ", which "
                            + (method.replicates() ? "has no logical replication." : "is too old for this program."),
                    "Upgrade it to version " + OLDEST_SOURCE
                            + " or later, or dump and restore in a maintenance window."));
        } else if (method.replicates() && !target.isAtLeast(OLDEST_TARGET)) {
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
}

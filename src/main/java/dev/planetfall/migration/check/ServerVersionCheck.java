package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName(
                "server-version",
                Messages.text("check.server-version.versions-of-both-servers"),
                CheckGroup.CONNECTION);
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
                    Messages.text("check.server-version.the-server-cannot-be-reached", side.label(), e.getMessage()),
                    Messages.text(
                            side == Side.SOURCE
                                    ? "check.server-version.go-back-to-the-source"
                                    : "check.server-version.go-back-to-the-planetscale")));
            return Optional.empty();
        }
    }

    private Finding lookalike(Side side, Lookalike other) {
        return Finding.blocker(
                id(),
                Messages.text("check.server-version.the-server-is-another-database", side.label(), other.title()),
                Messages.text("check.server-version.it-can-be-neither-migrated"));
    }

    private void judge(ServerVersion source, ServerVersion target, Method method, Consumer<Finding> findings) {
        if (!source.isAtLeast(OLDEST_SOURCE)) {
            findings.accept(Finding.blocker(
                    id(),
                    Messages.text(
                            method.replicates()
                                    ? "check.server-version.the-source-runs-postgresql-which"
                                    : "check.server-version.the-source-runs-postgresql-which-is",
                            source),
                    Messages.text("check.server-version.upgrade-it-to-version-or", OLDEST_SOURCE)));
        } else if (method.replicates() && !target.isAtLeast(OLDEST_TARGET)) {
            findings.accept(Finding.blocker(
                    id(),
                    Messages.text("check.server-version.the-planetscale-address-leads-to-postgresql", target),
                    Messages.text("check.server-version.check-that-this-is-the")));
        } else if (!OFFERED_BY_PLANETSCALE.contains(target.major())) {
            findings.accept(Finding.warning(
                    id(),
                    Messages.text("check.server-version.the-planetscale-address-leads-to", target),
                    Messages.text("check.server-version.check-that-this-is-the")));
        } else if (target.major() < source.major()) {
            findings.accept(Finding.warning(
                    id(),
                    Messages.text("check.server-version.planetscale-runs-postgresql-older-than", target, source),
                    Messages.text("check.server-version.what-is-new-in-version", source.major())));
        } else {
            findings.accept(Finding.passed(
                    id(), Messages.text("check.server-version.the-source-runs-postgresql-and", source, target)));
        }
    }
}

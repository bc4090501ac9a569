package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import java.util.function.Consumer;

/**
 * Whether the two addresses lead to two servers. By the identifier that a cluster gets when it is made, so that two names
 * for one machine do not deceive.
 */
final class SameServerCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName(
                "same-server", Messages.text("check.same-server.two-different-servers"), CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        if (identifier(context, Side.SOURCE).equals(identifier(context, Side.TARGET))) {
            findings.accept(Finding.blocker(
                    id(),
                    Messages.text(
                            "check.same-server.the-source-and-planetscale-are-one",
                            context.plan().target().host()),
                    Messages.text("check.same-server.check-the-two-connections-one")));
        } else {
            findings.accept(Finding.passed(id(), Messages.text("check.same-server.the-source-and-planetscale-are")));
        }
    }

    private static String identifier(MigrationContext context, Side side) {
        return context.database(side)
                .withReadOnlySession(session -> session.queryOne(
                        "SELECT system_identifier::text AS identifier FROM pg_control_system()",
                        row -> row.text("identifier")));
    }
}

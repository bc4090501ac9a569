package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Whether PlanetScale itself gets through to the source. What this computer can reach says nothing of that, so PlanetScale
 * is made to subscribe in a transaction that is rolled back: it logs in at the source with the very connection that the
 * migration will use, and leaves nothing behind on either server.
 */
final class TargetReachesSourceCheck implements ReplicationCheck {
    /** That no such publication exists is only a warning of the server's, and means that it got through. */
    private static final Identifier NO_PUBLICATION = new Identifier(ReplicationNames.PREFIX + "no_such_publication");

    private static final String PROBE_SUFFIX = "_probe";

    /** The class of SQLSTATEs by which PlanetScale itself, not the source, ends a session. */
    private static final String SHUTTING_DOWN = "57P";

    /** By these the server itself says no. */
    private static final List<String> REFUSALS =
            List.of("password authentication failed", "no pg_hba.conf entry", "pg_hba.conf rejects");

    @Override
    public CheckName name() {
        return new CheckName(
                "target-reaches-source",
                Messages.text("check.target-reaches-source.way-from-planetscale-to-the"),
                CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        ConnectionSettings source = context.plan().source();
        try {
            probe(context, source);
            findings.accept(Finding.passed(
                    id(),
                    Messages.text(
                            "check.target-reaches-source.planetscale-reaches-the-source-at",
                            source.host(),
                            source.port())));
        } catch (ConnectionFailedException e) {
            throw e;
        } catch (DatabaseException e) {
            if (e.state().code().startsWith(SHUTTING_DOWN)) {
                throw e;
            }
            if (e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                findings.accept(Finding.unknown(
                        id(),
                        Messages.text("check.target-reaches-source.could-not-check-whether-planetscale"),
                        Messages.text("check.target-reaches-source.mend-the-rights-first-and")));
                return;
            }
            String said = e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
            findings.accept(Finding.blocker(id(), sentence(source, e.getMessage()), advice(source, e.getMessage()))
                    .withDetails(List.of(Messages.text("check.target-reaches-source.planetscale-said", said))));
        }
    }

    private static void probe(MigrationContext context, ConnectionSettings source) {
        String name = context.plan().names().subscription().name() + PROBE_SUFFIX;
        String statement = "CREATE SUBSCRIPTION " + new Identifier(name).quoted() + " CONNECTION "
                + SqlLiteral.quote(Conninfo.forSubscription(source, name)) + " PUBLICATION "
                + NO_PUBLICATION.quoted()
                + " WITH (create_slot = false, enabled = false, copy_data = false, slot_name = NONE)";
        context.target().useSession(session -> {
            session.hiding(source.password());
            session.rolledBack(() -> {
                session.execute("SET LOCAL statement_timeout = '30s'");
                session.execute(statement);
                return true;
            });
        });
    }

    /** Who was answered by the source's server has reached it. */
    private static String sentence(ConnectionSettings source, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        String at = Messages.text("check.target-reaches-source.the-source-at-port", source.host(), source.port());
        if (isWithoutPassword(text)) {
            return Messages.text("check.target-reaches-source.planetscale-reaches-but-may-not", at);
        }
        return Messages.text(
                REFUSALS.stream().anyMatch(text::contains)
                        ? "check.target-reaches-source.planetscale-reaches-but-is-not"
                        : "check.target-reaches-source.planetscale-cannot-reach",
                at);
    }

    private static boolean isWithoutPassword(String text) {
        return text.contains("server does not request a password") || text.contains("password is required");
    }

    /** By the words of libpq and of the source, which PlanetScale passes on. */
    private static String advice(ConnectionSettings source, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("password authentication failed")) {
            return Messages.text("check.target-reaches-source.the-source-refused-the-role");
        }
        if (isWithoutPassword(text)) {
            return Messages.text("check.target-reaches-source.the-source-lets-planetscale-in");
        }
        if (text.contains("no pg_hba.conf entry") || text.contains("pg_hba.conf rejects")) {
            return Messages.text("check.target-reaches-source.let-pg-hba-conf-of", source.user(), source.database());
        }
        if (text.contains("certificate")) {
            return Messages.text("check.target-reaches-source.planetscale-does-not-trust-the");
        }
        if (text.contains("could not translate host name")) {
            return Messages.text("check.target-reaches-source.planetscale-cannot-find-the-source");
        }
        if (text.contains("network is unreachable")) {
            return Messages.text("check.target-reaches-source.the-source-has-an-ipv6");
        }
        return Messages.text("check.target-reaches-source.let-the-sources-firewall-or");
    }
}

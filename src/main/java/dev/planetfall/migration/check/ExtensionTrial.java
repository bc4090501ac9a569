package dev.planetfall.migration.check;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.Optional;

/** Whether a server lets this role make an extension: tried, and rolled back. A list of what is available does not say. */
final class ExtensionTrial {
    private ExtensionTrial() {}

    /**
     * Makes the extension and those it needs, and takes all of it back.
     *
     * @param version the default one where empty
     * @return the server's words when it refused
     * @throws DatabaseException when the connection was lost
     */
    static Optional<String> refusal(Session session, Identifier extension, Optional<String> version) {
        try {
            return session.rolledBack(() -> {
                session.execute("SET LOCAL lock_timeout = '5s'");
                session.execute("CREATE EXTENSION " + extension.quoted()
                        + version.map(wanted -> " VERSION " + SqlLiteral.quote(wanted))
                                .orElse("") + " CASCADE");
                return Optional.empty();
            });
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }
}

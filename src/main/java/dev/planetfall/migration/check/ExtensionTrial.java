package dev.planetfall.migration.check;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.Optional;

/** Whether a server lets this role make an extension: tried, and rolled back. A list of what is available does not say. */
final class ExtensionTrial {
    private ExtensionTrial() {}

    /**
     * Makes the extension in the version that the schema copy would get, and those it needs, and takes all of it back.
     *
     * @return the server's words when it refused
     * @throws DatabaseException when the connection was lost
     */
    static Optional<String> refusal(Session session, Identifier extension) {
        try {
            return session.rolledBack(() -> {
                session.execute("SET LOCAL lock_timeout = '5s'");
                session.execute("CREATE EXTENSION " + extension.quoted() + " CASCADE");
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

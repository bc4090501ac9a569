package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Session;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sessions on the source that may write even while its writers are frozen. */
public final class SourceSession {
    /** The write freeze works through this default; a session that turns it off for itself is exempt. */
    public static final String MAY_WRITE = "SET default_transaction_read_only = off";

    private SourceSession() {}

    public static <T> T ask(MigrationContext context, Function<Session, T> work) {
        return context.source().withSession(session -> {
            session.execute(MAY_WRITE);
            return work.apply(session);
        });
    }

    /** {@link #ask} for work that returns nothing. */
    public static void use(MigrationContext context, Consumer<Session> work) {
        ask(context, session -> {
            work.accept(session);
            return true;
        });
    }
}

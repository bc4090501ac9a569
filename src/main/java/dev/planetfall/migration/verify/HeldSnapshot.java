package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.function.Consumer;
import java.util.function.Function;

/** One server as it was at one moment, for any number of sessions. Lives as long as the session that holds it. */
final class HeldSnapshot {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Database database;
    private final Consumer<Session> preparation;
    private final String name;

    private HeldSnapshot(Database database, Consumer<Session> preparation, String name) {
        this.database = database;
        this.preparation = preparation;
        this.name = name;
    }

    /** @param preparation what each session is told first */
    static <T> T hold(Database database, Consumer<Session> preparation, Function<HeldSnapshot, T> work) {
        return database.withSession(holder -> {
            preparation.accept(holder);
            holder.execute(BEGIN);
            String name = holder.queryOne("SELECT pg_export_snapshot() AS name", row -> row.text("name"));
            T result = work.apply(new HeldSnapshot(database, preparation, name));
            holder.execute("COMMIT");
            return result;
        });
    }

    /** Lends a session that sees the snapshot. */
    <T> T withSession(Function<Session, T> work) {
        return database.withSession(session -> {
            preparation.accept(session);
            take(session);
            return work.apply(session);
        });
    }

    /** After an error, which ends a transaction. */
    void takeAgain(Session session) {
        session.execute("ROLLBACK");
        take(session);
    }

    private void take(Session session) {
        session.execute(BEGIN);
        session.execute("SET TRANSACTION SNAPSHOT " + SqlLiteral.quote(name));
    }
}

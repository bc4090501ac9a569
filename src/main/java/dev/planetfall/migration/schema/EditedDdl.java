package dev.planetfall.migration.schema;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a person wrote for one object. Several statements are run in one transaction, so that whoever drops something first and
 * then cannot make it anew has lost nothing. A single statement is run as it is: some, such as
 * {@code CREATE INDEX CONCURRENTLY}, cannot be run in a transaction.
 */
final class EditedDdl {
    private static final Set<String> CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare");

    private static final String WHOLE = "all statements of your DDL are run together or not at all.";

    private final List<String> statements;
    private String current = "";

    EditedDdl(List<String> statements) {
        this.statements = List.copyOf(statements);
    }

    /** What makes it impossible to run all of it or nothing; nothing is sent then. */
    Optional<String> obstacle() {
        if (statements.isEmpty()) {
            return Optional.of("There is no statement in your DDL. Skip the object if it is not wanted.");
        }
        return statements.stream()
                .map(EditedDdl::firstWord)
                .filter(CONTROL::contains)
                .findFirst()
                .map(word -> "Leave out " + word.toUpperCase(Locale.ROOT) + ": " + WHOLE + " Nothing was changed.");
    }

    /** @throws DatabaseException of the first statement that was refused; nothing is changed then */
    void run(Session session) {
        if (statements.size() == 1) {
            send(session, statements.get(0));
        } else {
            session.inTransaction(() -> {
                statements.forEach(sql -> send(session, sql));
                return true;
            });
        }
    }

    boolean isSingle() {
        return statements.size() == 1;
    }

    /** The statement that was sent last. */
    String current() {
        return current;
    }

    /** What to know of a refusal besides the server's words. */
    String explained(String said, DatabaseException refused) {
        String inTheWay = StatementKind.of(current).isThere(refused)
                ? "\nLet your DDL drop or rename it first, if nothing needs it."
                : "";
        if (isSingle()) {
            return said + inTheWay;
        }
        String alone = refused.state().equals(SqlState.ACTIVE_SQL_TRANSACTION)
                ? " This statement cannot be run together with others: leave it out here and run it by hand."
                : "";
        return said + "\nNothing was changed: " + WHOLE + alone + inTheWay;
    }

    private void send(Session session, String sql) {
        current = sql;
        session.execute(sql);
    }

    private static String firstWord(String sql) {
        String bare = sql.replaceAll("(?s)/\\*.*?\\*/|--[^\n]*", " ").strip();
        return bare.replaceFirst("(?s)\\W.*", "").toLowerCase(Locale.ROOT);
    }
}

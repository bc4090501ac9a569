package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
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

    private static final String WHOLE = Messages.text("schema.edited-ddl.all-statements-of-your-ddl");

    private final List<String> statements;
    private String current = "";

    EditedDdl(List<String> statements) {
        this.statements = List.copyOf(statements);
    }

    /** What makes it impossible to run all of it or nothing; nothing is sent then. */
    Optional<String> obstacle() {
        if (statements.isEmpty()) {
            return Optional.of(Messages.text("schema.edited-ddl.there-is-no-statement-in"));
        }
        return statements.stream()
                .map(EditedDdl::firstWord)
                .filter(CONTROL::contains)
                .findFirst()
                .map(word -> Messages.text(
                        "schema.edited-ddl.leave-out-nothing-was-changed", word.toUpperCase(Locale.ROOT), WHOLE));
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
                ? Messages.text("schema.edited-ddl.let-your-ddl-drop-or")
                : "";
        if (isSingle()) {
            return said + inTheWay;
        }
        String alone = refused.state().equals(SqlState.ACTIVE_SQL_TRANSACTION)
                ? Messages.text("schema.edited-ddl.this-statement-cannot-be-run")
                : "";
        return Messages.text("schema.edited-ddl.nothing-was-changed", said, WHOLE, alone, inTheWay);
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

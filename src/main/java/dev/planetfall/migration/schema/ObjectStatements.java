package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the statements of one object to the target. Those of the source are sent one by one, each in a transaction of its own:
 * the first makes the object, which may be there already, and the others may be sent again without harm.
 */
final class ObjectStatements {
    /** A deadlock with rows that are being applied, as a foreign key meets, ends with the next attempt. */
    private static final Set<SqlState> WITHOUT_LOCK = Set.of(SqlState.LOCK_NOT_AVAILABLE, SqlState.DEADLOCK_DETECTED);

    /** Without this the server only gives a notice when the extension is there. */
    private static final String TOLERANT_EXTENSION = "CREATE EXTENSION IF NOT EXISTS ";

    /** What a function fails with whose promises only a superuser may make, or whose support function is not there. */
    private static final Set<SqlState> MAY_BE_A_PROMISE =
            Set.of(SqlState.INSUFFICIENT_PRIVILEGE, SqlState.UNDEFINED_FUNCTION);

    /** As {@link SchemaObject#identity()} names them. */
    private static final String DISABLED_TRIGGERS = """
            SELECT concat(n.nspname, '.', c.relname, ' ', t.tgname) AS trigger
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE t.tgenabled = 'D' AND NOT t.tgisinternal
            """;

    private final Session session;
    private final MigrationContext context;
    private final LeftOut leftOut;
    private final Absent absent;
    private final FailureKinds kinds;
    private final TargetRelations relations;
    private final Set<String> resting = new HashSet<>();
    private boolean createdSomething;
    private boolean lockWasRefused;

    ObjectStatements(Session session, MigrationContext context, LeftOut leftOut, Absent absent) {
        this.session = session;
        this.context = context;
        this.leftOut = leftOut;
        this.absent = absent;
        kinds = new FailureKinds(new MissingExtensions(context), new UnqualifiedNames(context.target()));
        relations = new TargetRelations(session);
        resting.addAll(session.query(DISABLED_TRIGGERS, row -> row.text("trigger")));
    }

    /** Before every object. */
    void begin() {
        lockWasRefused = false;
    }

    /** Whether the object that was tried last could not get a lock in time. */
    boolean lockWasRefused() {
        return lockWasRefused;
    }

    /** Runs what a person wrote: all of it or nothing. */
    Verdict applyEdited(SchemaObject object, boolean isWanted) {
        EditedDdl edit = new EditedDdl(object.statements());
        Optional<String> obstacle = edit.obstacle();
        if (obstacle.isPresent()) {
            return new Verdict(Result.FAILED, obstacle.get());
        }
        try {
            edit.run(session);
            return Verdict.CREATED;
        } catch (DatabaseException e) {
            requireGoingOn(e);
            boolean isThere = StatementKind.of(edit.current()).isThere(e);
            return isThere && edit.isSingle() && !isWanted
                    ? Verdict.EXISTED
                    : failed(object, edit.current(), e).saying(said -> edit.explained(said, e));
        }
    }

    /**
     * The worst counts; when none is bad, what became of the first, which makes what the others then adjust. These are sent even
     * when one of them fails, and when what the first makes was there, but not when that is missing.
     */
    Verdict apply(SchemaObject object) {
        Optional<Verdict> verdict = Optional.empty();
        for (String sql : toApply(object)) {
            Verdict next = applyStatement(object, sql);
            if (verdict.isEmpty() || (next.isBad() && !verdict.get().isBad())) {
                boolean isFirst = verdict.isEmpty();
                verdict = Optional.of(next);
                if (isFirst && next.isBad()) {
                    break;
                }
            }
        }
        return verdict.orElse(Verdict.UNCHANGED);
    }

    /** A trigger that somebody disabled on the target, so that it rests during the copy, is not set to fire again. */
    private List<String> toApply(SchemaObject object) {
        return isResting(object)
                ? object.statements().stream()
                        .filter(sql -> StatementKind.of(sql) != StatementKind.SETS || sql.contains(" DISABLE TRIGGER "))
                        .toList()
                : object.statements();
    }

    /** Whether it is a trigger that somebody disabled on the target. */
    boolean isResting(SchemaObject object) {
        return object.kind().equals("TRIGGER") && resting.contains(object.identity());
    }

    private Verdict applyStatement(SchemaObject object, String sql) {
        StatementKind kind = StatementKind.of(sql);
        try {
            session.execute(sql.startsWith(TOLERANT_EXTENSION) ? sql.replaceFirst("IF NOT EXISTS ", "") : sql);
            createdSomething |= kind != StatementKind.SETS;
            return createdSomething ? Verdict.CREATED : Verdict.UNCHANGED;
        } catch (DatabaseException e) {
            requireGoingOn(e);
            String modest = PlannerPromises.without(sql);
            if (MAY_BE_A_PROMISE.contains(e.state()) && !modest.equals(sql)) {
                Verdict verdict = applyStatement(object, modest);
                return verdict.isBad() ? verdict : Verdict.WITHOUT_PROMISES;
            }
            return kind.isThere(e) ? existed(object, kind) : failed(object, sql, e);
        }
    }

    /** A refusal by which the person stopped it, or the connection was lost, says nothing of the object. */
    private void requireGoingOn(DatabaseException refused) {
        context.throwIfCancelled();
        if (refused.state().isConnectionLoss()) {
            throw refused;
        }
        lockWasRefused |= WITHOUT_LOCK.contains(refused.state());
    }

    private Verdict existed(SchemaObject object, StatementKind kind) {
        return Optional.of(object)
                .filter(one -> kind == StatementKind.CREATES)
                .flatMap(relations::inThePlaceOf)
                .map(other -> new Verdict(
                        Result.FAILED, Messages.text("schema.object-statements.there-is-of-that-name", other)))
                .orElse(Verdict.EXISTED);
    }

    private Verdict failed(SchemaObject object, String sql, DatabaseException e) {
        return leftOut.afterwards(object, sql, e)
                .map(reason -> new Verdict(Result.LEFT_OUT, reason))
                .or(() -> absent.explains(TargetSession.keys(object), sql, e))
                .orElseGet(() -> kinds.of(sql, e));
    }
}

package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes single objects in one session of the target, one statement and one transaction at a time. */
final class TargetSession {
    /**
     * What pg_dump sets at the start of a dump, as far as all versions know it: names are taken literally, functions may
     * name tables that come later, and no timeout of the role stops a long statement.
     */
    private static final List<String> SETTINGS = List.of(
            "SET statement_timeout = 0",
            "SET lock_timeout = '30s'",
            "SET idle_in_transaction_session_timeout = 0",
            "SET standard_conforming_strings = on",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "SET check_function_bodies = off",
            "SET xmloption = content",
            "SET client_min_messages = warning",
            "SET row_security = off");

    private static final String LATER = "It is made once the rows are copied.";

    private static final Duration LOCK_PATIENCE = Duration.ofMillis(600);
    private static final Duration LOCK_PAUSE = Duration.ofMillis(400);
    /** About an hour: a transaction that is applied can be long. */
    private static final int LOCK_ATTEMPTS = 3_600;

    /** Without this the server only gives a notice when the extension is there. */
    private static final String TOLERANT_EXTENSION = "CREATE EXTENSION IF NOT EXISTS ";

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
    private final FailureKinds kinds;
    private final Absent absent = new Absent();
    private final TargetRelations relations;
    private final Set<SchemaKey> existed = new HashSet<>();
    private final Set<String> resting = new HashSet<>();
    private boolean createdSomething;
    private boolean lockWasRefused;

    private TargetSession(Session session, MigrationContext context) {
        this.session = session;
        this.context = context;
        leftOut = new LeftOut(context.plan().scope());
        kinds = new FailureKinds(new MissingExtensions(context));
        relations = new TargetRelations(session);
        SETTINGS.forEach(session::execute);
        resting.addAll(session.query(DISABLED_TRIGGERS, row -> row.text("trigger")));
    }

    /** @throws DatabaseException when the connection was lost */
    static <T> T lend(MigrationContext context, Function<TargetSession, T> work) {
        return context.target().withScriptSession(session -> work.apply(new TargetSession(session, context)));
    }

    /** What became of an object, this time or earlier; what needs it is judged by that. */
    void remember(SchemaOutcome outcome) {
        absent.remember(outcome);
    }

    /** Objects that were there before, in the form in which the source has them. */
    Set<SchemaKey> existed() {
        return Set.copyOf(existed);
    }

    /**
     * Makes the object as the person chose, and remembers the outcome.
     *
     * @throws DatabaseException when the connection was lost
     */
    SchemaOutcome make(SchemaObject object, SchemaChoice choice) {
        absent.forget(key(object.key()));
        lockWasRefused = false;
        Verdict verdict = choice.isSkipped()
                ? new Verdict(Result.SKIPPED, choice.skipReason())
                : standsInTheWay(object, choice).orElseGet(() -> applyStatements(chosen(object, choice)));
        SchemaOutcome outcome = outcome(object, choice, verdict);
        if (verdict.existed() && !choice.isEdited() && !isResting(object)) {
            existed.add(outcome.key());
        }
        remember(outcome);
        return outcome;
    }

    /**
     * {@link #make} while a subscription changes the same tables: waits for locks as long as it takes, and never so long at a
     * stretch that the subscription is taken for one side of a deadlock, which would stop it. The server looks for deadlocks
     * after a second by default.
     *
     * @throws DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException while it waits for a lock
     */
    SchemaOutcome makeBesideReplication(SchemaObject object, SchemaChoice choice) {
        session.execute("SET lock_timeout = '" + LOCK_PATIENCE.toMillis() + "ms'");
        SchemaOutcome outcome = make(object, choice);
        for (int waits = 0; lockWasRefused && waits < LOCK_ATTEMPTS; waits++) {
            context.pause(LOCK_PAUSE);
            outcome = make(object, choice);
        }
        return outcome;
    }

    /** The session's memory for sorting, such as for an index. */
    void sortIn(String memory) {
        session.execute("SET maintenance_work_mem = " + SqlLiteral.quote(memory));
    }

    /** Does not make the object: the outcome keeps what it will be made of, and what it needs. */
    SchemaOutcome holdBack(SchemaObject object, SchemaChoice choice) {
        Verdict verdict = choice.isSkipped()
                ? new Verdict(Result.SKIPPED, choice.skipReason())
                : beforehand(object)
                        .orElseGet(() -> new Verdict(Result.HELD_BACK, LATER, List.copyOf(keys(object)), false));
        SchemaOutcome outcome = outcome(object, choice, verdict);
        remember(outcome);
        return outcome;
    }

    /** What a person wrote may need less than what the source has: it is always tried. */
    private Optional<Verdict> standsInTheWay(SchemaObject object, SchemaChoice choice) {
        return choice.isEdited()
                ? Optional.empty()
                : absent.standsInTheWay(keys(object)).or(() -> beforehand(object));
    }

    /** The worst counts; when none is bad, what became of the first, which makes what the others then adjust. */
    private Verdict applyStatements(SchemaObject object) {
        Optional<Verdict> verdict = Optional.empty();
        for (String sql : toApply(object)) {
            Verdict next = applyStatement(object, sql);
            if (verdict.isEmpty() || (next.isBad() && !verdict.get().isBad())) {
                verdict = Optional.of(next);
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

    private boolean isResting(SchemaObject object) {
        return object.kind().equals("TRIGGER") && resting.contains(object.identity());
    }

    private Verdict applyStatement(SchemaObject object, String sql) {
        StatementKind kind = StatementKind.of(sql);
        try {
            session.execute(sql.startsWith(TOLERANT_EXTENSION) ? sql.replaceFirst("IF NOT EXISTS ", "") : sql);
            createdSomething |= kind != StatementKind.SETS;
            return createdSomething ? Verdict.CREATED : Verdict.UNCHANGED;
        } catch (DatabaseException e) {
            // Stopped by the person, which says nothing of the object.
            context.throwIfCancelled();
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            lockWasRefused |= e.state().equals(SqlState.LOCK_NOT_AVAILABLE);
            return kind.isThere(e.state()) ? wasThere(object, kind) : failed(object, sql, e);
        }
    }

    private Verdict wasThere(SchemaObject object, StatementKind kind) {
        return Optional.of(object)
                .filter(one -> kind == StatementKind.CREATES)
                .flatMap(relations::inThePlaceOf)
                .map(other -> new Verdict(
                        Result.FAILED,
                        "There is a " + other
                                + " of that name on PlanetScale: drop or rename it there, then try again."))
                .orElse(Verdict.EXISTED);
    }

    private Verdict failed(SchemaObject object, String sql, DatabaseException e) {
        return leftOut.afterwards(object, sql, e)
                .map(reason -> new Verdict(Result.LEFT_OUT, reason))
                .or(() -> absent.explains(keys(object), sql, e))
                .orElseGet(() -> kinds.of(sql, e));
    }

    private Optional<Verdict> beforehand(SchemaObject object) {
        return leftOut.beforehand(object).map(reason -> new Verdict(Result.LEFT_OUT, reason));
    }

    private static SchemaOutcome outcome(SchemaObject object, SchemaChoice choice, Verdict verdict) {
        return new SchemaOutcome(
                object.kind(),
                object.identity(),
                verdict.result(),
                LeftOut.reportable(chosen(object, choice)),
                verdict.message(),
                verdict.waitsFor(),
                choice.isEdited() ? LeftOut.reportable(object) : "");
    }

    private static SchemaObject chosen(SchemaObject object, SchemaChoice choice) {
        return choice.isEdited() ? object.with(Statements.of(choice.sql())) : object;
    }

    static SchemaKey key(SchemaObject.Key key) {
        return new SchemaKey(key.kind(), key.identity());
    }

    private static Set<SchemaKey> keys(SchemaObject object) {
        return object.needs().stream().map(TargetSession::key).collect(Collectors.toSet());
    }
}

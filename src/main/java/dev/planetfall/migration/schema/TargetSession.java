package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes single objects in one session of the target. */
final class TargetSession {
    /**
     * What pg_dump sets at the start of a dump, as far as all versions know it: names are taken literally, functions may
     * name tables that come later, and no timeout of the role stops a long statement.
     */
    static final List<String> SETTINGS = List.of(
            "SET statement_timeout = 0",
            "SET lock_timeout = '30s'",
            "SET idle_in_transaction_session_timeout = 0",
            "SET standard_conforming_strings = on",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "SET check_function_bodies = off",
            "SET xmloption = content",
            "SET client_min_messages = warning",
            "SET row_security = off");

    private static final String LATER = Messages.text("schema.target-session.it-is-made-once-the");

    /**
     * Sets for how long a lock is waited for, in milliseconds: shorter than the second after which the server looks for a deadlock,
     * unless somebody vacuums. Autovacuum gives way to whoever waits for it, and does so only in that same look; otherwise it works on
     * a large table for hours.
     *
     * @see <a href="https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM">The autovacuum daemon</a>
     */
    private static final String LOCK_PATIENCE = """
            SELECT pg_catalog.set_config('lock_timeout', (CASE WHEN EXISTS (
              SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database
              WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.relation >= 16384
                AND d.datname = current_database())
            THEN (SELECT setting::int + 500 FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout')
            ELSE 600 END)::text, false)
            """;

    private static final Duration LOCK_PAUSE = Duration.ofMillis(400);
    /** About an hour: a transaction that is applied can be long. */
    private static final int LOCK_ATTEMPTS = 3_600;

    private final Session session;
    private final MigrationContext context;
    private final LeftOut leftOut;
    private final Absent absent = new Absent();
    private final MadeEdits madeEdits;
    private final ObjectStatements statements;
    private final Set<SchemaKey> doubtful = new HashSet<>();
    private Optional<SchemaKey> wanted = Optional.empty();
    private boolean sortsInParallel = true;

    private TargetSession(Session session, MigrationContext context) {
        this.session = session;
        this.context = context;
        leftOut = new LeftOut(context.plan().scope());
        madeEdits = new MadeEdits(context);
        SETTINGS.forEach(session::execute);
        statements = new ObjectStatements(session, context, leftOut, absent);
    }

    /** @throws DatabaseException when the connection was lost */
    static <T> T lend(MigrationContext context, Function<TargetSession, T> work) {
        return context.target().withScriptSession(session -> work.apply(new TargetSession(session, context)));
    }

    /** What became of an object, this time or earlier; what needs it is judged by that. */
    void remember(SchemaOutcome outcome) {
        absent.remember(outcome);
    }

    /** From now on DDL that a person wrote for the object is run although it was run before. */
    void insistOn(SchemaKey object) {
        wanted = Optional.of(object);
    }

    /** Objects that may not be what the source has: those that were there before, and those that a person's DDL made. */
    Set<SchemaKey> doubtful() {
        return Set.copyOf(doubtful);
    }

    /**
     * Makes the object as the person chose, and remembers the outcome.
     *
     * @throws DatabaseException when the connection was lost
     */
    SchemaOutcome make(SchemaObject object, SchemaChoice choice) {
        absent.forget(key(object.key()));
        statements.begin();
        Verdict verdict =
                choice.isSkipped() ? new Verdict(Result.SKIPPED, choice.skipReason()) : tryToMake(object, choice);
        SchemaOutcome outcome = outcome(object, choice, verdict);
        boolean isNewlyEdited = choice.isEdited() && verdict.result() == Result.CREATED;
        if (isNewlyEdited || (verdict.existed() && !choice.isEdited() && !statements.isResting(object))) {
            doubtful.add(outcome.key());
        }
        SchemaOutcome known = verdict.result().isThere() && !isNewlyEdited ? asMadeBefore(outcome) : outcome;
        remember(known);
        return known;
    }

    /** What a person wrote may need less than what the source has: it is always tried, unless exactly that was made before. */
    private Verdict tryToMake(SchemaObject object, SchemaChoice choice) {
        if (!choice.isEdited()) {
            return absent.standsInTheWay(keys(object))
                    .or(() -> beforehand(object))
                    .orElseGet(() -> statements.apply(object));
        }
        SchemaObject edited = chosen(object, choice);
        boolean isWanted = wanted.equals(Optional.of(key(object.key())));
        Optional<SchemaOutcome> made =
                isWanted ? Optional.empty() : madeEdits.find(outcome(object, choice, Verdict.UNCHANGED));
        return made.map(madeEdits::verdict).orElseGet(() -> statements.applyEdited(edited, isWanted));
    }

    /** What was found out about an edit when it was run is still so. */
    private SchemaOutcome asMadeBefore(SchemaOutcome outcome) {
        return outcome.isEdited()
                ? madeEdits
                        .find(outcome)
                        .map(made -> outcome.with(outcome.result(), made.message(), made.differences()))
                        .orElse(outcome)
                : outcome;
    }

    /**
     * {@link #make} while a subscription changes the same tables: waits for locks as long as it takes, and never so long at a
     * stretch that the subscription is taken for one side of a deadlock, which would break it off for some seconds.
     *
     * @throws DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException while it waits for a lock
     */
    SchemaOutcome makeBesideReplication(SchemaObject object, SchemaChoice choice) {
        SchemaOutcome outcome = makeWithPatience(object, choice);
        for (int waits = 0; statements.lockWasRefused() && waits < LOCK_ATTEMPTS; waits++) {
            context.pause(LOCK_PAUSE);
            outcome = makeWithPatience(object, choice);
        }
        return outcome;
    }

    private SchemaOutcome makeWithPatience(SchemaObject object, SchemaChoice choice) {
        session.execute(LOCK_PATIENCE);
        return make(object, choice);
    }

    /**
     * From now on the server does not wait for its disk, nor for its replicas, after every statement. Only for work that is begun
     * anew when the server breaks down, and that ends with {@link #flush}.
     */
    void putOffFlushing() {
        session.execute("SET synchronous_commit = off");
    }

    /** Waits until all that was made is safe from a breakdown: with one small transaction that writes, all before it are. */
    void flush() {
        session.execute("RESET synchronous_commit");
        session.execute("SELECT pg_catalog.pg_logical_emit_message(true, 'planetfall', 'The schema is made.')");
    }

    /** The session's memory for sorting, such as for an index. */
    void sortIn(String memory) {
        session.execute("SET maintenance_work_mem = " + SqlLiteral.quote(memory));
    }

    /** Whether an index is built with as many processes as the server gives, or by this session's alone. */
    void sortInParallel(boolean inParallel) {
        if (inParallel != sortsInParallel) {
            session.execute(
                    inParallel ? "RESET max_parallel_maintenance_workers" : "SET max_parallel_maintenance_workers = 0");
            sortsInParallel = inParallel;
        }
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

    static Set<SchemaKey> keys(SchemaObject object) {
        return object.needs().stream().map(TargetSession::key).collect(Collectors.toSet());
    }
}

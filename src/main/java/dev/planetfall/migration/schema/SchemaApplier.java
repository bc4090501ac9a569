package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the objects on the target, one statement and one transaction at a time in one session, and reports each. A failure
 * is kept and the next object tried; applying everything a second time changes nothing.
 */
public final class SchemaApplier {
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

    /** Without this the server only gives a notice when the extension is there. */
    private static final String TOLERANT_EXTENSION = "CREATE EXTENSION IF NOT EXISTS ";

    /** As {@link SchemaObject#identity()} names them. */
    private static final String DISABLED_TRIGGERS = """
            SELECT concat(n.nspname, '.', c.relname, ' ', t.tgname) AS trigger
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE t.tgenabled = 'D' AND NOT t.tgisinternal
            """;

    private final MigrationContext context;
    private final LeftOut leftOut;
    private final Set<String> resting = new HashSet<>();
    private boolean createdSomething;

    private SchemaApplier(MigrationContext context) {
        this.context = context;
        leftOut = new LeftOut(context.plan().scope());
    }

    /**
     * Applies the objects in their order and reports every outcome as an event, too.
     *
     * @throws DatabaseException when the connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException between two objects
     */
    public static List<SchemaOutcome> apply(MigrationContext context, List<SchemaObject> objects) {
        SchemaApplier applier = new SchemaApplier(context);
        return context.target().withScriptSession(session -> applier.applyAll(session, objects));
    }

    private List<SchemaOutcome> applyAll(Session session, List<SchemaObject> objects) {
        SETTINGS.forEach(session::execute);
        resting.addAll(session.query(DISABLED_TRIGGERS, row -> row.text("trigger")));
        List<SchemaOutcome> outcomes = new ArrayList<>();
        for (SchemaObject object : objects) {
            context.throwIfCancelled();
            context.report(
                    new Progress(object.kind() + " " + object.identity(), outcomes.size(), objects.size(), "objects"));
            SchemaOutcome outcome = applyObject(session, object);
            outcomes.add(outcome);
            context.report(new SchemaObjectApplied(context.clock().instant(), outcome));
        }
        context.report(new Progress("Schema", objects.size(), objects.size(), "objects"));
        return List.copyOf(outcomes);
    }

    private SchemaOutcome applyObject(Session session, SchemaObject object) {
        Verdict verdict = leftOut.beforehand(object)
                .map(reason -> new Verdict(Result.LEFT_OUT, reason))
                .orElseGet(() -> applyStatements(session, object));
        return new SchemaOutcome(
                object.kind(), object.identity(), verdict.result(), LeftOut.reportable(object), verdict.message());
    }

    /** The worst counts; when none is bad, what became of the first, which makes what the others then adjust. */
    private Verdict applyStatements(Session session, SchemaObject object) {
        Optional<Verdict> verdict = Optional.empty();
        for (String sql : toApply(object)) {
            Verdict next = applyStatement(session, object, sql);
            if (verdict.isEmpty() || (next.isBad() && !verdict.get().isBad())) {
                verdict = Optional.of(next);
            }
        }
        return verdict.orElse(new Verdict(Result.ALREADY_THERE, ""));
    }

    /** A trigger that somebody disabled on the target, so that it rests during the copy, is not set to fire again. */
    private List<String> toApply(SchemaObject object) {
        return object.kind().equals("TRIGGER") && resting.contains(object.identity())
                ? object.statements().stream()
                        .filter(sql -> StatementKind.of(sql) != StatementKind.SETS)
                        .toList()
                : object.statements();
    }

    private Verdict applyStatement(Session session, SchemaObject object, String sql) {
        StatementKind kind = StatementKind.of(sql);
        try {
            session.execute(sql.startsWith(TOLERANT_EXTENSION) ? sql.replaceFirst("IF NOT EXISTS ", "") : sql);
            createdSomething |= kind != StatementKind.SETS;
            return new Verdict(createdSomething ? Result.CREATED : Result.ALREADY_THERE, "");
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            if (kind.isThere(e.state())) {
                return new Verdict(Result.ALREADY_THERE, "");
            }
            return leftOut.afterwards(object, sql, e)
                    .map(reason -> new Verdict(Result.LEFT_OUT, reason))
                    .orElseGet(() -> new Verdict(Result.FAILED, String.valueOf(e.getMessage())));
        }
    }

    private record Verdict(Result result, String message) {
        boolean isBad() {
            return result == Result.FAILED || result == Result.LEFT_OUT;
        }
    }
}

package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SafetyEvent.Diagnosed;
import dev.planetfall.migration.watch.Examination;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;

/** Finds out why rows arrive slowly, in sessions of its own, and tells it. */
final class Examining {
    private Examining() {}

    /** Tells a diagnosis whatever happens: what could not be asked is one, too. */
    static Diagnosis tell(MigrationContext context) {
        Diagnosis found = examine(context);
        context.report(new Diagnosed(context.clock().instant(), found));
        return found;
    }

    private static Diagnosis examine(MigrationContext context) {
        Optional<ReplicationStatus> now = context.state().replication();
        if (now.isEmpty()) {
            return unknown(
                    context,
                    Messages.text("run.examining.replication-was-not-measured-yet"),
                    Messages.text("run.examining.ask-again-in-a-moment"));
        }
        try {
            return context.source()
                    .withSession(source ->
                            context.target().withSession(target -> examine(context, source, target, now.get())));
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            return unknown(
                    context,
                    Messages.text("run.examining.a-server-could-not-be", e.getMessage()),
                    Messages.text("run.examining.the-rows-may-flow-all"));
        }
    }

    private static Diagnosis examine(MigrationContext context, Session source, Session target, ReplicationStatus now) {
        source.execute(Measuring.PATIENCE);
        target.execute(Measuring.PATIENCE);
        return Examination.make(
                source,
                target,
                context.plan().names().subscription(),
                context.state(),
                now,
                context.clock(),
                context::pause);
    }

    private static Diagnosis unknown(MigrationContext context, String sentence, String advice) {
        return new Diagnosis(context.clock().instant(), "unknown", sentence, List.of(), advice);
    }
}

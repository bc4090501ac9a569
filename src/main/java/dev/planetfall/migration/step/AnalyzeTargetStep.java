package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;

/** Gives the target's planner its statistics while the application still uses the source, not while it waits. */
final class AnalyzeTargetStep implements Step {
    private static final String NEVER_ANALYZED = """
            SELECT schemaname, relname FROM pg_stat_user_tables
            WHERE last_analyze IS NULL AND last_autoanalyze IS NULL ORDER BY 1, 2
            """;

    @Override
    public String id() {
        return "analyze";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public String title() {
        return Messages.text("step.analyze-target.collect-statistics-on-planetscale");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return context.target()
                .withReadOnlySession(session -> waiting(context, session))
                .isEmpty();
    }

    @Override
    public void run(MigrationContext context) {
        Outage outage = new Outage();
        outage.outlive(
                context,
                new Progress(Messages.text("step.analyze-target.planetscale-went-away-this-goes"), 0, 0, "tables"),
                () -> context.target().useSession(session -> analyze(context, session, outage)));
    }

    private static void analyze(MigrationContext context, Session session, Outage outage) {
        session.execute("SET statement_timeout = 0");
        List<QualifiedName> tables = waiting(context, session);
        for (int i = 0; i < tables.size(); i++) {
            context.throwIfCancelled();
            context.report(new Progress("Analyzing " + tables.get(i), i, tables.size(), "tables"));
            session.execute("ANALYZE " + tables.get(i).quoted());
            outage.end();
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Statistics harm nobody and go with their tables.
    }

    private static List<QualifiedName> waiting(MigrationContext context, Session session) {
        return session.query(NEVER_ANALYZED, row -> row.qualifiedName("schemaname", "relname")).stream()
                .filter(table -> context.plan().scope().includes(table))
                .toList();
    }
}

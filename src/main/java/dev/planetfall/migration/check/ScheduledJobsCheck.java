package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Jobs that the source runs by itself: rows of extensions, which do not come along. Their commands are not shown, because
 * people write keys and passwords into them.
 */
final class ScheduledJobsCheck implements Check {
    /** Younger versions give a job a name; a person without rights over others sees their own jobs only. */
    private static final String CRON = """
            SELECT jobid || coalesce(' ' || (to_jsonb(job) ->> 'jobname'), '') AS job, schedule, active
            FROM cron.job ORDER BY jobid
            """;

    private static final String PARTMAN = """
            SELECT parent_table AS parent, partition_interval::text AS every
            FROM %s.part_config ORDER BY parent_table
            """;

    /** Jobs below 1,000 are the extension's own. */
    private static final String TIMESCALE = """
            SELECT job_id::text AS job, application_name AS application, schedule_interval::text AS every
            FROM timescaledb_information.jobs WHERE job_id >= 1000 ORDER BY job_id
            """;

    /** pg_cron keeps the jobs of all databases of a server in one of them. */
    private static final String ELSEWHERE = """
            SELECT setting AS database FROM pg_settings
            WHERE name = 'cron.database_name' AND setting <> current_database()
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "scheduled-jobs",
                Messages.text("check.scheduled-jobs.jobs-that-run-by-themselves"),
                CheckGroup.EXTENSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            List<String> jobs = jobs(session);
            Optional<String> elsewhere = session.queryFirst(ELSEWHERE, row -> row.text("database"));
            String hint = elsewhere
                    .map(database -> Messages.text("check.scheduled-jobs.the-servers-pg-cron-keeps", database))
                    .orElse("");
            return jobs.isEmpty() && elsewhere.isEmpty()
                    ? Finding.passed(id(), Messages.text("check.scheduled-jobs.no-extension-of-the-source"))
                    : Finding.note(
                                    id(),
                                    Messages.plural("check.scheduled-jobs.jobs-that-the-source-runs", jobs.size()),
                                    Messages.text("check.scheduled-jobs.make-each-anew-on-planetscale", hint))
                            .withDetails(jobs);
        }));
    }

    private static List<String> jobs(Session session) {
        List<String> jobs = new ArrayList<>();
        for (Extension extension : new Catalog(session).extensions()) {
            switch (extension.name().name()) {
                case "pg_cron" -> jobs.addAll(session.query(CRON, ScheduledJobsCheck::cron));
                case "pg_partman" ->
                    jobs.addAll(
                            session.query(PARTMAN.formatted(extension.schema().quoted()), ScheduledJobsCheck::partman));
                case "timescaledb" -> jobs.addAll(session.query(TIMESCALE, ScheduledJobsCheck::timescale));
                default -> {
                    // Other extensions run nothing by themselves.
                }
            }
        }
        return jobs;
    }

    private static String cron(Row row) {
        return Messages.text(
                row.flag("active") ? "check.scheduled-jobs.pg-cron-job" : "check.scheduled-jobs.pg-cron-job-turned-off",
                row.text("job"),
                row.text("schedule"));
    }

    private static String partman(Row row) {
        return Messages.text("check.scheduled-jobs.pg-partman", row.text("parent"), row.text("every"));
    }

    private static String timescale(Row row) {
        return Messages.text(
                "check.scheduled-jobs.timescaledb-job", row.text("job"), row.text("application"), row.text("every"));
    }
}

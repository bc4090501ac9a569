package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Side;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to do a migration by hand: statements for the servers of one plan, in the order in which they are run. Names of components are
 * names in the template.
 *
 * @param note why there are no chapters; empty when there are
 * @param missing what the statements leave out although they should not; empty when they do not
 */
record Runbook(
        String title,
        String migrationId,
        String createdAt,
        String programVersion,
        String note,
        String missing,
        List<Chapter> chapters) {
    /** What stands in the place of the passwords. */
    static final String SOURCE_PASSWORD = "SOURCE_PASSWORD";

    static final String TARGET_PASSWORD = "PLANETSCALE_PASSWORD";

    /** Where something is run. */
    enum Where {
        SHELL(Messages.text("report.runbook.in-a-shell")),
        SOURCE(Messages.text("report.runbook.on-the-source")),
        TARGET(Messages.text("report.runbook.on-planetscale"));

        private final String words;

        Where(String words) {
            this.words = words;
        }

        static Where on(Side side) {
            return side == Side.SOURCE ? SOURCE : TARGET;
        }

        String words() {
            return words;
        }
    }

    /** What the answer of a statement is for. */
    enum Answer {
        /** It says what it says. */
        READ(""),
        NO_ROWS(Messages.text("report.runbook.repeat-it-until-it-returns")),
        TRUE(Messages.text("report.runbook.repeat-it-until-it-says")),
        /** A column in capitals names what is put into a later statement. */
        NOTED(Messages.text("report.runbook.note-the-answer-put-it")),
        SCRIPT(Messages.text("report.runbook.its-rows-are-statements-to"));

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** @param words what it is for; may be empty */
    record Block(Where where, String words, String sql, Answer answer) {
        Block(Where where, String words, String sql) {
            this(where, words, sql, Answer.READ);
        }

        String place() {
            return where.words();
        }

        String afterwards() {
            return answer.words();
        }
    }

    record Chapter(String title, String words, List<Block> blocks) {
        Chapter {
            blocks = List.copyOf(blocks);
        }
    }

    static Runbook of(MigrationState state, Imprint imprint) {
        RunbookTables tables = RunbookTables.of(state);
        List<Chapter> chapters = state.plan()
                .map(plan -> chapters(new RunbookSql(plan, tables, RunbookVersions.of(state))))
                .orElse(List.of());
        return new Runbook(
                state.plan()
                        .map(MigrationPlan::name)
                        .orElse(Messages.text("report.runbook.no-migration-was-planned-yet")),
                state.plan().map(MigrationPlan::id).orElse(""),
                ReportPage.MOMENT.format(imprint.createdAt()),
                imprint.programVersion(),
                chapters.isEmpty() ? Messages.text("report.runbook.the-tables-are-not-known") : "",
                unnamed(tables),
                chapters);
    }

    private static String unnamed(RunbookTables tables) {
        return tables.unnamed().isEmpty()
                ? ""
                : Messages.text("report.runbook.these-tables-are-missing-in", String.join(", ", tables.unnamed()));
    }

    private static List<Chapter> chapters(RunbookSql sql) {
        if (sql.tables().isEmpty()) {
            return List.of();
        }
        RunbookCutover cutover = new RunbookCutover(sql);
        if (!sql.plan().method().replicates()) {
            return Stream.of(
                            sql.plan().method().stopsWriters() ? List.of(cutover.freeze()) : List.<Chapter>of(),
                            List.of(RunbookCopy.dump(sql), cutover.compare()),
                            sql.plan().method().stopsWriters() ? List.of(cutover.letGo()) : List.<Chapter>of())
                    .flatMap(List::stream)
                    .toList();
        }
        RunbookReturn back = new RunbookReturn(sql);
        return List.of(
                RunbookCopy.schema(sql),
                RunbookCopy.replicate(sql),
                cutover.freeze(),
                cutover.prove(),
                cutover.finish(),
                cutover.compare(),
                back.arm(),
                back.rollBack(),
                cutover.letGo(),
                back.cleanUp());
    }
}

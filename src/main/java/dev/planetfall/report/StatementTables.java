package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StatementEntry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The statements that were sent, server by server. */
final class StatementTables {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private StatementTables() {}

    /** @param counts in a sentence */
    record ServerRows(String server, String counts, List<StatementRow> changes, List<QuestionRow> questions) {}

    /**
     * @param until when it was sent last; empty where it was sent once
     * @param times how often; empty where it was once
     */
    record StatementRow(
            String at,
            String until,
            String phase,
            String sql,
            String times,
            String took,
            String longest,
            String rows,
            String error) {}

    record QuestionRow(String phase, String count, String took, String longest, String error) {}

    /** Servers to which nothing was sent are left out. */
    static List<ServerRows> of(List<StatementEntry> entries, Method method) {
        return Stream.of(Side.SOURCE, Side.TARGET)
                .map(side -> server(
                        side,
                        entries.stream()
                                .filter(entry -> entry.server().equals(side.id()))
                                .toList(),
                        method))
                .filter(rows -> !rows.changes().isEmpty() || !rows.questions().isEmpty())
                .toList();
    }

    private static ServerRows server(Side side, List<StatementEntry> entries, Method method) {
        List<StatementEntry> changes = entries.stream()
                .filter(entry -> entry.kind() != StatementEntry.Kind.QUESTIONS)
                .toList();
        List<StatementEntry> questions = entries.stream()
                .filter(entry -> entry.kind() == StatementEntry.Kind.QUESTIONS)
                .toList();
        return new ServerRows(
                Messages.text("report.statement-tables.on", side.named()),
                Messages.text(
                        "report.statement-tables.and",
                        Messages.plural("count.statement", count(changes)),
                        Messages.plural("count.question", count(questions))),
                changes.stream().map(entry -> change(entry, method)).toList(),
                questions.stream().map(entry -> question(entry, method)).toList());
    }

    private static StatementRow change(StatementEntry entry, Method method) {
        boolean isOne = entry.count() == 1;
        return new StatementRow(
                MOMENT.format(entry.first()),
                isOne ? "" : MOMENT.format(entry.last()),
                entry.phase().title(method),
                entry.sql().isEmpty()
                        ? Messages.text("report.statement-tables.others-which-are-too-many")
                        : entry.sql(),
                isOne ? "" : Quantities.count(entry.count()),
                Quantities.duration(entry.total()),
                isOne ? "" : Quantities.duration(entry.longest()),
                entry.rows() == 0 ? "" : Quantities.count(entry.rows()),
                error(entry));
    }

    private static QuestionRow question(StatementEntry entry, Method method) {
        return new QuestionRow(
                entry.phase().title(method),
                Quantities.count(entry.count()),
                Quantities.duration(entry.total()),
                Quantities.duration(entry.longest()),
                error(entry));
    }

    private static String error(StatementEntry entry) {
        if (entry.failures() == 0) {
            return "";
        }
        return entry.count() == 1
                ? entry.error()
                : Messages.plural("report.statement-tables.refused-times-at-last", entry.failures(), entry.error());
    }

    private static long count(List<StatementEntry> entries) {
        return entries.stream().mapToLong(StatementEntry::count).sum();
    }
}

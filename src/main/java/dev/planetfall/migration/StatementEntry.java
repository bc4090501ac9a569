package dev.planetfall.migration;

import dev.planetfall.migration.MigrationEvent.StatementSent;
import java.time.Duration;
import java.time.Instant;

/**
 * A statement as it is remembered: once, however often it was sent to a server in a phase. It holds no value of a row and no
 * secret.
 *
 * @param server as {@link Side#label} names it
 * @param sql of a change; empty where many statements are one entry
 * @param first when it was sent first
 * @param last when it was sent last
 * @param rows returned or changed, all together
 * @param total time that all of them took
 * @param longest time that one of them took
 * @param failures how many of them the server refused
 * @param error the server's words at the last failure; empty without one
 */
public record StatementEntry(
        String server,
        Phase phase,
        Kind kind,
        String sql,
        Instant first,
        Instant last,
        long count,
        long rows,
        Duration total,
        Duration longest,
        long failures,
        String error) {

    /** What an entry stands for. */
    public enum Kind {
        /** A statement that changed something. */
        CHANGE,
        /** Everything that only asked or set its own session. */
        QUESTIONS,
        /** Changes of too many kinds to be told one by one. */
        OTHER_CHANGES
    }

    /** @param phase that was started last when it was sent */
    public static StatementEntry of(StatementSent sent, Phase phase) {
        String told = ToldStatement.of(sent.sql()).orElse("");
        return new StatementEntry(
                sent.server(),
                phase,
                told.isEmpty() ? Kind.QUESTIONS : Kind.CHANGE,
                told,
                sent.at(),
                sent.at(),
                1,
                sent.rows(),
                sent.took(),
                sent.took(),
                sent.error().isPresent() ? 1 : 0,
                sent.error().map(said -> ToldStatement.error(sent.sql(), said)).orElse(""));
    }

    /** This entry and a later one of the same key as one. */
    StatementEntry with(StatementEntry later) {
        return new StatementEntry(
                server,
                phase,
                kind,
                sql,
                first.isBefore(later.first) ? first : later.first,
                last.isAfter(later.last) ? last : later.last,
                count + later.count,
                rows + later.rows,
                total.plus(later.total),
                longest.compareTo(later.longest) > 0 ? longest : later.longest,
                failures + later.failures,
                later.error.isEmpty() ? error : later.error);
    }

    /** As one of those that are not told one by one. */
    StatementEntry untold() {
        return new StatementEntry(
                server, phase, Kind.OTHER_CHANGES, "", first, last, count, rows, total, longest, failures, error);
    }

    public Key key() {
        return new Key(server, phase, kind, sql);
    }

    /** Entries of the same key are one. */
    public record Key(String server, Phase phase, Kind kind, String sql) {}
}

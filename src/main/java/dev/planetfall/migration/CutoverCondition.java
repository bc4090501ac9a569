package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that must be so before writes are frozen, the same for the window and the cutover's own steps.
 *
 * @param title what must be so
 * @param detail what was measured
 */
public record CutoverCondition(String title, String detail, Standing standing) {
    private static final String TABLES = Messages.text("migration.cutover-condition.every-table-is-live");
    private static final String SUBSCRIPTION =
            Messages.text("migration.cutover-condition.replication-runs-without-errors");

    /** Whether it is so. */
    public enum Standing {
        READY(Messages.text("migration.cutover-condition.ready")),
        /** Does not stop the cutover, but should be looked at first. */
        LOOK(Messages.text("migration.cutover-condition.look-first")),
        BLOCKED(Messages.text("migration.cutover-condition.not-ready"));

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** All conditions, as the state tells them. What was not measured is not ready. */
    public static List<CutoverCondition> of(MigrationState state) {
        return Stream.of(
                        List.of(schema(state), objects(state), drift(state)),
                        ofRows(state),
                        List.of(comparison(state), sequences(state)),
                        CutoverSafety.of(state),
                        views(state))
                .flatMap(List::stream)
                .toList();
    }

    /** Whether nothing speaks against cutting over. */
    public static boolean allReady(List<CutoverCondition> conditions) {
        return conditions.stream().noneMatch(condition -> condition.standing == Standing.BLOCKED);
    }

    private static CutoverCondition schema(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.the-schema-is-on-planetscale");
        int failed = state.outcomes().failures();
        if (!state.isDone(Phase.SCHEMA)) {
            return blocked(title, Messages.text("migration.cutover-condition.copy-it-on-the-schema"));
        }
        if (failed > 0) {
            return new CutoverCondition(
                    title,
                    Messages.plural("migration.cutover-condition.objects-failed-see-the-schema", failed),
                    Standing.LOOK);
        }
        int made = state.outcomes().size();
        return ready(
                title,
                made == 0
                        ? Messages.text("migration.cutover-condition.it-was-there-already")
                        : Messages.plural("migration.cutover-condition.objects-none-failed", made));
    }

    /** What the copy held back is made before writes are stopped: building an index meanwhile would prolong that. */
    private static CutoverCondition objects(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.every-index-and-key-is");
        int waiting = state.outcomes().count(SchemaOutcome.Result.HELD_BACK);
        if (!state.isDone(Phase.REPLICATE)) {
            return blocked(title, Messages.text("migration.cutover-condition.the-last-ones-are-built", page(state)));
        }
        return waiting > 0
                ? blocked(
                        title,
                        Messages.plural("migration.cutover-condition.objects-not-yet-run-to", waiting, page(state)))
                : ready(title, Messages.text("migration.cutover-condition.none-is-held-back-any"));
    }

    private static String page(MigrationState state) {
        return Phase.REPLICATE.title(state.method());
    }

    private static CutoverCondition drift(MigrationState state) {
        String title = Messages.text(
                "migration.cutover-condition.the-schemas-of-both-servers",
                state.outcomes().exceptions());
        String again = Messages.text(
                state.method().replicates()
                        ? "migration.cutover-condition.they-are-compared-again-before"
                        : "migration.cutover-condition.they-are-compared-again-before-planetscale");
        long apart = state.drift().map(known -> known.sentences().size()).orElse(0);
        if (apart > 0) {
            return blocked(
                    title, Messages.plural("migration.cutover-condition.differences-see-the-page", apart, page(state)));
        }
        if (state.driftProblem().isPresent()) {
            return new CutoverCondition(title, state.driftProblem().get() + " " + again + ".", Standing.LOOK);
        }
        return state.drift()
                .map(agreed -> ready(title, again))
                .orElseGet(() -> blocked(
                        title,
                        state.isUnderWay()
                                ? Messages.text("migration.cutover-condition.being-compared")
                                : Messages.text(
                                        state.method().replicates()
                                                ? "migration.cutover-condition.start-replication-on-the-replicate"
                                                : "migration.cutover-condition.copy-the-rows-first")));
    }

    /**
     * What must be so of replication, of which one measurement tells.
     *
     * @param follower which takes the changes
     */
    public static List<CutoverCondition> ofReplication(ReplicationStatus now, Side follower) {
        return List.of(tables(now), lag(now, follower), subscription(now));
    }

    private static String lagTitle(Side follower) {
        return Messages.text(
                "migration.cutover-condition.is-at-most-s-behind",
                follower.first(),
                ReplicationStatus.SMALL_LAG.toSeconds());
    }

    private static List<CutoverCondition> ofRows(MigrationState state) {
        return switch (state.method()) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY -> ofReplication(state);
            case DUMP_AND_RESTORE -> List.of(rows(state), standstill(state));
            case STALE_COPY ->
                List.of(
                        rows(state),
                        ready(
                                Messages.text("migration.cutover-condition.later-writes-stay-behind"),
                                Messages.text("migration.cutover-condition.that-is-this-methods-price")));
        };
    }

    private static CutoverCondition rows(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.all-rows-are-on-planetscale");
        return state.isDone(Phase.REPLICATE)
                ? ready(title, Messages.text("migration.cutover-condition.copied-as-they-were-at"))
                : blocked(title, Messages.text("migration.cutover-condition.copy-them-on-the-copy"));
    }

    private static CutoverCondition standstill(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.writes-have-been-stopped-since");
        return state.writesFrozen()
                ? ready(title, Messages.text("migration.cutover-condition.looked-at-again-before-the"))
                : blocked(title, Messages.text("migration.cutover-condition.copy-the-rows-again-that"));
    }

    private static List<CutoverCondition> ofReplication(MigrationState state) {
        return state.replication()
                .filter(now -> state.monitorProblem().isEmpty())
                .map(now -> List.of(
                        tables(now),
                        watched(lag(now, state.publisher().other()), state.history()),
                        unlessRefused(subscription(now), state)))
                .orElseGet(() -> Stream.of(TABLES, lagTitle(state.publisher().other()), SUBSCRIPTION)
                        .map(title -> unmeasured(title, state))
                        .toList());
    }

    private static CutoverCondition tables(ReplicationStatus now) {
        long live = now.tablesIn(TableCopy.State.READY);
        String detail = Messages.plural(
                "migration.cutover-condition.of-tables", now.tables().size(), live);
        return now.allTablesLive() && live > 0 ? ready(TABLES, detail) : blocked(TABLES, detail);
    }

    private static CutoverCondition lag(ReplicationStatus now, Side follower) {
        String detail = now.lagTime()
                .map(Quantities::duration)
                .orElse(Messages.text("migration.cutover-condition.no-heartbeat-yet"));
        return now.isLagSmall() ? ready(lagTitle(follower), detail) : blocked(lagTitle(follower), detail);
    }

    private static CutoverCondition watched(CutoverCondition lag, ReplicationHistory history) {
        return LagTrend.growth(history)
                .filter(growth -> lag.standing == Standing.READY)
                .map(growth -> new CutoverCondition(
                        lag.title,
                        Messages.text(
                                "migration.cutover-condition.but-it-grew-by-within",
                                lag.detail,
                                Quantities.duration(growth)),
                        Standing.LOOK))
                .orElse(lag);
    }

    private static CutoverCondition subscription(ReplicationStatus now) {
        long errors = now.errors();
        if (!now.enabled()) {
            return blocked(SUBSCRIPTION, Messages.text("migration.cutover-condition.it-has-stopped-see-the"));
        }
        return ready(
                SUBSCRIPTION,
                errors > 0
                        ? Messages.plural("migration.cutover-condition.it-got-over-errors", errors)
                        : Messages.text("migration.cutover-condition.no-errors-since-it-was"));
    }

    /** What was tried again with success is over; what is refused again and again is not. */
    private static CutoverCondition unlessRefused(CutoverCondition subscription, MigrationState state) {
        return state.safety().alarms().stream()
                .filter(alarm -> alarm.id().equals("refused"))
                .findFirst()
                .map(alarm -> new CutoverCondition(SUBSCRIPTION, alarm.sentence(), Standing.LOOK))
                .filter(refused -> subscription.standing() == Standing.READY)
                .orElse(subscription);
    }

    private static CutoverCondition comparison(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.the-rows-were-compared");
        if (!state.isDone(Phase.VERIFY)) {
            return blocked(title, Messages.text("migration.cutover-condition.compare-them-on-the-verify"));
        }
        if (state.isComparisonSkipped()) {
            return new CutoverCondition(
                    title, Messages.text("migration.cutover-condition.you-went-on-without-what"), Standing.LOOK);
        }
        // Also what a cutover proved that failed for it: trying again must not hide it.
        long differ = state.verification()
                .map(known -> known.count(TableComparison.Verdict.DIFFERS))
                .orElse(0L);
        if (!state.method().stopsWriters()) {
            return ready(title, Messages.text("migration.cutover-condition.without-stopping-writes-there-is"));
        }
        return differ > 0
                ? new CutoverCondition(
                        title,
                        Messages.plural("migration.cutover-condition.tables-differ-see-the-verify", differ),
                        Standing.LOOK)
                : ready(
                        title,
                        Messages.text(
                                switch (state.lastComparison()) {
                                    case ROWS -> "migration.cutover-condition.once-more-while-writes-are";
                                    case COUNTS -> "migration.cutover-condition.once-more-by-number";
                                    case NOTHING -> "migration.cutover-condition.not-once-more";
                                }));
    }

    private static CutoverCondition sequences(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.the-sequences-are-ahead");
        return state.isDone(Phase.SEQUENCES)
                ? ready(
                        title,
                        Messages.plural("count.sequence", state.sequences().size()))
                : blocked(title, Messages.text("migration.cutover-condition.advance-them-on-the-sequences"));
    }

    /** What the refresh will take is known from the last one. */
    private static List<CutoverCondition> views(MigrationState state) {
        String title = Messages.text("migration.cutover-condition.the-materialized-views-can-be");
        List<String> failed = state.views().stream()
                .filter(ViewRefresh::failed)
                .map(view -> view.view().toString())
                .toList();
        if (!failed.isEmpty()) {
            return List.of(new CutoverCondition(
                    title,
                    Messages.text("migration.cutover-condition.could-not-be-see-the", String.join(", ", failed)),
                    Standing.LOOK));
        }
        Duration took = state.views().stream().map(ViewRefresh::took).reduce(Duration.ZERO, Duration::plus);
        return state.views().isEmpty()
                ? List.of()
                : List.of(ready(
                        title,
                        Messages.text(
                                "migration.cutover-condition.their-refresh-prolongs-the-cutover",
                                Quantities.duration(took))));
    }

    static CutoverCondition ready(String title, String detail) {
        return new CutoverCondition(title, detail, Standing.READY);
    }

    static CutoverCondition blocked(String title, String detail) {
        return new CutoverCondition(title, detail, Standing.BLOCKED);
    }

    private static CutoverCondition unmeasured(String title, MigrationState state) {
        return blocked(
                title,
                state.monitorProblem()
                        .map(problem -> Messages.text("migration.cutover-condition.could-not-be-measured", problem))
                        .orElse(Messages.text(
                                state.mayHoldSlot()
                                        ? "migration.cutover-condition.being-measured"
                                        : "migration.cutover-condition.start-it-on-the-replicate")));
    }
}

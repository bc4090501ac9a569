package dev.planetfall.migration;

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
    private static final String TABLES = "Every table is live";
    private static final String SUBSCRIPTION = "Replication runs without errors";

    /** Whether it is so. */
    public enum Standing {
        READY("Ready"),
        /** Does not stop the cutover, but should be looked at first. */
        LOOK("Look first"),
        BLOCKED("Not ready");

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
        String title = "The schema is on PlanetScale";
        int failed = state.outcomes().failures();
        if (!state.isDone(Phase.SCHEMA)) {
            return blocked(title, "Copy it on the Schema page.");
        }
        if (failed > 0) {
            return new CutoverCondition(
                    title, Quantities.count(failed, "object") + " failed: see the Schema page.", Standing.LOOK);
        }
        int made = state.outcomes().size();
        return ready(title, made == 0 ? "It was there already" : Quantities.count(made, "object") + ", none failed");
    }

    /** What the copy held back is made before writes are stopped: building an index meanwhile would prolong that. */
    private static CutoverCondition objects(MigrationState state) {
        String title = "Every index and key is built";
        int waiting = state.outcomes().count(SchemaOutcome.Result.HELD_BACK);
        if (!state.isDone(Phase.REPLICATE)) {
            return blocked(title, "The last ones are built on the " + page(state) + " page.");
        }
        return waiting > 0
                ? blocked(title, Quantities.count(waiting, "object") + " not yet: run " + page(state) + " to its end.")
                : ready(title, "None is held back any more");
    }

    private static String page(MigrationState state) {
        return Phase.REPLICATE.title(state.method());
    }

    private static CutoverCondition drift(MigrationState state) {
        String title = "The schemas of both servers agree" + state.outcomes().exceptions();
        String again = "They are compared again before "
                + (state.method().replicates() ? "writes are stopped" : "PlanetScale takes over");
        long apart = state.drift().map(known -> known.sentences().size()).orElse(0);
        if (apart > 0) {
            return blocked(title, Quantities.count(apart, "difference") + ": see the " + page(state) + " page.");
        }
        if (state.driftProblem().isPresent()) {
            return new CutoverCondition(title, state.driftProblem().get() + " " + again + ".", Standing.LOOK);
        }
        return state.drift()
                .map(agreed -> ready(title, again))
                .orElseGet(() -> blocked(
                        title,
                        state.isUnderWay()
                                ? "Being compared"
                                : state.method().replicates()
                                        ? "Start replication on the Replicate page."
                                        : "Copy the rows first."));
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
        return follower.first() + " is at most " + ReplicationStatus.SMALL_LAG.toSeconds() + " s behind";
    }

    private static List<CutoverCondition> ofRows(MigrationState state) {
        return switch (state.method()) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY -> ofReplication(state);
            case DUMP_AND_RESTORE -> List.of(rows(state), standstill(state));
            case STALE_COPY -> List.of(rows(state), ready("Later writes stay behind", "That is this method's price"));
        };
    }

    private static CutoverCondition rows(MigrationState state) {
        String title = "All rows are on PlanetScale";
        return state.isDone(Phase.REPLICATE)
                ? ready(title, "Copied as they were at one moment")
                : blocked(title, "Copy them on the Copy rows page.");
    }

    private static CutoverCondition standstill(MigrationState state) {
        String title = "Writes have been stopped since the copy";
        return state.writesFrozen()
                ? ready(title, "Looked at again before the target takes over")
                : blocked(title, "Copy the rows again: that stops writes.");
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
        String detail = live + " of " + Quantities.count(now.tables().size(), "table");
        return now.allTablesLive() && live > 0 ? ready(TABLES, detail) : blocked(TABLES, detail);
    }

    private static CutoverCondition lag(ReplicationStatus now, Side follower) {
        String detail = now.lagTime().map(Quantities::duration).orElse("no heartbeat yet");
        return now.isLagSmall() ? ready(lagTitle(follower), detail) : blocked(lagTitle(follower), detail);
    }

    private static CutoverCondition watched(CutoverCondition lag, ReplicationHistory history) {
        return LagTrend.growth(history)
                .filter(growth -> lag.standing == Standing.READY)
                .map(growth -> new CutoverCondition(
                        lag.title,
                        lag.detail + ", but it grew by " + Quantities.duration(growth) + " within the last minute.",
                        Standing.LOOK))
                .orElse(lag);
    }

    private static CutoverCondition subscription(ReplicationStatus now) {
        long errors = now.errors();
        if (!now.enabled()) {
            return blocked(SUBSCRIPTION, "It has stopped: see the Replicate page.");
        }
        return ready(
                SUBSCRIPTION,
                errors > 0
                        ? "It got over " + Quantities.count(errors, "error") + " since it was made"
                        : "No errors since it was made");
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
        String title = "The rows were compared";
        if (!state.isDone(Phase.VERIFY)) {
            return blocked(title, "Compare them on the Verify page.");
        }
        if (state.isComparisonSkipped()) {
            return new CutoverCondition(
                    title, "You went on without. What is wrong is only found while writes are stopped.", Standing.LOOK);
        }
        long differ = state.verification()
                .filter(known -> !known.whileFrozen())
                .map(known -> known.count(TableComparison.Verdict.DIFFERS))
                .orElse(0L);
        if (!state.method().stopsWriters()) {
            return ready(title, "Without stopping writes there is no proof");
        }
        return differ > 0
                ? new CutoverCondition(
                        title,
                        Quantities.count(differ, "table differs", "tables differ") + ": see the Verify page.",
                        Standing.LOOK)
                : ready(title, "Once more while writes are frozen");
    }

    private static CutoverCondition sequences(MigrationState state) {
        String title = "The sequences are ahead";
        return state.isDone(Phase.SEQUENCES)
                ? ready(title, Quantities.count(state.sequences().size(), "sequence"))
                : blocked(title, "Advance them on the Sequences page.");
    }

    /** What the refresh will take is known from the last one. */
    private static List<CutoverCondition> views(MigrationState state) {
        String title = "The materialized views can be filled";
        List<String> failed = state.views().stream()
                .filter(ViewRefresh::failed)
                .map(view -> view.view().toString())
                .toList();
        if (!failed.isEmpty()) {
            return List.of(new CutoverCondition(
                    title, "Could not be: " + String.join(", ", failed) + ". See the Verify page.", Standing.LOOK));
        }
        Duration took = state.views().stream().map(ViewRefresh::took).reduce(Duration.ZERO, Duration::plus);
        return state.views().isEmpty()
                ? List.of()
                : List.of(ready(title, "Their refresh prolongs the cutover by about " + Quantities.duration(took)));
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
                        .map(problem -> "Could not be measured: " + problem)
                        .orElse(state.mayHoldSlot() ? "Being measured" : "Start it on the Replicate page."));
    }
}

package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.util.List;

/**
 * One thing that must be so before writes are frozen.
 *
 * @param title what must be so
 * @param detail what was measured
 */
record CutoverCondition(String title, String detail, Standing standing) {
    /** Whether it is so. */
    enum Standing {
        READY("Ready"),
        /** Does not stop the cutover, but should be looked at first. */
        LOOK("Look first"),
        BLOCKED("Not ready");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** All conditions, as the state tells them. What was not measured is not ready. */
    static List<CutoverCondition> of(MigrationState state) {
        return List.of(
                schema(state),
                drift(state),
                tables(state),
                lag(state),
                subscription(state),
                comparison(state),
                sequences(state));
    }

    /** Whether nothing speaks against cutting over. */
    static boolean allReady(List<CutoverCondition> conditions) {
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

    private static CutoverCondition drift(MigrationState state) {
        String title = "The schemas of both servers agree";
        long apart = state.drift().map(known -> known.sentences().size()).orElse(0);
        if (apart > 0) {
            return blocked(title, Quantities.count(apart, "difference") + ": see the Replicate page.");
        }
        if (state.driftProblem().isPresent()) {
            return new CutoverCondition(
                    title,
                    state.driftProblem().get() + " They are compared again before writes are stopped.",
                    Standing.LOOK);
        }
        return state.drift()
                .map(agreed -> ready(title, "They are compared again before writes are stopped"))
                .orElseGet(() -> blocked(
                        title, state.mayHoldSlot() ? "Being compared" : "Start replication on the Replicate page."));
    }

    private static CutoverCondition tables(MigrationState state) {
        String title = "Every table is live";
        return state.replication()
                .filter(now -> state.monitorProblem().isEmpty())
                .map(now -> {
                    long live = now.tablesIn(TableCopy.State.READY);
                    String detail =
                            live + " of " + Quantities.count(now.tables().size(), "table");
                    return now.allTablesLive() && live > 0 ? ready(title, detail) : blocked(title, detail);
                })
                .orElseGet(() -> unmeasured(title, state));
    }

    private static CutoverCondition lag(MigrationState state) {
        String title = "PlanetScale is at most " + ReplicationSummary.SMALL_LAG.toSeconds() + " s behind";
        return state.replication()
                .filter(now -> state.monitorProblem().isEmpty())
                .map(now -> {
                    String detail = now.lagTime().map(Quantities::duration).orElse("no heartbeat yet");
                    return ReplicationSummary.isLagSmall(now) ? ready(title, detail) : blocked(title, detail);
                })
                .orElseGet(() -> unmeasured(title, state));
    }

    private static CutoverCondition subscription(MigrationState state) {
        String title = "Replication runs without errors";
        return state.replication()
                .filter(now -> state.monitorProblem().isEmpty())
                .map(now -> subscription(title, now))
                .orElseGet(() -> unmeasured(title, state));
    }

    private static CutoverCondition subscription(String title, ReplicationStatus now) {
        long errors = now.applyErrors() + now.copyErrors();
        if (!now.enabled()) {
            return blocked(title, "It has stopped: see the Replicate page.");
        }
        return errors > 0
                ? new CutoverCondition(
                        title,
                        "It runs, after " + Quantities.count(errors, "error") + " since it was made.",
                        Standing.LOOK)
                : ready(title, "No errors since it was made");
    }

    private static CutoverCondition comparison(MigrationState state) {
        String title = "A trial comparison was made";
        return state.isDone(Phase.VERIFY)
                ? ready(title, "The proof follows while writes are frozen")
                : blocked(title, "Compare row counts on the Verify page.");
    }

    private static CutoverCondition sequences(MigrationState state) {
        String title = "The sequences are ahead";
        return state.isDone(Phase.SEQUENCES)
                ? ready(title, Quantities.count(state.sequences().size(), "sequence"))
                : blocked(title, "Advance them on the Sequences page.");
    }

    private static CutoverCondition ready(String title, String detail) {
        return new CutoverCondition(title, detail, Standing.READY);
    }

    private static CutoverCondition blocked(String title, String detail) {
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

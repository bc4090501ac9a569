package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import java.util.List;

/**
 * What the cutover does, by method.
 *
 * @param confirmation what a person agrees to
 * @param course what happens, in order
 */
record CutOverWords(String happens, String changes, String confirmation, List<String> course) {
    private static final String LATE = Messages.text("page.cut-over.unlogged-tables-and-changed-large");
    private static final String COMPARED = Messages.text("page.cut-over.the-rows-of-all-tables");

    /** @param patience how long writes stay stopped at most, as people read it */
    static CutOverWords of(Method method, String patience) {
        return switch (method) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY -> replicated(patience);
            case DUMP_AND_RESTORE -> dumped();
            case STALE_COPY -> stale();
        };
    }

    private static CutOverWords replicated(String patience) {
        return new CutOverWords(
                Messages.text("page.cut-over.stops-writes-on-the-source"),
                Messages.text("page.cut-over.the-source-becomes-read-only"),
                Messages.text("page.cut-over.my-application-may-stop-writing"),
                List.of(
                        Messages.text("page.cut-over.1-the-two-schemas-are-compared-once"),
                        Messages.text("page.cut-over.2-a-last-marker-row"),
                        "3. " + LATE,
                        "4. " + COMPARED,
                        Messages.text("page.cut-over.a-program-that-asks-for"),
                        Messages.text("page.cut-over.if-a-step-fails-or", patience)));
    }

    private static CutOverWords dumped() {
        return new CutOverWords(
                Messages.text("page.cut-over.hands-over-to-planetscale-which"),
                Messages.text("page.cut-over.the-source-stays-read-only"),
                Messages.text("page.cut-over.my-application-may-change-over"),
                List.of(
                        Messages.text("page.cut-over.1-the-two-schemas-are-compared"),
                        "2. " + LATE,
                        "3. " + COMPARED,
                        Messages.text("page.cut-over.if-a-step-fails-the")));
    }

    private static CutOverWords stale() {
        return new CutOverWords(
                Messages.text("page.cut-over.makes-planetscale-ready-with-the"),
                Messages.text("page.cut-over.nothing-is-changed-on-the"),
                Messages.text("page.cut-over.rows-written-after-the-copy"),
                List.of(
                        Messages.text("page.cut-over.1-the-two-schemas-are"),
                        "2. " + LATE,
                        Messages.text("page.cut-over.3-the-rows-of-all")));
    }
}

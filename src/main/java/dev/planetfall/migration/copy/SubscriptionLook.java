package dev.planetfall.migration.copy;

import dev.planetfall.migration.TableCopy;
import java.util.List;

/**
 * What the monitor wants to know of the subscription, in one statement.
 *
 * @param applyErrors since it was made; 0 before version 15, which does not count them
 * @param hasMarker whether the target has the table that heartbeats travel in
 * @param tables in scope, by name
 */
record SubscriptionLook(boolean enabled, long applyErrors, long copyErrors, boolean hasMarker, List<TableCopy> tables) {
    /** Before it is made nothing is wrong with it. */
    static SubscriptionLook notYet(List<TableCopy> tables) {
        return new SubscriptionLook(true, 0, 0, false, tables);
    }

    long errors() {
        return applyErrors + copyErrors;
    }
}

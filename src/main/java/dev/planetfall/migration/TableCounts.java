package dev.planetfall.migration;

import java.util.List;

/** How many tables are in each {@link TableCopy.State}. */
public record TableCounts(long waiting, long copying, long copied, long catchingUp, long live) {
    static TableCounts of(ReplicationStatus status) {
        return new TableCounts(
                status.tablesIn(TableCopy.State.WAITING),
                status.tablesIn(TableCopy.State.COPYING),
                status.tablesIn(TableCopy.State.COPIED),
                status.tablesIn(TableCopy.State.CATCHING_UP),
                status.tablesIn(TableCopy.State.READY));
    }

    public long in(TableCopy.State state) {
        return switch (state) {
            case WAITING -> waiting;
            case COPYING -> copying;
            case COPIED -> copied;
            case CATCHING_UP -> catchingUp;
            case READY -> live;
        };
    }

    public long all() {
        return List.of(TableCopy.State.values()).stream().mapToLong(this::in).sum();
    }
}

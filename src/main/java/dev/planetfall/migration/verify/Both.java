package dev.planetfall.migration.verify;

import dev.planetfall.migration.Side;

/** The same thing of both servers. */
record Both<T>(T source, T target) {
    T on(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    boolean areEqual() {
        return source.equals(target);
    }
}

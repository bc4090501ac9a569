package dev.planetfall.migration.check;

import java.util.List;

/** Every check, in the order in which people read them. */
public final class Checks {
    public static final List<Check> ALL = List.of();

    private Checks() {}
}

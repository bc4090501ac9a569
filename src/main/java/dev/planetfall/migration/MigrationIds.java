package dev.planetfall.migration;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Ids for new migrations: the moment they began, which sorts, reads well, and suits a slot's name. */
public final class MigrationIds {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private MigrationIds() {}

    public static String next(Clock clock) {
        return FORM.format(clock.instant());
    }
}

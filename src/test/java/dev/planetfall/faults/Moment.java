package dev.planetfall.faults;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import java.util.EnumSet;

/** When in a cutover, or while it is rolled back, a fault strikes. */
enum Moment {
    PREPARING("the way back is being prepared", false, Sign.BEGAN, "prepare-way-back"),
    FREEZING("writers of the source are being stopped", false, Sign.SAID, "SET default_transaction_read_only = on"),
    DRAINING("the last changes arrive", false, Sign.BEGAN, "drain"),
    SETTING_SEQUENCES("sequences are set", false, Sign.BEGAN, "set-sequences"),
    ARMING("replication is being turned round", false, Sign.SAID, "pg_replication_slot_advance"),
    ARMED("replication was turned round", false, Sign.ENDED, "arm-way-back"),
    HANDED_OVER("PlanetScale was declared ready", false, Sign.TOLD, "TargetReady"),
    FOLLOWING("the source follows PlanetScale", true, Sign.TOLD, "nothing"),
    BACK_PREPARING("replication to PlanetScale is being prepared", true, Sign.BEGAN, "back-prepare-way-back"),
    BACK_FREEZING(
            "writers of PlanetScale are being stopped", true, Sign.SAID, "SET default_transaction_read_only = on"),
    BACK_DRAINING("the last changes come back", true, Sign.BEGAN, "back-drain"),
    BACK_SETTING_SEQUENCES("the source's sequences are set", true, Sign.BEGAN, "back-set-sequences"),
    BACK_ARMING("replication is being turned back", true, Sign.SAID, "pg_replication_slot_advance"),
    BACK_ARMED("replication was turned back", true, Sign.ENDED, "back-arm-way-back"),
    HANDED_BACK("the source was declared ready", true, Sign.TOLD, "RolledBack");

    private final String words;
    private final boolean back;
    private final Sign sign;
    private final String what;

    Moment(String words, boolean back, Sign sign, String what) {
        this.words = words;
        this.back = back;
        this.sign = sign;
        this.what = what;
    }

    /** By what a moment is known. */
    private enum Sign {
        /** A statement with these words. */
        SAID,
        BEGAN,
        ENDED,
        /** An event of this name. */
        TOLD
    }

    /** Whether it is after a cutover that succeeded. */
    boolean isAfterCutover() {
        return back;
    }

    /** Whether it is the source that follows PlanetScale then. */
    boolean isTurnedRound() {
        return EnumSet.range(ARMED, BACK_ARMING).contains(this);
    }

    /** Whether it has come when this is told. */
    boolean comesWith(MigrationEvent event) {
        return switch (sign) {
            case SAID -> event instanceof StatementSent sent && sent.sql().contains(what);
            case BEGAN ->
                event instanceof StepStarted started && started.stepId().equals(what);
            case ENDED -> event instanceof StepFinished ended && ended.stepId().equals(what);
            case TOLD -> event.getClass().getSimpleName().equals(what);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}

package dev.planetfall.faults;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.StepStatus;
import java.util.EnumSet;

/** When in a cutover, or while it is rolled back, a fault strikes. */
enum Moment {
    PREPARING("the way back is being prepared", Sign.BEGAN, "prepare-way-back", ""),
    FREEZING(
            "writers of the source are being stopped",
            Sign.SAID,
            "freeze-writes",
            "SET default_transaction_read_only = on"),
    DRAINING("the last changes arrive", Sign.BEGAN, "drain", ""),
    SETTING_SEQUENCES("sequences are set", Sign.BEGAN, "set-sequences", ""),
    ARMING("replication is being turned round", Sign.SAID, "arm-way-back", "pg_replication_slot_advance"),
    ARMED("replication was turned round", Sign.ENDED, "arm-way-back", ""),
    HANDED_OVER("PlanetScale was declared ready", Sign.TOLD, "", "TargetReady"),
    FOLLOWING("the source follows PlanetScale", Sign.TOLD, "", "nothing"),
    BACK_PREPARING("replication to PlanetScale is being prepared", Sign.BEGAN, "back-prepare-way-back", ""),
    BACK_FREEZING(
            "writers of PlanetScale are being stopped",
            Sign.SAID,
            "back-freeze-writes",
            "SET default_transaction_read_only = on"),
    BACK_DRAINING("the last changes come back", Sign.BEGAN, "back-drain", ""),
    BACK_SETTING_SEQUENCES("the source's sequences are set", Sign.BEGAN, "back-set-sequences", ""),
    BACK_ARMING(
            "replication is being turned back", Sign.SAID, "back-arm-way-back", "pg_create_logical_replication_slot"),
    BACK_ARMED("replication was turned back", Sign.ENDED, "back-arm-way-back", ""),
    HANDED_BACK("the source was declared ready", Sign.TOLD, "", "RolledBack");

    private final String words;
    private final Sign sign;
    private final String step;
    private final String what;

    Moment(String words, Sign sign, String step, String what) {
        this.words = words;
        this.sign = sign;
        this.step = step;
        this.what = what;
    }

    /** By what a moment is known. */
    private enum Sign {
        /** A statement with these words, while the step is at work. */
        SAID,
        BEGAN,
        ENDED,
        /** An event of this name. */
        TOLD
    }

    /** Whether it is after a cutover that succeeded. */
    boolean isAfterCutover() {
        return EnumSet.range(FOLLOWING, HANDED_BACK).contains(this);
    }

    /** Whether it is the source that follows PlanetScale then. */
    boolean isTurnedRound() {
        return EnumSet.range(ARMED, BACK_ARMING).contains(this);
    }

    /** Whether it has come when this is told. */
    boolean comesWith(MigrationEvent event, MigrationState state) {
        return switch (sign) {
            case SAID ->
                event instanceof StatementSent sent
                        && sent.sql().contains(what)
                        && state.step(step).status() == StepStatus.RUNNING;
            case BEGAN ->
                event instanceof StepStarted started && started.stepId().equals(step);
            case ENDED -> event instanceof StepFinished ended && ended.stepId().equals(step);
            case TOLD -> event.getClass().getSimpleName().equals(what);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}

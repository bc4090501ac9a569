package dev.planetfall.migration.verify;

/** Waits until the target shows everything that was committed on the source before the call. */
@FunctionalInterface
public interface CaughtUp {
    /** Where nobody writes, and where nothing follows the copy. */
    CaughtUp AT_ONCE = () -> true;

    /**
     * @return false when it did not come in time
     * @throws dev.planetfall.migration.MigrationCancelledException when the person asked to stop meanwhile
     */
    boolean await();
}

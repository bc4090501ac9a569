package dev.planetfall.migration;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The answer to "what will be done".
 *
 * @param id lower-case letters, digits and underscores; also the name of the migration's folder and part of every object
 *     it makes on the servers
 * @param name what people call it
 * @param diskConfirmedGigabytes the disk size the person says PlanetScale has; 0 until confirmed
 * @param drainTimeout how long writes may stay frozen while the last changes arrive, before they are allowed again
 * @param sampleTime how long the checks watch how much the source writes
 * @param schemaSource with what the source's schema is read
 * @param lastComparison what is compared while writers are stopped
 * @param ignoredWriters patterns of applications and roles whose sessions are no reason to wait with the cutover
 * @param wayBack whether the source is to follow PlanetScale after the cutover, so that it can be undone without losing a row
 */
public record MigrationPlan(
        String id,
        String name,
        ConnectionSettings source,
        ConnectionSettings target,
        Scope scope,
        Method method,
        long diskConfirmedGigabytes,
        Duration drainTimeout,
        Duration sampleTime,
        SchemaSource schemaSource,
        LastComparison lastComparison,
        boolean wayBack,
        List<String> ignoredWriters) {
    private static final String BACK = "_back";
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_SAMPLE_TIME = Duration.ofSeconds(60);

    /** A journal that an older version wrote lacks some of these. */
    public MigrationPlan {
        sampleTime = Objects.requireNonNullElse(sampleTime, DEFAULT_SAMPLE_TIME);
        schemaSource = Objects.requireNonNullElse(schemaSource, SchemaSource.AUTOMATIC);
        lastComparison = Objects.requireNonNullElse(lastComparison, LastComparison.ROWS);
        ignoredWriters = List.copyOf(Objects.requireNonNullElse(ignoredWriters, List.of()));
    }

    public ReplicationNames names() {
        return ReplicationNames.of(id);
    }

    public ConnectionSettings settings(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Whether the other plan is about the same servers and roles, with another password of one of them. */
    public boolean hasOtherPasswords(MigrationPlan other) {
        return isBetweenTheSame(other)
                && !(source.password().equals(other.source.password())
                        && target.password().equals(other.target.password()));
    }

    /** Whether the other plan is about the same servers, as the same roles, and the same tables. Passwords do not count. */
    public boolean concernsTheSame(MigrationPlan other) {
        return isBetweenTheSame(other) && scope.equals(other.scope);
    }

    private boolean isBetweenTheSame(MigrationPlan other) {
        return source.withoutPassword().equals(other.source.withoutPassword())
                && target.withoutPassword().equals(other.target.withoutPassword());
    }

    /** The plan as it may be written down. */
    public MigrationPlan withoutPasswords() {
        return withPasswords(Password.NONE, Password.NONE);
    }

    /** The plan as it can be carried out, after the person typed the passwords again. */
    public MigrationPlan withPasswords(Password ofSource, Password ofTarget) {
        return between(id, source.withPassword(ofSource), target.withPassword(ofTarget));
    }

    /**
     * The plan of the way back: from PlanetScale to the source, with names of its own on both servers, so that neither takes the
     * objects of one direction for those of the other.
     */
    MigrationPlan reversed() {
        return between(id.endsWith(BACK) ? id.substring(0, id.length() - BACK.length()) : id + BACK, target, source);
    }

    /** The same plan, called otherwise. */
    public MigrationPlan named(String newName) {
        return copy(id, newName, source, target, diskConfirmedGigabytes);
    }

    /** The same for another migration, for which nobody has confirmed a disk size or typed a password. */
    public MigrationPlan asTemplate(String newId) {
        return copy(newId, name, source.withoutPassword(), target.withoutPassword(), 0);
    }

    private MigrationPlan between(String newId, ConnectionSettings newSource, ConnectionSettings newTarget) {
        return copy(newId, name, newSource, newTarget, diskConfirmedGigabytes);
    }

    private MigrationPlan copy(
            String newId,
            String newName,
            ConnectionSettings newSource,
            ConnectionSettings newTarget,
            long newDiskConfirmedGigabytes) {
        return new MigrationPlan(
                newId,
                newName,
                newSource,
                newTarget,
                scope,
                method,
                newDiskConfirmedGigabytes,
                drainTimeout,
                sampleTime,
                schemaSource,
                lastComparison,
                wayBack,
                ignoredWriters);
    }
}

package dev.planetfall.postgres;

/**
 * How a published UPDATE or DELETE names the row it changed. This is the identity that really works, not the setting: a
 * deferrable primary key, for example, is none.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Publication</a>
 */
public enum ReplicaIdentity {
    /** By a valid primary key that is checked at once. */
    PRIMARY_KEY,
    /** By an index chosen with {@code REPLICA IDENTITY USING INDEX}. */
    INDEX,
    /** By all columns: works, but each change makes the subscriber search the table. */
    FULL,
    /** Not at all: once published, UPDATE and DELETE on the source fail. */
    NONE
}

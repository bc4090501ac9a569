package dev.planetfall.migration.freeze;

/** By what a role may stop the writers of a database. */
public enum FreezeMeans {
    /** A setting of the database, which its owner may make. */
    DATABASE,
    /** A setting of each role that may connect. */
    ROLES,
    /** The right to write to each table and sequence, which its owner may take away, and which replication would need, too. */
    RIGHTS,
    /** The role may do none of it. */
    NONE
}

package dev.planetfall.postgres;

/**
 * A table as one server's catalogs describe it.
 *
 * @param estimatedRows the planner's estimate, 0 when the table was never analyzed
 * @param tableBytes heap and TOAST; for a partitioned table 0, its partitions hold the data
 * @param indexBytes all indexes
 * @param rowSecurity whether row-level security filters what an ordinary role sees
 * @param owned whether the connected role owns the table or is a member of the owner
 */
public record Table(
        QualifiedName name,
        Kind kind,
        boolean partition,
        boolean extensionMember,
        ReplicaIdentity replicaIdentity,
        boolean rowSecurity,
        boolean owned,
        long estimatedRows,
        long tableBytes,
        long indexBytes) {

    /** What a table stores, which decides whether its changes can be replicated. */
    public enum Kind {
        /** Ordinary, or a leaf partition. */
        ORDINARY,
        /** The root or an inner node of a partition tree: holds no rows itself. */
        PARTITIONED,
        /** Not written to the log: cannot be published, and empty after a crash. */
        UNLOGGED
    }

    /** Whether the table itself holds rows that logical replication carries. */
    public boolean replicates() {
        return kind == Kind.ORDINARY && !extensionMember;
    }

    public long totalBytes() {
        return tableBytes + indexBytes;
    }
}

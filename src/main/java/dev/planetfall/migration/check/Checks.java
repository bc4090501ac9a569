package dev.planetfall.migration.check;

import java.util.List;

/** Every check, in the order in which people read them. */
public final class Checks {
    public static final List<Check> ALL = List.of(
            new ServerVersionCheck(),
            new SameServerCheck(),
            new PoolerHostCheck(),
            new WalLevelCheck(),
            new ReplicationRightCheck(),
            new FreeSlotsCheck(),
            new ReplicaIdentityCheck(),
            new RowSecurityCheck(),
            new UnloggedTablesCheck(),
            new SubscriptionRightCheck(),
            new ExtensionsCheck(),
            new TargetEmptyCheck(),
            new TargetReachesSourceCheck());

    private Checks() {}
}

package dev.planetfall.migration.check;

import dev.planetfall.migration.Method;
import java.util.List;

/** Every check, in the order in which people read them: group by group. */
public final class Checks {
    public static final List<Check> ALL = List.of(
            // Connection
            new ServerVersionCheck(),
            new SameServerCheck(),
            new PoolerHostCheck(),
            new PrimaryServerCheck(),
            new OneServerCheck(),
            new ProviderLimitsCheck(),
            new RegionCheck(),
            new EncryptedConnectionCheck(Resolver.SYSTEM),
            new AddressFamilyCheck(Resolver.SYSTEM),
            new TargetReachesSourceCheck(),
            // Permissions
            new ReplicationRightCheck(),
            new SubscriptionRightCheck(),
            new RowSecurityCheck(),
            new ReadRightsCheck(),
            new FreezeRightCheck(),
            new CopySessionsCheck(),
            new RoleTimeoutsCheck(),
            new TableOwnersOnTargetCheck(),
            // Source settings
            new WalLevelCheck(),
            new FreeSlotsCheck(),
            new IdleSlotsCheck(),
            new OutputPluginCheck(),
            new LeftoversCheck(),
            new ReadOnlySourceCheck(),
            new ExistingPublicationsCheck(),
            new PreparedTransactionsCheck(),
            new LongTransactionsCheck(),
            new WraparoundCheck(),
            // Tables and keys
            new ReplicaIdentityCheck(),
            new UnloggedTablesCheck(),
            new PartitionsCheck(),
            new ReferencesOutOfScopeCheck(),
            new SchemasLeftOutCheck(),
            new ExtensionTablesCheck(),
            new InvalidIndexesCheck(),
            new KeyHeadroomCheck(),
            // Types and features
            new GeneratedColumnsCheck(),
            new MaterializedViewsCheck(),
            new EncodingCheck(),
            new CollationsCheck(),
            new LargeObjectsCheck(),
            new ForeignTablesCheck(),
            new EventTriggersCheck(),
            new LanguagesCheck(),
            new PlannerPromisesCheck(),
            new NotCarriedCheck(),
            new RemovedTypesCheck(),
            new TablesWithOidsCheck(),
            new TablespacesCheck(),
            // Extensions
            new ExtensionsCheck(),
            new ExtensionVersionsCheck(),
            new ScheduledJobsCheck(),
            // Capacity
            new LogRetentionCheck(),
            new TargetConnectionsCheck(),
            // Target
            new TargetEmptyCheck(),
            new TargetTriggersCheck(),
            new TargetWorkersCheck(),
            new TargetSettingsCheck(),
            new TargetWalLevelCheck(),
            new TargetReplicationRightCheck(),
            new WayBackCheck(),
            // After the move
            new RoleSettingsCheck(),
            new RolesAndGrantsCheck(),
            new RowSecurityPoliciesCheck(),
            new DriverSettingsCheck());

    private Checks() {}

    /** The checks whose answers matter to the method, in order. */
    public static List<Check> of(Method method) {
        return ALL.stream().filter(check -> check.concerns(method)).toList();
    }
}

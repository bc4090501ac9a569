package dev.planetfall.migration.copy;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SslMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The subscription on the target and its slots on the source. */
public final class Subscription {
    /** Subscriptions of all databases share one catalog. */
    static final String OF_THIS_DATABASE = "subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private Subscription() {}

    /** Whether it exists, is enabled and receives every published table. */
    public static boolean isRunning(MigrationContext context) {
        return context.target()
                .withReadOnlySession(session -> isEnabled(context, session)
                        && received(context, session).containsAll(published(context)));
    }

    /** Tables in scope whose rows no subscription carries over: made on the source after replication was started. */
    public static List<QualifiedName> withoutReplication(MigrationContext context) {
        Set<QualifiedName> received = context.target().withReadOnlySession(session -> received(context, session));
        return PublishedTables.besides(received, context);
    }

    private static boolean isEnabled(MigrationContext context, Session target) {
        return target.queryOne(
                "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = ? AND subenabled AND " + OF_THIS_DATABASE
                        + ") AS found",
                row -> row.flag("found"),
                context.plan().names().subscription());
    }

    private static Set<QualifiedName> received(MigrationContext context, Session target) {
        return Set.copyOf(target.query(
                "SELECT n.nspname, c.relname FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid"
                        + " JOIN pg_class c ON c.oid = r.srrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE s.subname = ? AND " + OF_THIS_DATABASE,
                row -> row.qualifiedName("nspname", "relname"),
                context.plan().names().subscription()));
    }

    private static List<QualifiedName> published(MigrationContext context) {
        return context.source()
                .withReadOnlySession(source -> new Catalog(source)
                        .publishedTables(context.plan().names().publication()));
    }

    public static boolean exists(MigrationContext context) {
        return context.target()
                .withReadOnlySession(session -> new Catalog(session)
                        .subscriptionExists(context.plan().names().subscription()));
    }

    /**
     * Makes the subscription, which begins the copy. An existing one that was disabled is enabled again and goes on where
     * it was, with the tables that were published meanwhile. A slot without a subscription, left by a crash between the two, is dropped first: nobody else uses that name.
     */
    public static void create(MigrationContext context) {
        ReplicationNames names = context.plan().names();
        context.target().useSession(target -> {
            target.hiding(context.plan().source().password());
            Catalog catalog = new Catalog(target);
            if (catalog.subscriptionExists(names.subscription())) {
                target.execute("ALTER SUBSCRIPTION " + names.subscription().quoted() + " ENABLE");
                keepGoing(target, names.subscription(), catalog.version());
                receiveNewTables(context, target);
            } else {
                make(context, target, catalog.version());
            }
        });
    }

    /**
     * Makes the subscription to a slot that is there, without copying rows, and lets it rest.
     *
     * @param failover whether the slot survives a failover of its server
     * @see ReturnReplication
     */
    static void createAtRest(MigrationContext context, boolean failover) {
        context.target().useSession(target -> {
            target.hiding(context.plan().source().password());
            SubscriptionSettings settings =
                    SubscriptionSettings.atRest(context.plan().names().slot(), new Catalog(target).version(), failover);
            boolean forward = context.actual(Side.SOURCE) == Side.SOURCE;
            target.execute(createStatement(context, target, forward ? settings : settings.withoutReplicatedRows()));
        });
    }

    /**
     * Lets the target log in at the source and subscribe, in a transaction that is rolled back.
     *
     * @throws DatabaseException with the server's words when it may not or cannot
     */
    static void tryToCreate(MigrationContext context) {
        Identifier probe = new Identifier(context.plan().names().subscription().name() + "_probe");
        context.target().useSession(target -> {
            target.hiding(context.plan().source().password());
            target.rolledBack(() -> {
                target.execute("SET LOCAL statement_timeout = '30s'");
                target.execute("CREATE SUBSCRIPTION " + probe.quoted() + " CONNECTION "
                        + SqlLiteral.quote(conninfo(context, target)) + " PUBLICATION " + probe.quoted()
                        + " WITH (create_slot = false, enabled = false, copy_data = false, slot_name = NONE)");
                return true;
            });
        });
    }

    /** Whether changes are taken from the source from now on. While they are not, the source keeps them. */
    public static void setEnabled(MigrationContext context, boolean enabled) {
        context.target()
                .useSession(target -> target.execute("ALTER SUBSCRIPTION "
                        + context.plan().names().subscription().quoted() + (enabled ? " ENABLE" : " DISABLE")));
    }

    /** From now on the target logs in at the source as the plan says, such as with a password that was changed. Nothing without one. */
    public static void renewConnection(MigrationContext context) {
        Identifier name = context.plan().names().subscription();
        context.target().useSession(target -> {
            target.hiding(context.plan().source().password());
            if (new Catalog(target).subscriptionExists(name)) {
                target.execute("ALTER SUBSCRIPTION " + name.quoted() + " CONNECTION "
                        + SqlLiteral.quote(conninfo(context, target)));
            }
        });
    }

    /** Whether a worker of it lives, which may be applying changes even after it was disabled. */
    public static boolean isAtWork(MigrationContext context) {
        return context.target()
                .withReadOnlySession(session -> session.queryOne(
                        "SELECT EXISTS (SELECT FROM pg_stat_subscription WHERE subname = ? AND pid IS NOT NULL) AS found",
                        row -> row.flag("found"),
                        context.plan().names().subscription()));
    }

    /**
     * Enables what an error had disabled, so that the change which was refused is tried again; what somebody disabled, or what tries
     * again by itself, is left as it is.
     *
     * @return whether it was enabled
     */
    public static boolean goOnAfterError(MigrationContext context) {
        Identifier name = context.plan().names().subscription();
        return context.target().withSession(target -> {
            ServerVersion version = new Catalog(target).version();
            boolean stopped = version.isAtLeast(15)
                    && target.queryOne(
                            "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = ? AND NOT subenabled"
                                    + " AND subdisableonerr AND " + OF_THIS_DATABASE + ") AS found",
                            row -> row.flag("found"),
                            name);
            if (stopped) {
                keepGoing(target, name, version);
                target.execute("ALTER SUBSCRIPTION " + name.quoted() + " ENABLE");
            }
            return stopped;
        });
    }

    private static void make(MigrationContext context, Session target, ServerVersion version) {
        List<QualifiedName> published = published(context);
        boolean copies = context.plan().method() == Method.LOGICAL_REPLICATION;
        if (copies) {
            FilledTables.refuse(context, target, published);
            CopySlot.drop(context);
        } else {
            CopySlot.require(context, target);
        }
        boolean binary =
                copies && context.source().withReadOnlySession(source -> BinaryCopy.isSafe(source, target, published));
        String statement = createStatement(
                context, target, SubscriptionSettings.of(context.plan().names().slot(), version, copies, binary));
        SlotWait.during(context, () -> target.execute(statement));
    }

    /**
     * From now on values are sent as text, which the target understands even while a column has another type there. What is
     * being copied is copied to its end.
     *
     * @return whether they were not
     */
    public static boolean sendText(Session target, Identifier name) {
        boolean binary = isBinary(target, name);
        if (binary) {
            target.execute("ALTER SUBSCRIPTION " + name.quoted() + " SET (binary = false)");
        }
        return binary;
    }

    /** Whether values are sent as the source holds them. */
    public static boolean isBinary(Session target, Identifier name) {
        return new Catalog(target).version().isAtLeast(14)
                && target.queryOne(
                        "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = ? AND subbinary AND "
                                + OF_THIS_DATABASE + ") AS found",
                        row -> row.flag("found"),
                        name);
    }

    /**
     * Drops the subscription and every slot that belonged to it, the ones of unfinished table copies included. Works with one
     * server away, too: then this throws after the other was cleaned, and the next call does the rest. A slot that is left keeps log
     * for ever; a subscription that is left only complains.
     */
    public static void drop(MigrationContext context) {
        ReplicationNames names = context.plan().names();
        Dropped dropped;
        try {
            dropped = context.target()
                    .withSession(target -> new Dropped(
                            dropOnTarget(target, names.subscription()).orElse(0),
                            Optional.of(TableCopySlots.of(target))));
        } catch (ConnectionFailedException targetIsAway) {
            dropSlots(context, new Dropped(0, Optional.empty()));
            throw targetIsAway;
        }
        dropSlots(context, dropped);
    }

    private static void dropSlots(MigrationContext context, Dropped dropped) {
        context.source().useSession(source -> {
            List<String> slots =
                    new ArrayList<>(List.of(context.plan().names().slot().name()));
            dropped.copies().ifPresent(copies -> slots.addAll(copies.abandoned(source, dropped.oid())));
            SlotRemoval.drop(source, slots);
        });
    }

    /** Also of a subscription that an earlier version of this program made, see {@link SubscriptionSettings}. */
    private static void keepGoing(Session target, Identifier name, ServerVersion version) {
        if (version.isAtLeast(15)) {
            target.execute("ALTER SUBSCRIPTION " + name.quoted() + " SET (disable_on_error = false)");
        }
    }

    /** Tables that were published since the subscription was made are copied, and their changes follow. */
    private static void receiveNewTables(MigrationContext context, Session target) {
        List<QualifiedName> added = new ArrayList<>(published(context));
        added.removeAll(received(context, target));
        if (!added.isEmpty()) {
            FilledTables.refuse(context, target, added);
            target.execute("ALTER SUBSCRIPTION "
                    + context.plan().names().subscription().quoted() + " REFRESH PUBLICATION");
        }
    }

    private static OptionalLong dropOnTarget(Session target, Identifier name) {
        OptionalLong oid = target.queryFirst(
                        "SELECT oid::bigint AS oid FROM pg_subscription WHERE subname = ? AND " + OF_THIS_DATABASE,
                        row -> OptionalLong.of(row.number("oid")),
                        name)
                .orElse(OptionalLong.empty());
        if (oid.isPresent()) {
            target.execute("ALTER SUBSCRIPTION " + name.quoted() + " DISABLE");
            try {
                target.execute("DROP SUBSCRIPTION " + name.quoted());
            } catch (DatabaseException sourceIsAway) {
                // The slot cannot be dropped from here: give it up, and let the caller drop it on the source.
                target.execute("ALTER SUBSCRIPTION " + name.quoted() + " SET (slot_name = NONE)");
                target.execute("DROP SUBSCRIPTION " + name.quoted());
            }
        }
        return oid;
    }

    private static String createStatement(MigrationContext context, Session target, SubscriptionSettings settings) {
        ReplicationNames names = context.plan().names();
        String conninfo = conninfo(context, target);
        return "CREATE SUBSCRIPTION " + names.subscription().quoted() + " CONNECTION " + SqlLiteral.quote(conninfo)
                + " PUBLICATION " + names.publication().quoted() + " WITH "
                + settings.sql();
    }

    /** Before version 16 a server knows of no authorities but those in a file, so it can encrypt, but not verify. */
    private static String conninfo(MigrationContext context, Session target) {
        ConnectionSettings source = context.plan().source();
        boolean cannotVerify = source.sslMode().verifiesCertificate()
                && source.sslRootCert().isEmpty()
                && !new Catalog(target).version().isAtLeast(16);
        return Conninfo.forSubscription(
                cannotVerify ? source.withTls(SslMode.REQUIRE, Optional.empty()) : source,
                context.plan().names().subscription().name());
    }

    /**
     * @param oid 0 if there was none
     * @param copies empty if the target did not answer
     */
    private record Dropped(long oid, Optional<TableCopySlots> copies) {}
}

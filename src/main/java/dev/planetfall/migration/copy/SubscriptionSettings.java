package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;

/**
 * How a subscription of this program is set, by the target's version; of an older source the target asks less by itself. Left at
 * their defaults on purpose:
 * <ul>
 *   <li>{@code disable_on_error}: on 17 and 18 a connection that was cut counts as an error, too, so that a restart of the source
 *       would stop replication for good; an error that repeats is seen by the count of errors
 *   <li>{@code password_required}: only a superuser may do without
 *   <li>{@code run_as_owner}: rows are written as the owner of each table, so that a trigger or an expression of somebody else's
 *       table never runs with the rights of the subscription's owner; that the owner may do so is asked by a check
 * </ul>
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsubscription.html">CREATE SUBSCRIPTION</a>
 */
record SubscriptionSettings(List<String> options) {
    private static final int STREAMS = 14;
    private static final int STREAMS_IN_PARALLEL = 16;
    private static final int KNOWS_ORIGINS = 16;
    private static final int KNOWS_FAILOVER = 17;

    SubscriptionSettings {
        options = List.copyOf(options);
    }

    /**
     * @param copies whether rows are copied, by a slot that is made; otherwise the slot is there
     * @param binary whether rows may be sent so, see {@link BinaryCopy}
     */
    static SubscriptionSettings of(Identifier slot, ServerVersion target, boolean copies, boolean binary) {
        List<String> options = new ArrayList<>(List.of(
                "copy_data = " + copies, "create_slot = " + copies, "slot_name = " + SqlLiteral.quote(slot.name())));
        if (target.isAtLeast(STREAMS)) {
            options.add("streaming = " + (target.isAtLeast(STREAMS_IN_PARALLEL) ? "parallel" : "on"));
        }
        if (target.isAtLeast(KNOWS_ORIGINS)) {
            // The source may itself be fed by replication, and those rows are wanted. What leads back asks for 'none'.
            options.add("origin = any");
        }
        if (binary) {
            options.add("binary = true");
        }
        return new SubscriptionSettings(options);
    }

    /**
     * Of a subscription to a slot that is there, which copies nothing and rests.
     *
     * @param failover whether the slot is one that survives a failover of its server; this must agree
     */
    static SubscriptionSettings atRest(Identifier slot, ServerVersion subscriber, boolean failover) {
        List<String> options = new ArrayList<>(of(slot, subscriber, false, false).options);
        options.add("enabled = false");
        if (failover && subscriber.isAtLeast(KNOWS_FAILOVER)) {
            options.add("failover = true");
        }
        return new SubscriptionSettings(options);
    }

    /** The same for what leads back: no row is wanted that replication has brought, although the slot is moved past all of them. */
    SubscriptionSettings withoutReplicatedRows() {
        return new SubscriptionSettings(options.stream()
                .map(option -> option.equals("origin = any") ? "origin = none" : option)
                .toList());
    }

    /** As it follows {@code WITH}. */
    String sql() {
        return "(" + String.join(", ", options) + ")";
    }
}

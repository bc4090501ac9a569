package dev.planetfall.migration.cleanup;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.cleanup.OwnTables.Held;
import dev.planetfall.migration.cleanup.ServerLook.Thing;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells of what is on one server whose it is and what removes it.
 *
 * @param subscriber the other server, whose subscriptions take changes from this one; empty if it did not answer
 * @param lifting what lets writers on again who were stopped here, as far as this migration knows
 */
record Classification(OwnNames own, Side side, ServerLook look, Optional<ServerLook> subscriber, List<String> lifting) {
    private static final Pattern COPY_SLOT = Pattern.compile("pg_([0-9]+)_sync_[0-9]+_([0-9]+)");

    List<Remnant> remnants() {
        List<Remnant> all = new ArrayList<>();
        look.things().forEach(thing -> all.add(named(thing)));
        look.copySlots().forEach(slot -> all.add(copySlot(slot)));
        all.addAll(tables());
        look.frozen().forEach(database -> all.add(freeze(database)));
        all.sort(Comparator.comparing(Remnant::kind));
        return all;
    }

    private Remnant named(Thing thing) {
        Kind kind = Kind.valueOf(thing.kind());
        if (own.isOwn(thing.name())) {
            return new Remnant(
                    side, kind, thing.name(), Owner.THIS_MIGRATION, thing.note(), Removals.of(kind, thing.name()));
        }
        Owner owner = thing.name().startsWith(ReplicationNames.PREFIX) ? Owner.OTHER_MIGRATION : Owner.OTHER_TOOL;
        return chosen(kind, thing, owner, thing.note());
    }

    private Remnant copySlot(Thing slot) {
        String note = Messages.text("cleanup.classification.of-the-copy-of-a", slot.note());
        return subscriber.filter(other -> isOwn(slot.name(), other)).isPresent()
                ? new Remnant(
                        side,
                        Kind.REPLICATION_SLOT,
                        slot.name(),
                        Owner.THIS_MIGRATION,
                        note,
                        Removals.of(Kind.REPLICATION_SLOT, slot.name()))
                : chosen(Kind.REPLICATION_SLOT, slot, Owner.OTHER_TOOL, note);
    }

    /** The name says which subscription of which server copies a table through it. */
    private static boolean isOwn(String slot, ServerLook other) {
        Matcher name = COPY_SLOT.matcher(slot);
        if (!name.matches()) {
            return false;
        }
        long subscription = Long.parseLong(name.group(1));
        boolean isServer = other.server().equals(name.group(2));
        boolean isSubscription = other.own().contains(subscription);
        return isServer
                ? isSubscription || isDead(other, subscription)
                : other.server().isEmpty() && isSubscription;
    }

    /** Nobody can use the slot of a subscription that exists no more. */
    private static boolean isDead(ServerLook other, long subscription) {
        return other.knowsSubscriptions() && !other.living().contains(subscription);
    }

    /** What is at work must not be removed while it is. */
    private Remnant chosen(Kind kind, Thing thing, Owner owner, String note) {
        return thing.active()
                ? new Remnant(
                        side,
                        kind,
                        thing.name(),
                        owner,
                        Messages.text("cleanup.classification.at-work-now", note),
                        List.of())
                : new Remnant(side, kind, thing.name(), owner, note, Removals.of(kind, thing.name()));
    }

    private List<Remnant> tables() {
        List<Remnant> found = new ArrayList<>();
        boolean goes = look.tables().exists() && !look.tables().holdsOther();
        for (Held held : look.tables().tables()) {
            goes &= !held.others();
            if (held.own() || !held.others()) {
                found.add(entry(held));
            }
        }
        if (goes) {
            found.add(new Remnant(
                    side,
                    Kind.SCHEMA,
                    Scope.OWN_SCHEMA.name(),
                    Owner.THIS_MIGRATION,
                    "",
                    List.of("DROP SCHEMA " + Scope.OWN_SCHEMA.quoted() + ";")));
        } else if (look.tables().exists()) {
            found.add(new Remnant(
                    side,
                    Kind.SCHEMA,
                    Scope.OWN_SCHEMA.name(),
                    Owner.OTHER_MIGRATION,
                    Messages.text(
                            look.tables().holdsOther()
                                    ? "cleanup.classification.with-things-in-it-that"
                                    : "cleanup.classification.of-another-migration"),
                    List.of()));
        }
        return found;
    }

    private Remnant entry(Held held) {
        String table = held.table().quoted();
        return new Remnant(
                side,
                Kind.ENTRY,
                held.table().toString(),
                Owner.THIS_MIGRATION,
                "",
                List.of(
                        held.others()
                                ? "DELETE FROM " + table + " WHERE migration IN ("
                                        + own.ids().stream()
                                                .map(SqlLiteral::quote)
                                                .collect(Collectors.joining(", "))
                                        + ");"
                                : "DROP TABLE " + table + ";"));
    }

    private Remnant freeze(String database) {
        List<String> known = lifting.isEmpty()
                ? List.of("ALTER DATABASE " + database + " RESET default_transaction_read_only")
                : lifting;
        long roles = known.stream().filter(sql -> sql.startsWith("ALTER ROLE")).count();
        boolean takesRights = known.stream().anyMatch(sql -> sql.startsWith("GRANT"));
        return new Remnant(
                side,
                Kind.SETTING,
                takesRights
                        ? Messages.text("cleanup.classification.rights-to-write-to-tables")
                        : "default_transaction_read_only",
                Owner.KEPT,
                roles > 0
                        ? Messages.plural("cleanup.classification.also-set-for-roles-so", roles)
                        : Messages.text("cleanup.classification.so-that-nothing-writes-to"),
                Stream.concat(Stream.of("SET default_transaction_read_only = off"), known.stream())
                        .map(sql -> sql + ";")
                        .toList());
    }
}

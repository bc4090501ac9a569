package dev.planetfall.migration.freeze;

import dev.planetfall.migration.Listing;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the role of a session may do to stop the writers of its database.
 *
 * @param role of the session
 * @param owner whether it owns the database
 * @param unbound roles that no setting of ours binds and that our role may not change
 */
public record FreezeRight(FreezeMeans means, Identifier role, boolean owner, List<Identifier> unbound) {
    public FreezeRight {
        unbound = List.copyOf(unbound);
    }

    public static FreezeRight of(Session session) {
        WriterRoles roles = WriterRoles.of(session);
        return new FreezeRight(
                roles.means(session),
                session.queryOne("SELECT current_user AS role", row -> row.identifier("role")),
                roles.owned(),
                roles.unbound());
    }

    /** Whether writers can be stopped so that changes can still be applied there by replication. */
    public boolean leavesReplication() {
        return means == FreezeMeans.DATABASE || means == FreezeMeans.ROLES;
    }

    /** Why a setting does not do, without a full stop; for the case that one does not. */
    public String reason() {
        return owner
                ? "it may not change " + Listing.of(unbound) + ", which "
                        + (unbound.size() == 1 ? "has a setting of its own" : "have settings of their own")
                        + " for default_transaction_read_only"
                : "it owns neither the database nor all its tables, and may not change " + Listing.of(unbound);
    }

    /** What makes it do. */
    public String advice() {
        return owner
                ? "Let an administrator there take that setting away, or GRANT "
                        + unbound.stream().map(Identifier::quoted).collect(Collectors.joining(", ")) + " TO "
                        + role.quoted()
                        + " WITH ADMIN OPTION."
                : "Connect there as the owner of the database, or let an administrator make role " + role
                        + " a member of the owner.";
    }
}

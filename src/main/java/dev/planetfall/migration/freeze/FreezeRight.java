package dev.planetfall.migration.freeze;

import dev.planetfall.language.Messages;
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
                ? Messages.text(
                        unbound.size() == 1
                                ? "freeze.freeze-right.it-may-not-change-which"
                                : "freeze.freeze-right.it-may-not-change-which-have",
                        Listing.of(unbound))
                : Messages.text("freeze.freeze-right.it-owns-neither-the-database", Listing.of(unbound));
    }

    /** What makes it do. */
    public String advice() {
        return owner
                ? Messages.text(
                        "freeze.freeze-right.let-an-administrator-there-take",
                        unbound.stream().map(Identifier::quoted).collect(Collectors.joining(", ")),
                        role.quoted())
                : Messages.text("freeze.freeze-right.connect-there-as-the-owner", role);
    }
}

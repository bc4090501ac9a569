package dev.planetfall.migration.schema.catalog;

import dev.planetfall.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a check into its domain, because a server refuses to add one once an array or a composite type in a table has the
 * domain. A check that needs what needs the domain, such as a function that takes it, stays apart; whatever can wait for it
 * then does.
 */
final class DomainChecks {
    private final Map<Address, CatalogEntry> entries = new LinkedHashMap<>();

    private DomainChecks(List<CatalogEntry> all) {
        all.forEach(entry -> entries.put(entry.address(), entry));
    }

    /** @param all each needs only entries of this list; so it is with what is returned */
    static List<CatalogEntry> placed(List<CatalogEntry> all) {
        DomainChecks checks = new DomainChecks(all);
        List<CatalogEntry> valid =
                all.stream().filter(DomainChecks::holdsForAll).toList();
        valid.forEach(check -> checks.domain(check).ifPresent(domain -> checks.place(check.address(), domain)));
        return List.copyOf(checks.entries.values());
    }

    /** Another one can be added at any time, as no value is looked at. */
    private static boolean holdsForAll(CatalogEntry entry) {
        return entry.kind().equals("CHECK CONSTRAINT")
                && entry.relation().isEmpty()
                && !entry.statements().get(0).endsWith(" NOT VALID");
    }

    private Optional<Address> domain(CatalogEntry check) {
        return check.needs().stream()
                .filter(needed -> entries.get(needed).kind().equals("DOMAIN"))
                .filter(needed -> check.statements().get(0).startsWith(addition(entries.get(needed))))
                .findFirst();
    }

    private void place(Address check, Address domain) {
        Set<Address> before = before(check, domain);
        if (before.stream().anyMatch(needed -> entries.get(needed).isPostData())) {
            return;
        }
        if (before.contains(domain)) {
            users(domain).stream().filter(user -> !before.contains(user)).forEach(user -> addNeed(user, check));
        } else {
            write(entries.remove(check), domain);
        }
    }

    /** The check and all that must be there before, followed as far as the domain. */
    private Set<Address> before(Address check, Address domain) {
        Set<Address> before = new HashSet<>(Set.of(check));
        Deque<Address> left = new ArrayDeque<>(entries.get(check).needs());
        left.remove(domain);
        while (!left.isEmpty()) {
            Address needed = left.remove();
            if (before.add(needed)) {
                left.addAll(entries.get(needed).needs());
            }
        }
        return before;
    }

    private List<Address> users(Address needed) {
        return entries.values().stream()
                .filter(entry -> entry.needs().contains(needed))
                .map(CatalogEntry::address)
                .toList();
    }

    private void addNeed(Address user, Address check) {
        entries.computeIfPresent(user, (address, entry) -> entry.needing(with(entry.needs(), check)));
    }

    private void write(CatalogEntry check, Address domain) {
        Set<Address> needs = new HashSet<>(check.needs());
        needs.remove(domain);
        entries.computeIfPresent(
                domain,
                (address, entry) -> entry.including(
                        "\n    "
                                + check.statements()
                                        .get(0)
                                        .substring(addition(entry).length()),
                        needs));
        users(check.address())
                .forEach(user -> entries.computeIfPresent(user, (address, entry) -> {
                    Set<Address> others = with(entry.needs(), domain);
                    others.remove(check.address());
                    return entry.needing(others);
                }));
    }

    private static Set<Address> with(Set<Address> needs, Address one) {
        Set<Address> all = new HashSet<>(needs);
        all.add(one);
        return all;
    }

    /** How the statement begins that adds something to the domain. */
    private static String addition(CatalogEntry domain) {
        return "ALTER DOMAIN "
                + QualifiedName.of(domain.schema(), domain.name()).quoted() + " ADD ";
    }
}

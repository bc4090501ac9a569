package dev.planetfall.migration.schema.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;

/**
 * Breaks circles of entries that need each other: a view in one gets a placeholder before and its definition after; where
 * there is none, a routine goes without what its body needs, because bodies are not looked at when they are made; at last
 * any entry does, and the server will say what it lacks.
 */
final class Circles {
    private Circles() {}

    /** The same entries in the same order, placeholders before them. No circle is left. */
    static List<CatalogEntry> broken(List<CatalogEntry> all) {
        List<CatalogEntry> known = all;
        List<Set<Address>> circles = in(known);
        while (!circles.isEmpty()) {
            for (Set<Address> circle : circles) {
                known = without(circle, known);
            }
            circles = in(known);
        }
        return known;
    }

    /** Those that have no entry in common. */
    private static List<Set<Address>> in(List<CatalogEntry> entries) {
        return new KosarajuStrongConnectivityInspector<>(CreationOrder.graph(entries))
                .stronglyConnectedSets().stream()
                        .filter(component -> component.size() > 1)
                        .toList();
    }

    private static List<CatalogEntry> without(Set<Address> circle, List<CatalogEntry> all) {
        CatalogEntry weakest = weakest(
                all.stream().filter(entry -> circle.contains(entry.address())).toList());
        Set<Address> outside = weakest.needs().stream()
                .filter(needed -> !circle.contains(needed))
                .collect(Collectors.toSet());
        if (weakest.placeholder().isEmpty()) {
            return all.stream()
                    .map(entry -> entry.address().equals(weakest.address()) ? entry.needing(outside) : entry)
                    .toList();
        }
        CatalogEntry standIn = weakest.standIn(outside);
        List<CatalogEntry> broken = new ArrayList<>(List.of(standIn));
        for (CatalogEntry entry : all) {
            if (entry.address().equals(weakest.address())) {
                broken.add(entry.replacing(standIn));
            } else {
                broken.add(circle.contains(entry.address()) ? leaning(entry, weakest, standIn) : entry);
            }
        }
        return broken;
    }

    private static CatalogEntry weakest(List<CatalogEntry> circle) {
        return circle.stream()
                .filter(entry -> !entry.placeholder().isEmpty())
                .findFirst()
                .or(() -> circle.stream()
                        .filter(entry ->
                                entry.kind().equals("FUNCTION") || entry.kind().equals("PROCEDURE"))
                        .findFirst())
                .orElse(circle.get(0));
    }

    private static CatalogEntry leaning(CatalogEntry entry, CatalogEntry view, CatalogEntry standIn) {
        Set<Address> needs = new HashSet<>(entry.needs());
        if (needs.remove(view.address())) {
            needs.add(standIn.address());
        }
        return entry.needing(needs);
    }
}

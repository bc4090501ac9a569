package dev.planetfall.migration.schema.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Sorts entries so that each comes after what it needs: first what rows need to be stored, then what is made after them; else
 * in the order in which they were read. Circles of views are broken with placeholders, as pg_dump does it.
 */
final class CreationOrder {
    private CreationOrder() {}

    /** @param all each needs only entries of this list */
    static List<CatalogEntry> of(List<CatalogEntry> all) {
        List<CatalogEntry> entries = Circles.broken(all);
        Map<Address, CatalogEntry> known = new HashMap<>();
        Map<Address, Integer> rank = new HashMap<>();
        for (CatalogEntry entry : entries) {
            known.put(entry.address(), entry);
            rank.put(entry.address(), rank.size());
        }
        Graph<Address, DefaultEdge> graph = graph(entries);
        Set<Address> late = late(entries, graph);
        List<CatalogEntry> sorted = new ArrayList<>();
        new TopologicalOrderIterator<>(
                        graph,
                        Comparator.<Address, Boolean>comparing(late::contains).thenComparing(rank::get))
                .forEachRemaining(address -> sorted.add(known.get(address)));
        return sorted;
    }

    /** From what is needed to what needs it. */
    static Graph<Address, DefaultEdge> graph(List<CatalogEntry> entries) {
        Graph<Address, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        entries.forEach(entry -> graph.addVertex(entry.address()));
        entries.forEach(entry -> entry.needs().forEach(needed -> graph.addEdge(needed, entry.address())));
        return graph;
    }

    /** Kinds that come after the rows, and whatever needs one of them. */
    private static Set<Address> late(List<CatalogEntry> entries, Graph<Address, DefaultEdge> graph) {
        Set<Address> late = new HashSet<>();
        Deque<Address> found = new ArrayDeque<>();
        entries.stream()
                .filter(CatalogEntry::isPostData)
                .map(CatalogEntry::address)
                .forEach(found::add);
        while (!found.isEmpty()) {
            Address address = found.remove();
            if (late.add(address)) {
                found.addAll(Graphs.successorListOf(graph, address));
            }
        }
        return late;
    }
}

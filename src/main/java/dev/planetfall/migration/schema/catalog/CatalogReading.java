package dev.planetfall.migration.schema.catalog;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A server's schema as its catalogs hold it.
 *
 * @param objects what is carried over, in an order in which it can be made; each needs only entries of this list
 * @param notCarried what is not, each with its reason: kinds that nobody may make on the target, and what needs something
 *     that is not part of the migration
 */
public record CatalogReading(List<CatalogEntry> objects, List<CatalogEntry> notCarried) {
    /** What an object that vanishes while it is read leads to: the server finds no row, or none any more. */
    private static final Set<String> VANISHED = Set.of("XX000", "42P01", "42704", "42883");

    private static final int ATTEMPTS = 3;

    /** Names are then printed in full and in quotes, and values in a form that every server reads. */
    private static final List<String> SETTINGS = List.of(
            "SET statement_timeout = '10min'",
            "SET quote_all_identifiers = on",
            "SET DateStyle = 'ISO'",
            "SET IntervalStyle = 'postgres'",
            "SET extra_float_digits = 3",
            "SET standard_conforming_strings = on",
            "SELECT pg_catalog.set_config('search_path', '', false)");

    public CatalogReading {
        objects = List.copyOf(objects);
        notCarried = List.copyOf(notCarried);
    }

    /**
     * Asks with a number of queries that does not depend on the number of objects. Changes nothing.
     *
     * @param target whose words the statements may use
     * @throws DatabaseException when the server could not be asked, or its schema changes all the time
     */
    public static CatalogReading of(Database server, ServerVersion target, Scope scope) {
        return of(server, target, scope, progress -> {});
    }

    /**
     * {@link #of(Database, ServerVersion, Scope)}, telling how far it is.
     *
     * @param news is told before every question
     */
    public static CatalogReading of(Database server, ServerVersion target, Scope scope, Consumer<Progress> news) {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.withReadOnlySession(session -> read(session, target, scope, news));
            } catch (DatabaseException e) {
                if (attempt == ATTEMPTS || !VANISHED.contains(e.state().code())) {
                    throw e;
                }
            }
        }
    }

    private static CatalogReading read(Session session, ServerVersion target, Scope scope, Consumer<Progress> news) {
        SETTINGS.forEach(session::execute);
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        Versions versions = new Versions(new Catalog(session).version(), target);
        Map<Address, CatalogEntry> entries = new HashMap<>();
        List<CatalogEntry> inOrder = new ArrayList<>();
        int asked = 0;
        for (CatalogPart part : CatalogParts.ALL) {
            news.accept(progress(asked++));
            for (CatalogEntry entry : session.query(part.query(versions), CatalogEntry::of)) {
                entries.put(entry.address(), entry);
                inOrder.add(entry);
            }
        }
        news.accept(progress(asked));
        Map<Address, Set<Address>> needs = Dependencies.read(session, versions).between(inOrder);
        session.execute("COMMIT");
        return new Carrying(entries, needs, scope).of(inOrder);
    }

    private static Progress progress(int asked) {
        return new Progress(
                Messages.text("schema.catalog-reading.reading-the-schema-of-the"),
                asked,
                CatalogParts.ALL.size(),
                "kinds of objects");
    }

    /** Tells what is carried over from what is not, which takes along all that needs it. */
    private record Carrying(Map<Address, CatalogEntry> entries, Map<Address, Set<Address>> needs, Scope scope) {
        CatalogReading of(List<CatalogEntry> all) {
            Map<Address, Optional<Reason>> reasons = new HashMap<>();
            List<CatalogEntry> carried = new ArrayList<>();
            List<CatalogEntry> notCarried = new ArrayList<>();
            for (CatalogEntry entry : all) {
                Optional<Reason> reason = reason(entry, reasons);
                CatalogEntry known = entry.needing(needs.get(entry.address()));
                if (reason.isEmpty()) {
                    carried.add(known);
                } else if (entry.isIn(scope)) {
                    notCarried.add(known.notCarried(reason.get()));
                }
            }
            return new CatalogReading(CreationOrder.of(DomainChecks.placed(carried)), notCarried);
        }

        private Optional<Reason> reason(CatalogEntry entry, Map<Address, Optional<Reason>> reasons) {
            Optional<Reason> known = reasons.get(entry.address());
            if (known != null) {
                return known;
            }
            // Also what a circle of needs finds when it comes round.
            reasons.put(entry.address(), Optional.empty());
            Optional<Reason> found = ownReason(entry)
                    .or(() -> needs.get(entry.address()).stream()
                            .map(entries::get)
                            .filter(needed -> reason(needed, reasons).isPresent())
                            .findFirst()
                            .map(needed -> new Reason(Reason.Cause.NEEDS, needed.identity())));
            reasons.put(entry.address(), found);
            return found;
        }

        private Optional<Reason> ownReason(CatalogEntry entry) {
            if (!entry.isIn(scope)) {
                return Optional.of(Reason.OUT_OF_SCOPE);
            }
            return entry.isCarried() ? Optional.empty() : Optional.of(entry.why());
        }
    }
}

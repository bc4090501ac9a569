package dev.planetfall.migration.schema.catalog;

import dev.planetfall.postgres.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which entry needs which, from {@code pg_depend}. Rows that no statement makes by itself, such as the array type of a table,
 * stand for the entry that makes them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
final class Dependencies {
    /**
     * Between rows that a person made. A sequence depends on the column that owns it, but is made before, because the column's
     * default names it; the ownership has an entry of its own. A function is made without its support function if need be.
     */
    private static final String EDGES = """
            SELECT cc.relname::text AS catalog, d.objid::int8 AS oid,
                   rc.relname::text AS needed_catalog, d.refobjid::int8 AS needed_oid
            FROM pg_depend d JOIN pg_class cc ON cc.oid = d.classid JOIN pg_class rc ON rc.oid = d.refclassid
            WHERE d.refobjid >= 16384 AND d.objid >= 16384
              AND NOT (d.deptype = 'a' AND d.classid = 'pg_class'::regclass AND d.refobjsubid > 0
                       AND EXISTS (SELECT FROM pg_class s WHERE s.oid = d.objid AND s.relkind = 'S'))
            """;

    /** For version 12 and later. */
    private static final String BUT_SUPPORT = """
            AND NOT (d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_proc'::regclass
                     AND EXISTS (SELECT FROM pg_proc p WHERE p.oid = d.objid AND p.prosupport::oid = d.refobjid))
            """;

    /**
     * Rows on the left are made by the entry on the right. Chains are followed: a foreign key or trigger of a partition comes
     * from that of the table above, and the constraint of a constraint trigger from the trigger.
     */
    private static final String MAKERS = """
            SELECT 'pg_rewrite' AS catalog, r.oid::int8 AS oid, 'pg_class' AS maker_catalog, r.ev_class::int8 AS maker_oid
            FROM pg_rewrite r WHERE r.rulename = '_RETURN' AND r.oid >= 16384
            UNION ALL
            SELECT 'pg_type', t.oid::int8, 'pg_class', t.typrelid::int8
            FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c' WHERE t.oid >= 16384
            UNION ALL
            SELECT 'pg_class', c.oid::int8, 'pg_type', c.reltype::int8 FROM pg_class c WHERE c.relkind = 'c' AND c.oid >= 16384
            UNION ALL
            SELECT 'pg_type', e.typarray::int8, 'pg_type', e.oid::int8 FROM pg_type e WHERE e.typarray >= 16384
            UNION ALL
            SELECT 'pg_class', k.conindid::int8, 'pg_constraint', k.oid::int8
            FROM pg_constraint k WHERE k.contype IN ('p', 'u', 'x') AND k.conindid >= 16384
            UNION ALL
            SELECT 'pg_attrdef', a.oid::int8, 'pg_class', a.adrelid::int8 FROM pg_attrdef a WHERE a.oid >= 16384
            UNION ALL
            SELECT 'pg_constraint', k.oid::int8, 'pg_class', k.conrelid::int8
            FROM pg_constraint k WHERE k.conrelid >= 16384 AND k.contype NOT IN ('f', 't')
            UNION ALL
            SELECT cc.relname::text, d.objid::int8, rc.relname::text, d.refobjid::int8
            FROM pg_depend d JOIN pg_class cc ON cc.oid = d.classid JOIN pg_class rc ON rc.oid = d.refclassid
            WHERE d.classid = 'pg_trigger'::regclass AND d.refclassid = 'pg_trigger'::regclass
               OR d.classid = 'pg_constraint'::regclass AND d.refclassid IN ('pg_trigger'::regclass, 'pg_constraint'::regclass)
                  AND EXISTS (SELECT FROM pg_constraint k WHERE k.oid = d.objid AND k.contype IN ('f', 't'))
            UNION ALL
            SELECT 'pg_constraint', k.oid::int8, 'pg_type', k.contypid::int8 FROM pg_constraint k WHERE k.contypid >= 16384
            UNION ALL
            SELECT cc.relname::text, d.objid::int8, 'pg_extension', d.refobjid::int8
            FROM pg_depend d JOIN pg_class cc ON cc.oid = d.classid WHERE d.deptype = 'e' AND d.refobjid >= 16384
            UNION ALL
            SELECT cc.relname::text, d.objid::int8, rc.relname::text, d.refobjid::int8
            FROM pg_depend d JOIN pg_class cc ON cc.oid = d.classid JOIN pg_class rc ON rc.oid = d.refclassid
            WHERE d.objid >= 16384 AND d.deptype IN ('i', 'a') AND (
              d.deptype = 'i' AND d.classid IN ('pg_proc'::regclass, 'pg_type'::regclass)
              OR d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
                 AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass))
            """;

    private final Map<Address, Address> makers = new HashMap<>();
    private final Map<Address, Set<Address>> edges = new HashMap<>();

    private Dependencies() {}

    static Dependencies read(Session session, Versions versions) {
        Dependencies read = new Dependencies();
        session.query(
                MAKERS,
                row -> read.makers.put(
                        new Address(row.text("catalog"), row.number("oid")),
                        new Address(row.text("maker_catalog"), row.number("maker_oid"))));
        record Edge(Address from, Address to) {}
        List<Edge> found = session.query(
                versions.serverIsAtLeast(12) ? EDGES + BUT_SUPPORT : EDGES,
                row -> new Edge(
                        new Address(row.text("catalog"), row.number("oid")),
                        new Address(row.text("needed_catalog"), row.number("needed_oid"))));
        found.forEach(edge ->
                read.edges.computeIfAbsent(edge.from(), from -> new HashSet<>()).add(edge.to()));
        return read;
    }

    /**
     * The entries that each entry needs, itself left out. An entry about a row that an entry makes already, such as an index
     * that is attached later, needs that one.
     */
    Map<Address, Set<Address>> between(Collection<CatalogEntry> entries) {
        Map<Address, Set<Address>> needs = new HashMap<>();
        entries.forEach(entry -> needs.put(entry.address(), new HashSet<>()));
        edges.forEach((from, tos) -> maker(from, needs.keySet())
                .ifPresent(dependent -> tos.forEach(to -> maker(to, needs.keySet())
                        .ifPresent(needed -> needs.get(dependent).add(needed)))));
        for (CatalogEntry entry : entries) {
            Set<Address> own = needs.get(entry.address());
            entry.needs().forEach(needed -> maker(needed, needs.keySet()).ifPresent(own::add));
            if (!entry.address().part().isEmpty()) {
                maker(new Address(entry.address().catalog(), entry.address().oid()), needs.keySet())
                        .ifPresent(own::add);
            }
            own.remove(entry.address());
        }
        return needs;
    }

    private Optional<Address> maker(Address address, Set<Address> entries) {
        Address made = address;
        for (int links = 0; links < 5; links++) {
            if (entries.contains(made)) {
                return Optional.of(made);
            }
            Address maker = makers.get(made);
            if (maker == null) {
                return Optional.empty();
            }
            made = maker;
        }
        return Optional.empty();
    }
}

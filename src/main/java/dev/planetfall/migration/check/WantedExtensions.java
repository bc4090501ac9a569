package dev.planetfall.migration.check;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The extensions of the source that PlanetScale should have, and what is built upon them. */
final class WantedExtensions {
    /** Part of every database. */
    private static final Identifier BUILT_IN = new Identifier("plpgsql");

    /** Objects that the server itself makes of an extension's, such as a type of arrays, count as the extension's. */
    private static final String DEPENDENTS = """
            WITH RECURSIVE member AS (
              SELECT e.extname, d.classid, d.objid
              FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
                   AND d.deptype = 'e' WHERE e.extname = ANY (?)
              UNION
              SELECT member.extname, d.classid, d.objid
              FROM member JOIN pg_depend d ON d.refclassid = member.classid AND d.refobjid = member.objid
                   AND d.deptype = 'i')
            SELECT DISTINCT member.extname AS extension,
                   CASE d.classid WHEN 'pg_rewrite'::regclass
                     THEN (SELECT pg_describe_object('pg_class'::regclass, ev_class, 0) FROM pg_rewrite WHERE oid = d.objid)
                     ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END AS object
            FROM member JOIN pg_depend d ON d.refclassid = member.classid AND d.refobjid = member.objid
                 AND d.deptype IN ('n', 'a')
            WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = d.classid AND x.objid = d.objid
                              AND x.deptype = 'e')
              AND (d.classid, d.objid) NOT IN (SELECT classid, objid FROM member)
            ORDER BY 1, 2
            """;

    private WantedExtensions() {}

    /** Without those of the source's platform, and without those that bring a language, which another check tries. */
    static List<Extension> of(MigrationContext context, Session source) {
        Set<Identifier> leftOut = new HashSet<>(LanguagesCheck.extensions(source));
        leftOut.addAll(platform(context, source));
        leftOut.add(BUILT_IN);
        return new Catalog(source)
                .extensions().stream()
                        .filter(extension -> !leftOut.contains(extension.name()))
                        .toList();
    }

    /** Extensions that mean nothing away from the source's provider. */
    private static Set<Identifier> platform(MigrationContext context, Session source) {
        return Providers.of(context.plan().source(), Providers.marks(source)).excludedExtensions();
    }

    /** For people: what of the source would be lost with each extension. One question for all. */
    static Map<Identifier, List<String>> dependents(Session source, Collection<Identifier> extensions) {
        Map<Identifier, List<String>> dependents = new TreeMap<>();
        if (!extensions.isEmpty()) {
            source.query(
                    DEPENDENTS,
                    row -> dependents
                            .computeIfAbsent(row.identifier("extension"), extension -> new ArrayList<>())
                            .add(row.text("object")),
                    List.copyOf(extensions));
        }
        return dependents;
    }
}

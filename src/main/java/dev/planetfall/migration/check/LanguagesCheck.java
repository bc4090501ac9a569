package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Languages in which functions of the source are written, tried on PlanetScale. Functions in C need a library on the server
 * that only its host can put there.
 */
final class LanguagesCheck implements Check {
    private static final Set<String> BUILT_IN = Set.of("sql", "plpgsql");

    /**
     * Functions that the server makes for a type of a person's belong to that type. The server says of every aggregate that it is
     * written in {@code internal}; what it is made of are functions of their own.
     */
    private static final String FUNCTIONS = """
            SELECT n.nspname AS schema, p.proname AS name, l.lanname AS about
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
            WHERE l.lanname NOT IN ('sql', 'plpgsql') AND %s
              AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid
                              AND x.deptype IN ('e', 'i'))
              AND NOT EXISTS (SELECT FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
            ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS);

    /** Languages that extensions brought, by the name of the extension. */
    private static final String INSTALLED = """
            SELECT e.extname AS extension, l.lanname AS language
            FROM pg_language l JOIN pg_depend d ON d.classid = 'pg_language'::regclass AND d.objid = l.oid
                 AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
            JOIN pg_extension e ON e.oid = d.refobjid ORDER BY 1, 2
            """;

    private static final String USABLE =
            "SELECT lanname AS language FROM pg_language WHERE lanispl AND has_language_privilege(oid, 'USAGE')"
                    + " AND (lanpltrusted OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))";

    @Override
    public CheckName name() {
        return new CheckName(
                "languages", Messages.text("check.languages.languages-of-functions"), CheckGroup.TYPES_AND_FEATURES);
    }

    /** Extensions that bring a language. Another check leaves them to this one. */
    static Set<Identifier> extensions(Session session) {
        return installed(session).values().stream().collect(Collectors.toSet());
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Spotted> functions = new ArrayList<>();
        Map<String, Identifier> wanted = new TreeMap<>();
        context.source().withReadOnlySession(session -> {
            functions.addAll(Spotted.inScope(session, context.plan().scope(), FUNCTIONS));
            wanted.putAll(installed(session));
            return true;
        });
        List<Spotted> compiled =
                functions.stream().filter(LanguagesCheck::isCompiled).toList();
        functions.removeAll(compiled);
        functions.forEach(function -> wanted.putIfAbsent(function.about(), new Identifier(function.about())));
        wanted.keySet().removeAll(BUILT_IN);
        Map<String, String> refused = refused(context, wanted);
        if (!compiled.isEmpty()) {
            findings.accept(compiled(compiled));
        }
        if (!refused.isEmpty()) {
            findings.accept(refused(refused, functions));
        }
        if (compiled.isEmpty() && refused.isEmpty()) {
            findings.accept(Finding.passed(id(), Messages.text("check.languages.planetscale-has-every-language-in")));
        }
    }

    private static boolean isCompiled(Spotted function) {
        return function.about().equals("c") || function.about().equals("internal");
    }

    private static Map<String, Identifier> installed(Session session) {
        Map<String, Identifier> extensions = new TreeMap<>();
        session.query(INSTALLED, row -> extensions.put(row.text("language"), row.identifier("extension")));
        extensions.keySet().removeAll(BUILT_IN);
        return extensions;
    }

    /** What PlanetScale says to each language that it has not. Nothing is asked of it when nothing is wanted. */
    private static Map<String, String> refused(MigrationContext context, Map<String, Identifier> wanted) {
        return context.target().withSession(session -> {
            List<String> there = session.query(USABLE, row -> row.text("language"));
            Map<String, String> refused = new TreeMap<>();
            wanted.forEach((language, extension) -> {
                context.throwIfCancelled();
                if (!there.contains(language)) {
                    ExtensionTrial.refusal(session, extension).ifPresent(said -> refused.put(language, said));
                }
            });
            return refused;
        });
    }

    private Finding compiled(List<Spotted> functions) {
        return Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.languages.functions-of-the-source-are",
                                functions.size(),
                                Listing.of(Spotted.names(functions))),
                        Messages.text("check.languages.write-each-anew-in-sql"))
                .withDetails(Spotted.lines(functions));
    }

    private Finding refused(Map<String, String> refused, List<Spotted> functions) {
        List<Spotted> lost = functions.stream()
                .filter(function -> refused.containsKey(function.about()))
                .toList();
        List<String> details = new ArrayList<>();
        refused.forEach((language, said) -> details.add(language + ": " + said));
        details.addAll(Spotted.lines(lost));
        return Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.languages.planetscale-has-no-in-which",
                                lost.size(),
                                Listing.of(refused.keySet())),
                        Messages.text("check.languages.write-these-functions-anew-in"))
                .withDetails(details);
    }
}

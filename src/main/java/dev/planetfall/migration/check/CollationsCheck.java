package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * By which rules texts are sorted and compared: the default of both databases, collations of columns that PlanetScale lacks,
 * and rules that changed under the source's indexes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/collation.html">Collation support</a>
 */
final class CollationsCheck implements Check {
    /** %s are the provider and its locale, which are recorded since version 15. */
    private static final String DEFAULT = """
            SELECT CASE %1$s WHEN 'i' THEN 'ICU ' || coalesce(%2$s, '') WHEN 'b' THEN coalesce(%2$s, '')
                   ELSE datcollate END AS collation, datctype AS letters
            FROM pg_database WHERE datname = current_database()
            """;

    private static final String USED = """
            SELECT n.nspname AS schema, c.relname AS name, k.collname AS about
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'i', 'I', 'm', 'v')
            JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_collation k ON k.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped AND k.collnamespace = 'pg_catalog'::regnamespace
              AND k.collname::text <> ALL (?) AND %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS);

    private static final String KNOWN = """
            SELECT collname AS name FROM pg_collation WHERE collnamespace = 'pg_catalog'::regnamespace
            AND collencoding IN (-1, pg_char_to_encoding(current_setting('server_encoding')))
            """;

    /** Only what columns use counts. A server that cannot tell the version now says NULL, which is no difference. */
    private static final String CHANGED = """
            SELECT k.collname AS name FROM pg_collation k
            WHERE k.collversion <> pg_collation_actual_version(k.oid)
              AND k.oid IN (SELECT attcollation FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'i' AND %s)
            %s ORDER BY 1
            """;

    private static final String CHANGED_DEFAULT = """
            UNION ALL SELECT NULL FROM pg_database
            WHERE datname = current_database() AND datcollversion <> pg_database_collation_actual_version(oid)
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "collations", Messages.text("check.collations.how-text-is-sorted"), CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<String> known =
                context.target().withReadOnlySession(session -> session.query(KNOWN, row -> row.text("name")));
        Rules target = context.target().withReadOnlySession(CollationsCheck::rules);
        context.source().withReadOnlySession(session -> {
            Rules source = rules(session);
            List<Spotted> missing = Spotted.inScope(session, context.plan().scope(), USED, known);
            List<String> changed = changed(session);
            if (!missing.isEmpty()) {
                findings.accept(missing(missing));
            }
            if (!changed.isEmpty()) {
                findings.accept(changed(changed));
            }
            if (!source.isLike(target)) {
                findings.accept(different(source, target));
            }
            if (missing.isEmpty() && changed.isEmpty() && source.isLike(target)) {
                findings.accept(
                        Finding.passed(id(), Messages.text("check.collations.both-databases-sort-texts-by", source)));
            }
            return true;
        });
    }

    private static Rules rules(Session session) {
        ServerVersion version = new Catalog(session).version();
        String provider = version.isAtLeast(15) ? "datlocprovider" : "'c'";
        String locale = version.isAtLeast(17) ? "datlocale" : version.isAtLeast(15) ? "daticulocale" : "''";
        return session.queryOne(
                DEFAULT.formatted(provider, locale), row -> new Rules(row.text("collation"), row.text("letters")));
    }

    private static List<String> changed(Session session) {
        String byDefault = new Catalog(session).version().isAtLeast(15) ? CHANGED_DEFAULT : "";
        return session.query(
                CHANGED.formatted(Catalog.USER_SCHEMAS, byDefault),
                row -> row.optionalText("name").orElse(Messages.text("check.collations.the-default-of-the-database")));
    }

    private Finding missing(List<Spotted> missing) {
        return Finding.blocker(
                        id(),
                        Messages.plural("check.collations.planetscale-lacks-sorting-rules-that", missing.size()),
                        Messages.text("check.collations.these-objects-cannot-be-made"))
                .withDetails(Spotted.lines(missing));
    }

    private Finding changed(List<String> changed) {
        return Finding.warning(
                        id(),
                        Messages.text("check.collations.the-sources-operating-system-changed"),
                        Messages.text("check.collations.such-indexes-can-miss-rows"))
                .withDetails(changed);
    }

    private Finding different(Rules source, Rules target) {
        return Finding.warning(
                id(),
                Messages.text("check.collations.planetscale-sorts-texts-by-other", target, source),
                Messages.text("check.collations.lists-that-the-application-has"));
    }

    /**
     * @param collation for the order
     * @param letters for upper and lower case
     */
    private record Rules(String collation, String letters) {
        boolean isLike(Rules other) {
            return plain(collation).equals(plain(other.collation))
                    && plain(letters).equals(plain(other.letters));
        }

        /** One locale has several spellings. */
        private static String plain(String locale) {
            String spelled = locale.toLowerCase(Locale.ROOT).replace("utf-8", "utf8");
            return spelled.equals("posix") ? "c" : spelled;
        }

        @Override
        public String toString() {
            return collation.equals(letters)
                    ? collation
                    : Messages.text("check.collations.letters-by", collation, letters);
        }
    }
}

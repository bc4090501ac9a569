package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sequences that are close to the last number they, or the column they fill, can hold. The end comes whether or not the
 * database moves.
 */
final class KeyHeadroomCheck implements Check {
    private static final int WORTH_A_WARNING = 80;

    /** The bound of the column counts where it is tighter than the sequence's own. A cycle has no end. */
    private static final String USED = """
            WITH bound AS (
              SELECT s.schemaname, s.sequencename, s.last_value::numeric AS last, s.increment_by > 0 AS rises,
                     greatest(s.min_value::numeric, CASE a.atttypid WHEN 'int2'::regtype THEN -32768
                              WHEN 'int4'::regtype THEN -2147483648 ELSE s.min_value END) AS low,
                     least(s.max_value::numeric, CASE a.atttypid WHEN 'int2'::regtype THEN 32767
                           WHEN 'int4'::regtype THEN 2147483647 ELSE s.max_value END) AS high,
                     tn.nspname, t.relname, a.attname, format_type(a.atttypid, NULL) AS type
              FROM pg_sequences s JOIN pg_namespace n ON n.nspname = s.schemaname
              JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename AND c.relkind = 'S'
              LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
              LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
              LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
              WHERE NOT s.cycle AND s.last_value IS NOT NULL AND %s AND %s),
            share AS (
              SELECT *, floor(100 * CASE WHEN rises THEN last - low ELSE high - last END / nullif(high - low, 0)) AS used
              FROM bound)
            SELECT schemaname AS schema, sequencename AS name,
                   quote_ident(nspname) || '.' || quote_ident(relname) || '.' || quote_ident(attname) AS filled, type,
                   last::text AS last, (CASE WHEN rises THEN high ELSE low END)::text AS bound, used::text AS used
            FROM share WHERE used >= ? ORDER BY share.used DESC, 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName(
                "key-headroom", Messages.text("check.key-headroom.numbers-left-for-keys"), CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<Spotted> tight = context.source()
                .withReadOnlySession(
                        session -> Spotted.inScope(session, scope, KeyHeadroomCheck::about, USED, WORTH_A_WARNING));
        findings.accept(
                tight.isEmpty()
                        ? Finding.passed(
                                id(), Messages.text("check.key-headroom.no-sequence-in-scope-has", WORTH_A_WARNING))
                        : Finding.warning(
                                        id(),
                                        Messages.plural(
                                                "check.key-headroom.sequences-of-the-source-have",
                                                tight.size(),
                                                WORTH_A_WARNING,
                                                Listing.of(Spotted.names(tight))),
                                        Messages.text("check.key-headroom.when-the-numbers-are-used"))
                                .withDetails(Spotted.lines(tight)));
    }

    private static String about(Row row) {
        String stands =
                Messages.text("check.key-headroom.stands-at", row.text("last"), row.text("bound"), row.text("used"));
        return row.optionalText("filled")
                .map(column -> Messages.text("check.key-headroom.fills-and", column, row.text("type"), stands))
                .orElse(stands);
    }
}

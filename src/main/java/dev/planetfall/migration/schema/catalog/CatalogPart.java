package dev.planetfall.migration.schema.catalog;

/**
 * One kind of object, or one kind of statement about objects, as the catalogs hold it. A part is one query whatever the number
 * of objects; it runs with an empty {@code search_path} and {@code quote_all_identifiers} on, so that {@code quote_ident},
 * {@code format_type} and the server's {@code pg_get_*def} functions print names that are full and quoted.
 *
 * <p>The columns of the query, none of them NULL:
 * <ul>
 *   <li>{@code catalog}, {@code oid}, {@code part}: the {@link Address}
 *   <li>{@code kind}: as pg_dump names it, such as {@code FK CONSTRAINT}
 *   <li>{@code schema}: empty where the object lives in none
 *   <li>{@code relation}: the table, view or sequence of that schema to which it belongs, for the scope; otherwise empty
 *   <li>{@code name}: for people, unique within kind and schema, such as {@code orders orders_pkey}; not quoted
 *   <li>{@code statements}: {@code text[]}, without final semicolons
 *   <li>{@code placeholder}: of a view, a statement that makes one with the same columns out of nothing; otherwise empty
 *   <li>{@code needs}: {@code text[]} of {@link Address#parse addresses} beyond those that {@code pg_depend} tells
 *   <li>{@code reason}: why it is not carried over, as {@link Reason#of} reads it; empty for what is
 * </ul>
 */
interface CatalogPart {
    /** For parts that need none of it. */
    String NOTHING_ELSE = "'' AS part, '' AS placeholder, '{}'::text[] AS needs, '' AS reason";

    /** Condition on {@code n} of {@code pg_namespace}. */
    String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    /** A query over the catalogs of {@code versions.server()}. */
    String query(Versions versions);

    /** Condition: the row {@code alias} of that catalog was made by a person, and is not a member of an extension. */
    static String userMade(String catalog, String alias) {
        return alias + ".oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '" + catalog
                + "'::regclass AND x.objid = " + alias + ".oid AND x.deptype = 'e')";
    }

    /**
     * A {@code text[]} of addresses: every attachment of a partition's index below this partitioned index, for version 12 and
     * later.
     */
    static String attachmentsTo(String index) {
        return "ARRAY(SELECT 'pg_class:' || tree.relid::oid || ':attach' FROM pg_partition_tree(" + index
                + ") tree WHERE tree.level > 0)";
    }
}

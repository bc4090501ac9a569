package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.schema.SchemaObject.Section;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpParserTest {
    private static final String PREAMBLE = """
            --
            -- PostgreSQL database dump
            --

            \\restrict nZSKPMm6zPWRe94hGkpxgEMJs2ecwgynGDDxqh2Uvcr9KBWTWXfYpnpzJsDjsxo

            -- Dumped from database version 17.11
            -- Dumped by pg_dump version 17.11

            SET statement_timeout = 0;
            SET transaction_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);
            SET check_function_bodies = false;

            """;

    @Test
    void readsObjectsInTheirOrderAndDropsSettings() {
        assertThat(parse(PREAMBLE
                        + entry("shop", "SCHEMA", "-", "CREATE SCHEMA shop;")
                        + "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n"
                        + entry("item", "TABLE", "shop", """
                                CREATE TABLE shop.item (
                                    id integer NOT NULL
                                );

                                ALTER TABLE ONLY shop.item REPLICA IDENTITY FULL;""")
                        + entry("item item_pkey", "CONSTRAINT", "shop", """
                                ALTER TABLE ONLY shop.item
                                    ADD CONSTRAINT item_pkey PRIMARY KEY (id);""")
                        + entry("CONSTRAINT item_pkey ON item", "COMMENT", "shop", "COMMENT ON CONSTRAINT x IS 'y';")
                        + "\\unrestrict nZSKPMm6zPWRe94h\n"))
                .containsExactly(
                        new SchemaObject("SCHEMA", "", "shop", Section.PRE_DATA, List.of("CREATE SCHEMA shop")),
                        new SchemaObject(
                                "TABLE",
                                "shop",
                                "item",
                                Section.PRE_DATA,
                                List.of(
                                        "CREATE TABLE shop.item (\n    id integer NOT NULL\n)",
                                        "ALTER TABLE ONLY shop.item REPLICA IDENTITY FULL")),
                        new SchemaObject(
                                "CONSTRAINT",
                                "shop",
                                "item item_pkey",
                                Section.POST_DATA,
                                List.of("ALTER TABLE ONLY shop.item\n    ADD CONSTRAINT item_pkey PRIMARY KEY (id)")),
                        new SchemaObject(
                                "COMMENT",
                                "shop",
                                "CONSTRAINT item_pkey ON item",
                                Section.POST_DATA,
                                List.of("COMMENT ON CONSTRAINT x IS 'y'")));
    }

    @Test
    void isNotFooledByNamesThatLookLikeAnEntry() {
        String name = "a; Type: VIEW; Schema: s; Owner: - ";
        assertThat(parse(entry(
                        name, "TABLE", "public", "CREATE TABLE public.\"a; Type: VIEW; Schema: s; Owner: -\n\" ();")))
                .containsExactly(new SchemaObject(
                        "TABLE",
                        "public",
                        name,
                        Section.PRE_DATA,
                        List.of("CREATE TABLE public.\"a; Type: VIEW; Schema: s; Owner: -\n\" ()")));
    }

    @Test
    void isNotFooledByAnEntryInsideOfAStatement() {
        String comment = "COMMENT ON TABLE s IS 'hello;\n-- Name: x; Type: TABLE; Schema: public; Owner: -\n/* $$ '''";
        assertThat(parse(entry("TABLE s", "COMMENT", "public", comment + ";")))
                .containsExactly(new SchemaObject("COMMENT", "public", "TABLE s", Section.PRE_DATA, List.of(comment)));
    }

    @Test
    void leavesOutEntriesWithoutAStatement() {
        assertThat(parse(entry("public", "SCHEMA", "-", "-- *not* creating schema, since initdb creates it\n")))
                .isEmpty();
    }

    private static String entry(String name, String type, String schema, String sql) {
        return "--\n-- Name: " + name + "; Type: " + type + "; Schema: " + schema + "; Owner: -\n--\n\n" + sql
                + "\n\n\n";
    }

    private static List<SchemaObject> parse(String dump) {
        return DumpParser.parse(new StringReader(dump));
    }
}

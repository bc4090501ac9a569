package dev.planetfall.testing;

import dev.planetfall.postgres.Database;
import java.util.List;
import java.util.stream.Stream;

/** A column of every kind of type, with values that both servers can make by themselves from a number. */
public enum EveryType {
    SMALL_INTEGER("smallint", "(g % 30000)::smallint", "(v % 30000 + 1)::smallint"),
    INTEGER("integer", "g * 7919 % 1000003", "v + 1"),
    BIG_INTEGER("bigint", "g::bigint * 9000000001", "v - 1"),
    NUMERIC("numeric", "(g * 1.10)::numeric", "(v::text || '0')::numeric"),
    NUMERIC_OF_LENGTH("numeric(20,6)", "g / 7.0", "v + 0.000001"),
    NUMERIC_SPECIAL(
            "numeric", "CASE g % 2 WHEN 0 THEN 'NaN' ELSE g::text END::numeric", "coalesce(nullif(v, 'NaN'), 0) - 1"),
    REAL("real", "(g / 7.0)::real", "(v + v * 2e-7::real + 1e-6::real)::real"),
    DOUBLE(
            "double precision",
            "CASE g % 5 WHEN 0 THEN 'NaN' WHEN 1 THEN '-Infinity' WHEN 2 THEN '-0' ELSE (g / 7.0)::text END::float8",
            "CASE WHEN v = 0 THEN '0'::float8 ELSE 0.1::float8 + 0.2::float8 END"),
    BOOLEAN("boolean", "g % 2 = 0", "NOT v"),
    TEXT("text", "CASE g % 3 WHEN 0 THEN '' WHEN 1 THEN 'Ünï \"q\" (,) \\' || g ELSE md5(g::text) END", "v || ' '"),
    LONG_TEXT("text", "repeat(md5(g::text), 200)", "overlay(v PLACING 'Z' FROM 3000 FOR 1)"),
    VARCHAR("varchar(40)", "'row ' || g", "v || E'\\n'"),
    CHARACTER("char(12)", "'c' || g", "'d' || left(v, 10)"),
    SINGLE_BYTE("\"char\"", "chr(65 + g % 50)::\"char\"", "CASE WHEN v = '!' THEN '?' ELSE '!' END::\"char\""),
    NAME("name", "'name_' || g", "(v::text || '_')::name"),
    BYTES("bytea", "decode(md5(g::text), 'hex')", "v || '\\x00'::bytea"),
    DATE("date", "'1999-12-31'::date + g", "v + 1"),
    TIME("time", "'00:00'::time + g * interval '1.000001 second'", "v + interval '1 microsecond'"),
    TIME_WITH_ZONE("timetz", "('12:00:00+0' || g % 9)::timetz", "v + interval '1 microsecond'"),
    TIMESTAMP("timestamp", "'2001-01-01'::timestamp + g * interval '1.000001 hour'", "v + interval '1 microsecond'"),
    TIMESTAMP_WITH_ZONE(
            "timestamptz",
            "CASE WHEN g % 50 = 0 THEN 'infinity'::timestamptz ELSE '2001-03-04 05:06:07.123456+02'::timestamptz"
                    + " + g * interval '13 minutes' END",
            "CASE WHEN v = 'infinity' THEN '-infinity' ELSE v + interval '1 microsecond' END"),
    INTERVAL(
            "interval",
            "g * interval '1 month 2 days 3.000004 seconds'",
            "v + interval '30 days' - interval '1 month'"),
    UUID("uuid", "md5(g::text)::uuid", "md5(v::text)::uuid"),
    JSON("json", "('{\"b\": ' || g || ',  \"a\":[1, null]}')::json", "replace(v::text, ',  ', ', ')::json"),
    JSONB("jsonb", "jsonb_build_object('n', g, 'f', 1.0, 't', 'ä', 'z', null)", "v || '{\"f\": 1.00}'"),
    XML("xml", "('<a n=\"' || g || '\">x</a>')::xml", "replace(v::text, 'x', 'X')::xml"),
    INET("inet", "'10.0.0.0'::inet + g", "set_masklen(v, 31)"),
    CIDR("cidr", "set_masklen('10.0.0.0'::cidr + g * 256, 24)", "set_masklen(v, 25)"),
    MAC_ADDRESS(
            "macaddr",
            "('08:00:2b:00:' || lpad(to_hex(g / 256 % 256), 2, '0') || ':' || lpad(to_hex(g % 256), 2, '0'))::macaddr",
            "trunc(v)"),
    BITS("bit(16)", "(g % 65536)::bit(16)", "~v"),
    VARYING_BITS("varbit", "((g % 16)::bit(4))::varbit", "v || B'0'"),
    POINT("point", "point(g / 3.0, -g)", "point(v[0], v[1] + 1)"),
    BOX("box", "box(point(0, 0), point(g, g + 1))", "box(point(0, 1), v[0])"),
    PATH("path", "format('[(0,0),(%s,1)]', g)::path", "pclose(v)"),
    POLYGON("polygon", "format('((0,0),(1,0),(1,%s))', g)::polygon", "polygon(box(v))"),
    CIRCLE("circle", "circle(point(1, 2), g)", "circle(point(1, 3), 1)"),
    MONEY("money", "(g / 3.0)::numeric::money", "v + '0.01'::money"),
    LOG_POSITION("pg_lsn", "('0/' || to_hex(g + 1))::pg_lsn", "('1/' || split_part(v::text, '/', 2))::pg_lsn"),
    TEXT_VECTOR("tsvector", "to_tsvector('simple', 'word' || g || ' again')", "v || 'more'::tsvector"),
    TEXT_QUERY("tsquery", "('a' || g)::tsquery", "!!v"),
    ENUM(
            "typed.mood",
            "CASE g % 2 WHEN 0 THEN 'good' ELSE 'so, so' END::typed.mood",
            "CASE v WHEN 'good' THEN 'bad' ELSE 'good' END::typed.mood"),
    COMPOSITE(
            "typed.pair",
            "ROW(g, NULLIF('x' || g % 4, 'x0'))::typed.pair",
            "ROW((v).number, CASE WHEN (v).word IS NULL THEN '' END)::typed.pair"),
    DOMAIN("typed.positive", "g", "v + 1"),
    INTEGERS("integer[]", "CASE g % 3 WHEN 0 THEN '{}' ELSE ARRAY[g, NULL, -g] END::integer[]", "v || NULL::integer"),
    TEXTS("text[]", "ARRAY['a,b', '', NULL, '{' || g || '}']", "ARRAY['a', 'b'] || v"),
    FLOATS("float8[]", "ARRAY[g / 7.0, 'NaN']::float8[]", "v || 0.30000000000000004::float8"),
    MATRIX("integer[]", "ARRAY[[g, 1], [2, 3]]", "'[0:1][1:2]={{1,1},{2,3}}'::integer[]"),
    MOODS("typed.mood[]", "ARRAY['good', 'bad']::typed.mood[]", "ARRAY['bad', 'good']::typed.mood[]"),
    RANGE("int4range", "int4range(g, g + 5)", "int4range(lower(v), upper(v) + 1)"),
    TIME_RANGE(
            "tstzrange",
            "tstzrange('2020-01-01 00:00+00'::timestamptz + g * interval '1 s', NULL)",
            "tstzrange(NULL, NULL)"),
    HSTORE(
            "typed.hstore",
            "typed.hstore(ARRAY['b', 'a'], ARRAY[g::text, NULL])",
            "v OPERATOR(typed.||) typed.hstore('c', '')"),
    CASELESS_TEXT("typed.citext", "('Word ' || g)::typed.citext", "upper(v::text)::typed.citext"),
    OBJECT_NAME("regclass", "'pg_catalog.pg_class'::regclass", "'pg_catalog.pg_type'::regclass");

    /** The types that the columns need. */
    private static final List<String> TYPES = List.of(
            "CREATE SCHEMA typed",
            "CREATE EXTENSION citext SCHEMA typed",
            "CREATE EXTENSION hstore SCHEMA typed",
            "CREATE TYPE typed.mood AS ENUM ('good', 'so, so', 'bad')",
            "CREATE TYPE typed.pair AS (number integer, word text)",
            "CREATE DOMAIN typed.positive AS integer CHECK (VALUE > 0)");

    private final String type;
    private final String value;
    private final String mutation;

    EveryType(String type, String value, String mutation) {
        this.type = type;
        this.value = value;
        this.mutation = mutation;
    }

    /** In the schema {@code typed}, with a key {@code id} and a column {@code v} of this type. */
    public String table() {
        return "typed.t_" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Makes a table of each type with so many rows, of which every seventh is NULL; the same on every server. */
    public static void fill(Database database, int rows) {
        database.useSession(session -> {
            TYPES.forEach(session::execute);
            for (EveryType type : values()) {
                type.statements(rows).forEach(session::execute);
            }
        });
    }

    private List<String> statements(int rows) {
        return List.of(
                "CREATE TABLE " + table() + " (id bigint PRIMARY KEY, v " + type + ", note text)",
                "INSERT INTO " + table() + " SELECT g, CASE WHEN g % 7 = 0 THEN NULL ELSE " + value
                        + " END, 'n' || g FROM generate_series(1, " + rows + ") g");
    }

    /** Changes the value of the rows with these ids a little; of a NULL makes a value. */
    public String mutation(Stream<Long> ids) {
        return "UPDATE " + table() + " SET v = CASE WHEN v IS NULL THEN (SELECT " + value
                + " FROM (SELECT id::int AS g) n) ELSE " + mutation + " END WHERE id IN ("
                + String.join(", ", ids.map(String::valueOf).toList()) + ")";
    }

    /** Takes the values of the rows with these ids away. */
    public String emptying(Stream<Long> ids) {
        return "UPDATE " + table() + " SET v = NULL WHERE NOT (v IS NULL) AND id IN ("
                + String.join(", ", ids.map(String::valueOf).toList()) + ")";
    }
}

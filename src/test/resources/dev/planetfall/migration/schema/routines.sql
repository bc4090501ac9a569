-- Functions, procedures and aggregates.
SET check_function_bodies = off;
CREATE SCHEMA code;
CREATE TABLE code.items (id int PRIMARY KEY, name text, price numeric);
CREATE FUNCTION code.plain() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION code.overloaded(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION code.overloaded(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION code.overloaded(int, text) RETURNS text LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION code.options(a int, b text DEFAULT 'x;', c numeric(4, 1) DEFAULT 1.5 + 2) RETURNS text IMMUTABLE STRICT PARALLEL SAFE COST 7
    SECURITY DEFINER SET search_path TO code, 'Odd "path', pg_temp SET work_mem = '12MB' SET DateStyle TO 'ISO, DMY' LANGUAGE plpgsql AS $body$
BEGIN
  -- $$ a comment ; '
  RETURN a || b || $q$ quoted $x$ $q$;
END;
$body$;
CREATE FUNCTION code.set_of(INOUT a int, OUT b text) RETURNS SETOF record ROWS 17 STABLE PARALLEL RESTRICTED LANGUAGE sql AS 'SELECT $1, ''x''';
CREATE FUNCTION code.as_table(n int) RETURNS TABLE (id int, "Odd name" text) LANGUAGE sql AS 'SELECT 1, ''a''';
CREATE FUNCTION code.of_items(code.items) RETURNS code.items LANGUAGE sql AS 'SELECT $1.*';
CREATE FUNCTION code.all_items() RETURNS SETOF code.items LANGUAGE sql AS 'TABLE code.items';
CREATE FUNCTION code.items_type(x code.items.name%TYPE) RETURNS code.items.price%TYPE LANGUAGE sql AS 'SELECT 1.0';
CREATE FUNCTION code.many(VARIADIC rest text[] DEFAULT '{}') RETURNS int LANGUAGE sql AS 'SELECT cardinality($1)';
CREATE FUNCTION code.any_kind(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION code.later() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM code.zzz_made_later';
CREATE FUNCTION code.names_nothing() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN made_up.never_there(); END';
CREATE FUNCTION code.unqualified() RETURNS int LANGUAGE sql SET search_path = code AS 'SELECT plain()';
CREATE FUNCTION code.inlined(int) RETURNS int LANGUAGE sql AS 'SELECT code.overloaded($1) + code.plain()';
CREATE FUNCTION code.on_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION code.nothing() RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION code.backslash() RETURNS text LANGUAGE sql AS $$ SELECT E'\\ \' \n' || '\' $$;
CREATE FUNCTION code.windows() RETURNS int LANGUAGE plpgsql AS E'BEGIN\r\n  RETURN 1;\r\nEND';
CREATE TABLE code.zzz_made_later (id int DEFAULT code.plain());
CREATE PROCEDURE code.does(a int, INOUT b text DEFAULT 'b') LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
CREATE PROCEDURE code.does(a text) SECURITY DEFINER SET lock_timeout = '1s' LANGUAGE sql AS 'DELETE FROM code.items';
CREATE FUNCTION code.add_up(numeric, numeric) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT coalesce($1, 0) + $2';
CREATE FUNCTION code.take_off(numeric, numeric) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT $1 - $2';
CREATE FUNCTION code.finish(numeric) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION code.finish_more(numeric, numeric) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
CREATE AGGREGATE code.total(numeric) (sfunc = code.add_up, stype = numeric, initcond = '0', finalfunc = code.finish, combinefunc = code.add_up,
    parallel = safe, sspace = 64);
CREATE AGGREGATE code.moving(numeric) (sfunc = code.add_up, stype = numeric, msfunc = code.add_up, minvfunc = code.take_off, mstype = numeric,
    minitcond = '5', mfinalfunc = code.finish, mfinalfunc_modify = shareable, finalfunc = code.finish, finalfunc_extra = false);
CREATE AGGREGATE code.lowest(int) (sfunc = int4smaller, stype = int, sortop = <);
CREATE FUNCTION code.collect(float8[], float8) RETURNS float8[] IMMUTABLE LANGUAGE sql AS 'SELECT $1 || $2';
CREATE FUNCTION code.pick(float8[], float8, float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT $1[1]';
CREATE AGGREGATE code.ordered(float8 ORDER BY float8) (sfunc = code.collect, stype = float8[], finalfunc = code.pick, finalfunc_extra);
CREATE AGGREGATE code.hypothetical(float8 ORDER BY float8) (sfunc = code.collect, stype = float8[], finalfunc = code.pick, finalfunc_extra, hypothetical);
CREATE FUNCTION code.add_all(numeric, numeric, VARIADIC numeric[]) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE code.total(a numeric, VARIADIC b numeric[]) (sfunc = code.add_all, stype = numeric);
CREATE VIEW code.uses_aggregate AS SELECT code.total(price) AS total, code.moving(price) OVER (ORDER BY id) AS moving FROM code.items GROUP BY id, price;
COMMENT ON FUNCTION code.overloaded(int) IS 'Of a number';
COMMENT ON FUNCTION code.options(int, text, numeric) IS 'Has them';
COMMENT ON PROCEDURE code.does(text) IS 'Does it';
COMMENT ON AGGREGATE code.total(numeric) IS 'Adds up';
COMMENT ON AGGREGATE code.ordered(float8 ORDER BY float8) IS 'In order';

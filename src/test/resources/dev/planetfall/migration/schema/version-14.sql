-- From version 14 on.
CREATE SCHEMA v14;
CREATE TYPE v14.span AS RANGE (subtype = float8, multirange_type_name = v14."Many spans");
CREATE TABLE v14.spans (a int4multirange DEFAULT '{[1,5)}', b v14."Many spans", c text COMPRESSION pglz, d datemultirange);
CREATE INDEX spans_b ON v14.spans USING gist (b);
CREATE FUNCTION v14.atomic(x int, y text DEFAULT ';') RETURNS int LANGUAGE sql BEGIN ATOMIC
  SELECT CASE WHEN x > 1 THEN 2 ELSE 3 END; SELECT count(*)::int AS "end;" FROM v14.spans WHERE c = y; END;
CREATE FUNCTION v14.two(x int) RETURNS int IMMUTABLE LANGUAGE sql RETURN x * 2;
CREATE FUNCTION v14.one(x int) RETURNS int IMMUTABLE LANGUAGE sql RETURN CASE x WHEN 1 THEN 2 ELSE v14.two(x) END;
CREATE VIEW v14.through AS SELECT v14.atomic(1) AS a, v14.one(2) AS b;
CREATE FUNCTION v14.of_view() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM v14.through; END;
CREATE PROCEDURE v14."begin"(atomic int, OUT result text, OUT number int, OUT today date) LANGUAGE sql BEGIN ATOMIC INSERT INTO v14.spans (c) VALUES ('end;'); SELECT 'x', 5::int, now()::date; END;
CREATE STATISTICS v14.of_expression ON (lower(c)), (length(c) + 1) FROM v14.spans;
CREATE STATISTICS v14.of_one ON (upper(c)) FROM v14.spans;
CREATE STATISTICS v14.mixed (dependencies, mcv) ON c, (length(c)) FROM v14.spans;
CREATE TABLE v14.parted (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE v14.parted_1 PARTITION OF v14.parted FOR VALUES FROM (1) TO (10);
CREATE FUNCTION v14.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noted AFTER INSERT ON v14.parted FOR EACH ROW EXECUTE FUNCTION v14.note();
ALTER TABLE v14.parted ENABLE ALWAYS TRIGGER noted;
ALTER TABLE v14.parted_1 DISABLE TRIGGER noted;
CREATE AGGREGATE v14.any_of(anycompatible) (sfunc = array_append, stype = anycompatiblearray, initcond = '{}');
CREATE VIEW v14.searched AS WITH RECURSIVE t (a, b) AS (SELECT 1, 2 UNION ALL SELECT a + 1, b FROM t WHERE a < 3) SEARCH DEPTH FIRST BY a SET sorted CYCLE a SET looped USING way SELECT a, b, looped FROM t;
CREATE VIEW v14.extracted AS SELECT EXTRACT(hour FROM now()) AS h, date_bin('15 minutes', now(), '2001-01-01') AS bin, (SELECT x.c FROM v14.spans AS x JOIN v14.spans USING (a) AS j LIMIT 1) AS c;

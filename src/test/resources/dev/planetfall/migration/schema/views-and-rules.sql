-- Views, materialized views, rules; circles among them.
CREATE SCHEMA seen;
CREATE TABLE seen.items (id int PRIMARY KEY, name text, price numeric(8, 2), at timestamptz, tags text[], doc jsonb, amount int DEFAULT 1);
CREATE TABLE seen.orders (id int PRIMARY KEY, item int REFERENCES seen.items, note text);
CREATE VIEW seen.plain AS SELECT * FROM seen.items;
CREATE VIEW seen.renamed (one, "Two; ""2""") AS SELECT id, name FROM seen.items;
CREATE VIEW seen.grouped AS SELECT id, name, count(*) FROM seen.items GROUP BY id;
CREATE VIEW seen.over_grouped AS SELECT * FROM seen.grouped WHERE count > 1;
CREATE VIEW seen.checked WITH (security_barrier) AS SELECT id, name FROM seen.items WHERE id > 5 WITH LOCAL CHECK OPTION;
CREATE VIEW seen.cascaded AS SELECT id FROM seen.checked WHERE id < 100 WITH CASCADED CHECK OPTION;
CREATE RECURSIVE VIEW seen.counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE VIEW seen.with_everything AS
    WITH RECURSIVE tree AS (SELECT 1 AS n UNION SELECT n + 1 FROM tree WHERE n < 5), kept AS MATERIALIZED (SELECT * FROM seen.orders)
    SELECT DISTINCT ON (i.id) i.id, o.note, row_number() OVER w AS place, CASE WHEN i.price > 1 THEN 'dear' ELSE 'cheap' END AS kind,
        i.doc ->> 'a' AS a, i.tags[1] AS tag, (SELECT max(n) FROM tree) AS deep, i.at AT TIME ZONE 'UTC' AS utc, extract(year FROM i.at) AS year,
        i.name LIKE 'a%' AS alike, i.name SIMILAR TO 'b_' AS similar, coalesce(o.note, '') AS noted, i.price::int AS rounded, ARRAY[i.id, 2] AS ids,
        i.name COLLATE "C" AS c, sum(i.price) FILTER (WHERE i.price > 0) OVER (PARTITION BY i.name ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS summed,
        EXISTS (SELECT FROM seen.orders x WHERE x.item = i.id) AS ordered, i.id IN (1, 2, 3) AS chosen, i.id = ANY (ARRAY[4, 5]) AS other,
        ROW(i.id, i.name) = ROW(1, 'x') AS pair, substring(i.name FROM 1 FOR 2) AS start, position('a' IN i.name) AS found, trim(BOTH 'x' FROM i.name) AS bare,
        overlay(i.name PLACING 'b' FROM 1) AS over_laid, interval '1 day' AS span, CURRENT_DATE AS today, i.price BETWEEN 1 AND 2 AS between_them
    FROM seen.items i LEFT JOIN kept o ON o.item = i.id CROSS JOIN LATERAL (SELECT i.id * 2 AS twice) l JOIN (VALUES (1, 'x')) v (z, y) ON v.z = i.id
    WHERE i.name IS NOT NULL AND i.name NOT IN ('a', 'b') AND (i.at IS DISTINCT FROM now() OR i.price IS NULL)
    WINDOW w AS (PARTITION BY i.name ORDER BY i.price DESC NULLS LAST)
    ORDER BY i.id, o.note NULLS FIRST LIMIT 10 OFFSET 1;
CREATE VIEW seen.joined AS SELECT * FROM seen.items JOIN seen.orders USING (id);
CREATE VIEW seen.unions AS SELECT id FROM seen.items UNION ALL (SELECT id FROM seen.orders EXCEPT SELECT 1) INTERSECT SELECT 2;
CREATE VIEW seen.sets AS SELECT name, at::date AS day, sum(price) AS sum FROM seen.items GROUP BY GROUPING SETS ((name), (at::date), ()), ROLLUP (tags) HAVING sum(price) > 1;
CREATE VIEW seen.functions AS SELECT g.*, j.ordinality FROM generate_series(1, 3) g (n), ROWS FROM (unnest(ARRAY[1]), unnest(ARRAY['a'])) WITH ORDINALITY j (a, b, ordinality);
CREATE VIEW seen.locked AS SELECT * FROM seen.items FOR UPDATE OF items SKIP LOCKED;
CREATE VIEW seen.no_columns AS SELECT FROM seen.items;
CREATE VIEW seen.sampled AS SELECT * FROM seen.items TABLESAMPLE BERNOULLI (10) REPEATABLE (5);
CREATE VIEW seen.defaulted AS SELECT id, name FROM seen.items;
CREATE SEQUENCE seen.numbers;
ALTER VIEW seen.defaulted ALTER name SET DEFAULT 'from the view', ALTER id SET DEFAULT nextval('seen.numbers');
CREATE MATERIALIZED VIEW seen.kept WITH (fillfactor = 70) AS SELECT name, count(*) AS n FROM seen.plain GROUP BY name;
CREATE MATERIALIZED VIEW seen.kept_empty AS SELECT n FROM seen.kept WITH NO DATA;
CREATE UNIQUE INDEX kept_name ON seen.kept (name);
CREATE INDEX kept_n ON seen.kept (n DESC) WHERE n > 1;
ALTER MATERIALIZED VIEW seen.kept ALTER name SET STATISTICS 66, ALTER name SET STORAGE EXTERNAL, CLUSTER ON kept_name;
CREATE VIEW seen.over_kept AS SELECT k.n, o.id FROM seen.kept k, seen.over_grouped o;
CREATE VIEW seen.first_of_circle AS SELECT 1 AS a, 'x'::text COLLATE "C" AS b;
CREATE VIEW seen.second_of_circle AS SELECT a, b FROM seen.first_of_circle;
CREATE OR REPLACE VIEW seen.first_of_circle AS SELECT a, b FROM seen.second_of_circle;
CREATE FUNCTION seen.all_plain() RETURNS SETOF seen.plain LANGUAGE sql AS 'SELECT * FROM seen.plain';
CREATE VIEW seen.from_function AS SELECT * FROM seen.all_plain();
CREATE FUNCTION seen.of_view(seen.from_function) RETURNS int LANGUAGE sql AS 'SELECT $1.id';
CREATE TABLE seen.became_view (a int, b text);
CREATE RULE on_insert AS ON INSERT TO seen.plain DO INSTEAD (INSERT INTO seen.items (id, name) VALUES (NEW.id, NEW.name || ';'); DELETE FROM seen.orders WHERE id = -1);
CREATE RULE "On; delete" AS ON DELETE TO seen.plain WHERE OLD.id > 5 DO INSTEAD NOTHING;
CREATE RULE also AS ON UPDATE TO seen.items WHERE NEW.price <> OLD.price DO ALSO UPDATE seen.orders SET note = 'changed' WHERE item = OLD.id;
CREATE RULE returning_row AS ON INSERT TO seen.renamed DO INSTEAD INSERT INTO seen.items (id, name) VALUES (NEW.one, 'x') RETURNING id, name;
CREATE RULE telling AS ON DELETE TO seen.orders DO ALSO NOTIFY gone;
ALTER TABLE seen.items DISABLE RULE also;
ALTER TABLE seen.orders ENABLE ALWAYS RULE telling;
COMMENT ON VIEW seen.plain IS 'All of them';
COMMENT ON COLUMN seen.plain.name IS 'As it is';
COMMENT ON MATERIALIZED VIEW seen.kept IS 'Kept';
COMMENT ON COLUMN seen.kept.n IS 'How many';
COMMENT ON INDEX seen.kept_n IS 'Most first';
COMMENT ON RULE also ON seen.items IS 'Also';

-- From version 16 and 17 on.
CREATE SCHEMA v17;
CREATE TABLE v17.parted (id int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 5), at date, room int, during tsrange) PARTITION BY RANGE (at);
CREATE TABLE v17.parted_1 PARTITION OF v17.parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE v17.stored (a text STORAGE EXTERNAL, b int);
ALTER TABLE v17.parted ADD CONSTRAINT apart EXCLUDE USING btree (at WITH =, room WITH =);
CREATE COLLATION v17.builtin (provider = builtin, locale = 'C.UTF-8');
CREATE COLLATION v17.ruled (provider = icu, locale = 'und', rules = '&V << w <<< W');
CREATE TABLE v17.sorted (a text COLLATE v17.builtin, b text COLLATE v17.ruled);
CREATE VIEW v17.docs AS SELECT j.* FROM v17.stored, JSON_TABLE(a::jsonb, '$[*]' COLUMNS (n FOR ORDINALITY, id int PATH '$.id', name text PATH '$.name' DEFAULT 'x' ON EMPTY)) j;
CREATE VIEW v17.asked AS SELECT JSON_VALUE(a::jsonb, '$.a' RETURNING int DEFAULT 5 ON ERROR) AS v, JSON_EXISTS(a::jsonb, '$.b') AS e, JSON_QUERY(a::jsonb, '$.c' WITH WRAPPER) AS q,
    a IS JSON OBJECT WITH UNIQUE KEYS AS is_doc, JSON_OBJECT('k' VALUE b ABSENT ON NULL) AS made, JSON_ARRAY(1, 2) AS list, b AT LOCAL AS local FROM (SELECT a, now() AS b FROM v17.stored) s;
CREATE FUNCTION v17.merges() RETURNS void LANGUAGE sql BEGIN ATOMIC
    MERGE INTO v17.stored t USING (SELECT 1 AS b) s ON t.b = s.b WHEN MATCHED THEN UPDATE SET a = 'x' WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT (b) VALUES (s.b); END;

-- From version 18 on.
CREATE SCHEMA v18;
CREATE EXTENSION btree_gist;
CREATE TABLE v18.computed (a int, b int, sum int GENERATED ALWAYS AS (a + b) VIRTUAL, by_default numeric GENERATED ALWAYS AS (a * 1.5), kept int GENERATED ALWAYS AS (a - b) STORED,
    CHECK (sum > 0));
CREATE TABLE v18.strict (a int CONSTRAINT "a; must be" NOT NULL, b int NOT NULL NO INHERIT, c int CONSTRAINT c_named NOT NULL NO INHERIT, d int, e int NOT NULL, f int);
ALTER TABLE v18.strict ADD CONSTRAINT d_later NOT NULL d NOT VALID;
ALTER TABLE v18.strict ADD NOT NULL f NOT VALID;
ALTER TABLE v18.strict RENAME e TO e_renamed;
COMMENT ON CONSTRAINT "a; must be" ON v18.strict IS 'Must be';
CREATE TABLE v18.child (d int CONSTRAINT own_d NOT NULL, more int NOT NULL) INHERITS (v18.strict);
CREATE TABLE v18.parted (a int CONSTRAINT parted_a NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE v18.parted_1 PARTITION OF v18.parted FOR VALUES IN (1);
CREATE TABLE v18.parted_2 (b int CONSTRAINT own_name NOT NULL, a int CONSTRAINT own_a NOT NULL);
ALTER TABLE v18.parted ATTACH PARTITION v18.parted_2 FOR VALUES IN (2);
CREATE TABLE v18.rooms (room int, during tstzrange, CONSTRAINT rooms_key PRIMARY KEY (room, during WITHOUT OVERLAPS), UNIQUE (room, during WITHOUT OVERLAPS));
CREATE TABLE v18.bookings (room int, during tstzrange, FOREIGN KEY (room, PERIOD during) REFERENCES v18.rooms (room, PERIOD during));
CREATE TABLE v18.lax (id int PRIMARY KEY, a int, CONSTRAINT not_enforced CHECK (a > 0) NOT ENFORCED, CONSTRAINT refers FOREIGN KEY (a) REFERENCES v18.lax NOT ENFORCED);
CREATE TABLE v18.refers_to_parted (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE v18.parted_refers (a int, b int) PARTITION BY LIST (a);
CREATE TABLE v18.parted_refers_1 PARTITION OF v18.parted_refers FOR VALUES IN (1);
ALTER TABLE v18.parted_refers ADD CONSTRAINT not_yet FOREIGN KEY (a, b) REFERENCES v18.refers_to_parted NOT VALID;
CREATE FUNCTION v18.returns_old() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE v18.computed SET a = a + 1 RETURNING OLD.a, NEW.a; END;
CREATE VIEW v18.grouped AS SELECT a, count(*) AS n, uuidv7() AS id FROM v18.strict GROUP BY a;
CREATE INDEX computed_kept ON v18.computed (kept);
CREATE TABLE v18.ids (id uuid DEFAULT uuidv7() PRIMARY KEY, t text);
CREATE INDEX ids_gin ON v18.ids USING gin (to_tsvector('simple'::regconfig, t));

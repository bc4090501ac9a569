-- Constraints and indexes.
CREATE SCHEMA rules;
CREATE TABLE rules.parents (id int PRIMARY KEY, a int, b int, c text, UNIQUE (a, b), CONSTRAINT with_payload UNIQUE (c) INCLUDE (a, b),
    CONSTRAINT late UNIQUE (b, c) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT full_page UNIQUE (c, id) WITH (fillfactor = 30));
CREATE TABLE rules.children (id bigint, parent int REFERENCES rules.parents ON DELETE CASCADE ON UPDATE SET NULL, a int, b int,
    self bigint, CONSTRAINT children_key PRIMARY KEY (id) INCLUDE (a) DEFERRABLE,
    CONSTRAINT full_match FOREIGN KEY (a, b) REFERENCES rules.parents (a, b) MATCH FULL ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT restricted FOREIGN KEY (parent) REFERENCES rules.parents ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE);
CREATE TABLE rules.reservations (id int, room int, during tstzrange, shape circle,
    EXCLUDE USING gist (during WITH &&), CONSTRAINT apart EXCLUDE USING gist (shape WITH &&, during WITH -|-) WHERE (id > 10) DEFERRABLE,
    CONSTRAINT hashed EXCLUDE USING hash (room WITH =), CONSTRAINT by_tree EXCLUDE (abs(room) WITH =, (id + 1) WITH =) INCLUDE (during) WITH (fillfactor = 55),
    CONSTRAINT spelled EXCLUDE USING btree (room DESC NULLS LAST WITH =) INITIALLY DEFERRED);
ALTER TABLE rules.children ADD CONSTRAINT not_yet CHECK (a > 0) NOT VALID;
ALTER TABLE rules.children ADD CONSTRAINT not_yet_either FOREIGN KEY (b) REFERENCES rules.parents (id) NOT VALID;
ALTER TABLE rules.parents ADD CONSTRAINT own_only CHECK (a < 100) NO INHERIT;
CREATE TABLE rules.listed (kind varchar(10) CHECK (kind IN ('a', 'b')), other char(2) CHECK (other NOT IN ('x', 'y')), n numeric CHECK (n BETWEEN 1 AND 2.5), at date CHECK (at > '2020-01-01' AND at <= CURRENT_DATE));
CREATE INDEX listed_some ON rules.listed (kind) WHERE kind IN ('a', 'c') AND at IS NOT NULL;
ALTER TABLE rules.parents ADD CONSTRAINT "Check; me" CHECK (c IN ('a', 'b;', '--') OR c ~ '\d+' AND length(c) < 5);
CREATE UNIQUE INDEX becomes_constraint ON rules.children (self);
ALTER TABLE rules.children ADD CONSTRAINT renamed_by_constraint UNIQUE USING INDEX becomes_constraint;
CREATE TABLE rules.docs (id int, title text, body text, doc jsonb, tags text[], at timestamptz, n numeric, p point, r int4range, v tsvector, u uuid, net inet, "Odd ""col" int);
CREATE INDEX docs_plain ON rules.docs (title);
CREATE INDEX docs_many ON rules.docs (title DESC, body ASC NULLS FIRST, id DESC NULLS LAST, n);
CREATE UNIQUE INDEX docs_unique ON rules.docs (lower(title), (doc ->> 'a'), (id + 1)) INCLUDE (body, at) WHERE title IS NOT NULL AND n > 5;
CREATE INDEX docs_collated ON rules.docs (title COLLATE "C" text_pattern_ops, body COLLATE "POSIX" DESC);
CREATE INDEX docs_hash ON rules.docs USING hash (title);
CREATE INDEX docs_gin ON rules.docs USING gin (doc jsonb_path_ops, tags) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX docs_gist ON rules.docs USING gist (p, r range_ops) WITH (buffering = on, fillfactor = 88);
CREATE INDEX docs_spgist ON rules.docs USING spgist (r);
CREATE INDEX docs_brin ON rules.docs USING brin (at, n) WITH (pages_per_range = 16, autosummarize = true);
CREATE INDEX docs_words ON rules.docs USING gin (to_tsvector('english', title || ' ' || body));
CREATE INDEX docs_siglen ON rules.docs USING gist (v tsvector_ops (siglen = 100));
CREATE INDEX docs_net ON rules.docs USING gist (net inet_ops);
CREATE INDEX docs_dedup ON rules.docs (n) WITH (deduplicate_items = off, fillfactor = 40);
CREATE INDEX "Docs; ""odd""" ON rules.docs ("Odd ""col" DESC);
CREATE INDEX docs_expression ON rules.docs ((title || body), date_trunc('day', at AT TIME ZONE 'UTC'));
ALTER INDEX rules.docs_expression ALTER COLUMN 1 SET STATISTICS 99;
ALTER INDEX rules.docs_expression ALTER COLUMN 2 SET STATISTICS 0;
COMMENT ON INDEX rules.docs_gin IS 'Inside';
COMMENT ON CONSTRAINT full_match ON rules.children IS 'All or nothing';
COMMENT ON CONSTRAINT apart ON rules.reservations IS 'Apart';
COMMENT ON INDEX rules.parents_pkey IS 'Index of a key';

-- Types that people make.
CREATE SCHEMA kinds;
CREATE TYPE kinds.mood AS ENUM ('sad;', 'ok''s', 'E\x', '', 'very happy');
ALTER TYPE kinds.mood ADD VALUE 'so-so' BEFORE 'E\x';
CREATE TYPE kinds.no_labels AS ENUM ();
CREATE TYPE kinds.address AS (street text COLLATE "C", "house no." varchar(5), at point, tags text[], moods kinds.mood[]);
CREATE TYPE kinds.nested AS (main kinds.address, others kinds.address[], price numeric(8, 2));
CREATE TYPE kinds.nothing AS ();
CREATE TYPE kinds.shrunk AS (a int, b int);
ALTER TYPE kinds.shrunk DROP ATTRIBUTE a, ADD ATTRIBUTE c text;
CREATE DOMAIN kinds.positive AS int DEFAULT 3 NOT NULL CONSTRAINT positive CHECK (VALUE > 0) CONSTRAINT "not too big" CHECK (VALUE < 1000);
CREATE DOMAIN kinds.email AS varchar(100) COLLATE "C" CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE DOMAIN kinds.of_domain AS kinds.positive CHECK (VALUE <> 13);
CREATE DOMAIN kinds.list AS int[] DEFAULT '{}' CHECK (cardinality(VALUE) < 10);
CREATE DOMAIN kinds.of_mood AS kinds.mood DEFAULT 'ok''s';
CREATE DOMAIN kinds.of_address AS kinds.address;
CREATE FUNCTION kinds.is_even(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 2 = 0';
CREATE DOMAIN kinds.even AS int CONSTRAINT even CHECK (kinds.is_even(VALUE));
ALTER DOMAIN kinds.even ADD CONSTRAINT later CHECK (VALUE <> 7) NOT VALID;
CREATE DOMAIN kinds.plain AS text;
CREATE TYPE kinds.float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE kinds.text_range AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
CREATE FUNCTION kinds.difference(time, time) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT EXTRACT(EPOCH FROM ($1 - $2))::float8';
CREATE TYPE kinds.time_range AS RANGE (subtype = time, subtype_diff = kinds.difference);
CREATE COLLATION kinds.plain_c FROM "C";
CREATE COLLATION kinds."Posix" (locale = 'POSIX');
CREATE COLLATION kinds.apart (lc_collate = 'C', lc_ctype = 'POSIX');
CREATE TABLE kinds.uses (m kinds.mood DEFAULT 'sad;', ms kinds.mood[], a kinds.address, n kinds.nested, p kinds.positive, ps kinds.positive[],
    e kinds.email DEFAULT 'a@b', o kinds.of_domain, l kinds.list, f kinds.float_range DEFAULT '[1,2]', t kinds.time_range,
    c text COLLATE kinds.plain_c, c2 text COLLATE kinds."Posix", d kinds.even, tr kinds.text_range, CHECK ((a).street <> ''));
CREATE FUNCTION kinds.makes(kinds.mood, kinds.address[]) RETURNS kinds.nested LANGUAGE sql AS 'SELECT NULL::kinds.nested';
CREATE INDEX uses_f ON kinds.uses USING gist (f);
CREATE INDEX uses_c ON kinds.uses (c COLLATE kinds."Posix");
COMMENT ON TYPE kinds.mood IS 'How one is';
COMMENT ON TYPE kinds.address IS 'Where one is';
COMMENT ON COLUMN kinds.address.street IS 'The street';
COMMENT ON DOMAIN kinds.positive IS 'More than nothing';
COMMENT ON CONSTRAINT positive ON DOMAIN kinds.positive IS 'Really';
COMMENT ON COLLATION kinds.plain_c IS 'By byte';

-- Names and texts that try to break the way to the target.
SET check_function_bodies = off;
CREATE SCHEMA "Sh;op ""quoted"" 🚀";
CREATE SCHEMA "select";
CREATE SCHEMA "line
break";
CREATE TABLE "Sh;op ""quoted"" 🚀"."Robert""); DROP TABLE students;--" ("ques?tion" int PRIMARY KEY, "it's $1 :x {fn}" text DEFAULT 'a?b::c{fn x}', "ÜPPER äöü" text,
    "日本語" int, "with.dot" int, "tab	bed" int, " leading and trailing " int CHECK (" leading and trailing " > 0), "%s %I %%" text, "/* no comment */" int, "-- no comment" int, "$$" text);
CREATE TABLE "select"."from" ("case" int PRIMARY KEY, "end" int REFERENCES "select"."from", "user" text DEFAULT CURRENT_USER, "order" int, "table" text, "null" int, "default" int DEFAULT 5);
CREATE TABLE "select"."select" ("select" int);
CREATE TABLE "line
break"."new
line" ("col
umn" int PRIMARY KEY);
CREATE TABLE "a123456789b123456789c123456789d123456789e123456789f123456789abc" (
    "a123456789b123456789c123456789d123456789e123456789f123456789abc" serial PRIMARY KEY,
    "a123456789b123456789c123456789d123456789e123456789f123456789abd" int UNIQUE CHECK ("a123456789b123456789c123456789d123456789e123456789f123456789abd" > 1),
    "ääääääääääääääääääääääääääääääX" int NOT NULL UNIQUE REFERENCES "a123456789b123456789c123456789d123456789e123456789f123456789abc");
CREATE INDEX ON "a123456789b123456789c123456789d123456789e123456789f123456789abc" ("ääääääääääääääääääääääääääääääX", "a123456789b123456789c123456789d123456789e123456789f123456789abd");
CREATE TABLE "MixedCase" ("Id" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Name" text);
CREATE TABLE mixedcase (id int);
CREATE VIEW "Sh;op ""quoted"" 🚀"."View's $body$" AS SELECT "ques?tion" AS "a""b", '{"x": 1}'::jsonb ? 'x' AS "q?" FROM "Sh;op ""quoted"" 🚀"."Robert""); DROP TABLE students;--";
CREATE TYPE "select"."enum" AS ENUM ('a;', '''quoted''', '$$', '"double"', '\', '--', '/*', '🚀', E'new\nline', ' ');
CREATE TYPE "MixedCase_type" AS ("Left" "select"."enum", "right" "MixedCase");
CREATE DOMAIN "select"."domain" AS "select"."enum" CONSTRAINT "check;" CHECK (VALUE <> '--');
CREATE FUNCTION "select"."function"("in" int, "out" text, VARIADIC "array" text[]) RETURNS text LANGUAGE sql AS $function$ SELECT '$body$ -- ''; /* ' || $2 || $$ ; $$ $function$;
CREATE FUNCTION "Sh;op ""quoted"" 🚀"."f();--"() RETURNS text LANGUAGE plpgsql AS $x$ DECLARE y text := '$$'; BEGIN /* ; */ -- ;
  EXECUTE 'SET search_path = public'; RETURN "y" || $$;$$ || $y$ $z$ $y$; END $x$;
CREATE FUNCTION public.later() RETURNS int LANGUAGE sql SET search_path = public, "select", "Sh;op ""quoted"" 🚀" AS 'SELECT 1 FROM zzz_made_later';
CREATE FUNCTION public.length(text) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 42';
CREATE FUNCTION public.lower(text, text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION public.same_length(text, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT pg_catalog.length($1) OPERATOR(pg_catalog.=) $2';
CREATE OPERATOR public.= (leftarg = text, rightarg = int, function = public.same_length);
CREATE TYPE public.text AS ENUM ('not', 'text');
CREATE TABLE public.shadows (a pg_catalog.text, b public.text DEFAULT 'not', CHECK (public.length(a) > 3), CHECK (pg_catalog.length(a) > 2), CHECK (a OPERATOR(public.=) 5));
CREATE TABLE public.pg_class (relname name, oid int);
CREATE VIEW public.pg_tables AS SELECT c.relname, r.relname AS real FROM public.pg_class c, pg_catalog.pg_class r;
CREATE TABLE zzz_made_later (id int);
CREATE FUNCTION "trigger"() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER "on;""delete""" AFTER DELETE ON "select"."from" FOR EACH ROW WHEN (OLD."case" > 1) EXECUTE FUNCTION "trigger"('it''s', '$$;', '\', '?');
CREATE RULE "rule;" AS ON INSERT TO "select"."select" DO ALSO INSERT INTO zzz_made_later VALUES (NEW."select");
CREATE POLICY "policy; 🚀" ON "select"."from" USING ("user" = 'it''s "me"; --');
CREATE INDEX "index?; 🚀" ON "select"."from" ("order" DESC) WHERE "table" <> '?;--';
CREATE SEQUENCE "select"."seq'uence" OWNED BY "select"."from"."order";
ALTER TABLE "select"."from" ALTER "order" SET DEFAULT nextval('"select"."seq''uence"');
ALTER TABLE "select"."from" ADD CONSTRAINT "constraint; 'x'" CHECK ("null" IS NULL OR "default" > 3);
CREATE MATERIALIZED VIEW "select"."materialized; view" AS SELECT "case" AS "else" FROM "select"."from";
CREATE STATISTICS "select"."statistics;" ON "case", "end" FROM "select"."from";
COMMENT ON TABLE "select"."from" IS E'hello; -- Name: x; Type: TABLE; Schema: public; Owner: -\n\n/* $$ '''' \\ \\connect evil\n\\.\n? 🚀';
COMMENT ON COLUMN "Sh;op ""quoted"" 🚀"."Robert""); DROP TABLE students;--"."it's $1 :x {fn}" IS '";''';
COMMENT ON FUNCTION "select"."function"(int, pg_catalog.text, pg_catalog.text[]) IS '$function$';
COMMENT ON CONSTRAINT "constraint; 'x'" ON "select"."from" IS '''';
COMMENT ON SCHEMA "line
break" IS 'breaks';

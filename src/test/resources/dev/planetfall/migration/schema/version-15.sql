-- From version 15 on.
CREATE SCHEMA v15;
CREATE TABLE v15.items (id int PRIMARY KEY, a int, b int, c text, CONSTRAINT one_null UNIQUE NULLS NOT DISTINCT (a, b));
CREATE UNIQUE INDEX items_nulls ON v15.items (c) INCLUDE (a) NULLS NOT DISTINCT WHERE b > 1;
CREATE TABLE v15.orders (id int, item int, other int, UNIQUE (id, item), FOREIGN KEY (id, item) REFERENCES v15.orders (id, item) ON DELETE SET NULL (item),
    CONSTRAINT to_default FOREIGN KEY (other, item) REFERENCES v15.orders (id, item) ON DELETE SET DEFAULT (other));
CREATE VIEW v15.invoked WITH (security_barrier = false, security_invoker = true) AS SELECT * FROM v15.items;
CREATE UNLOGGED SEQUENCE v15.fast;
CREATE UNLOGGED TABLE v15.fast_table (id serial, other int GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE v15.slow OWNED BY v15.fast_table.id;
CREATE COLLATION v15.icu (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
CREATE TABLE v15.sorted (a text COLLATE v15.icu);
CREATE INDEX sorted_a ON v15.sorted (a);
CREATE VIEW v15.cleaned AS SELECT regexp_count(c, 'a') AS n, c IS NORMALIZED AS normal FROM v15.items;

-- The sample store, second part: rows. The setting demo.scale says how many; 1 makes about 1 MB.
SELECT setseed(0.42);

INSERT INTO customer (email, name, tier, preferences, joined_at)
SELECT 'customer' || n || '@example.com',
       (ARRAY['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Ken', 'Hedy'])[1 + n % 8] || ' '
         || initcap(substr(md5(n::text), 1, 8)),
       (enum_range(NULL::loyalty_tier))[1 + (random() * random() * 4)::int % 4],
       jsonb_build_object('newsletter', n % 3 = 0, 'language', (ARRAY['en', 'de', 'fr', 'ja'])[1 + n % 4],
                          'nickname', CASE WHEN n % 5 = 0 THEN 'O''Neil "' || n || '" \ zoë' END),
       timestamptz '2024-01-01' + n % 900 * interval '1 day'
FROM generate_series(1, 300 * current_setting('demo.scale')::int) n;

INSERT INTO address (customer_id, street, city, country)
SELECT n, n % 400 || ' ' || initcap(substr(md5('street' || n), 1, 12)) || ' Street',
       (ARRAY['Oslo', 'Lyon', 'Köln', '大阪', 'Austin'])[1 + n % 5], (ARRAY['NO', 'FR', 'DE', 'JP', 'US'])[1 + n % 5]
FROM generate_series(1, 300 * current_setting('demo.scale')::int) n;

INSERT INTO category (parent_id, name)
SELECT CASE WHEN n > 4 THEN 1 + n % 4 END, 'Category ' || n FROM generate_series(1, 20) n;

INSERT INTO product (id, category_id, name, price, attributes, tags)
SELECT md5('product' || n)::uuid, 1 + n % 20, initcap(substr(md5(n::text), 3, 9)) || ' no. ' || n,
       (random() * 200)::numeric(12, 2),
       jsonb_build_object('colour', (ARRAY['red', 'green', 'blue', 'black'])[1 + n % 4], 'grams', n % 5000,
                          'story', repeat(md5(n::text) || ' ', 6)),
       ARRAY['tag' || n % 30, 'tag' || n % 7]
FROM generate_series(1, 100 + 30 * current_setting('demo.scale')::int) n;

INSERT INTO stock_level (warehouse, product_id, quantity)
SELECT warehouse, id, 1000 FROM product CROSS JOIN (VALUES ('north'), ('south')) AS w (warehouse);

INSERT INTO customer_order (customer_id, ticket, status, placed_at, updated_at)
SELECT 1 + n * 7919 % (300 * current_setting('demo.scale')::int), nextval('ticket'),
       (enum_range(NULL::order_status))[1 + n % 6], moment, moment
FROM (SELECT n, timestamptz '2026-01-01' + n % 300 * interval '1 day' AS moment
      FROM generate_series(1::bigint, 700 * current_setting('demo.scale')::bigint) n) placed;

INSERT INTO order_line (order_id, line_number, product_id, quantity, unit_price)
SELECT n, line, md5('product' || 1 + (n * 31 + line * 17) % 100)::uuid, 1 + n % 5, (random() * 200)::numeric(12, 2)
FROM generate_series(1::bigint, 700 * current_setting('demo.scale')::bigint) n CROSS JOIN generate_series(1, 3) line;

INSERT INTO payment (order_id, amount, paid_at, details)
SELECT n, (random() * 500)::numeric(12, 2), timestamptz '2026-01-01' + n % 300 * interval '1 day',
       jsonb_build_object('provider', 'card', 'receipt', md5(n::text) || md5('r' || n), 'lines', n % 5)
FROM generate_series(1::bigint, 600 * current_setting('demo.scale')::bigint) n;

INSERT INTO cart (customer_id, items)
SELECT 1 + n * 13 % (300 * current_setting('demo.scale')::int), jsonb_build_array(md5(n::text), n)
FROM generate_series(1, 100 * current_setting('demo.scale')::int) n;

INSERT INTO page_view (viewed_at, customer_id, path, agent)
SELECT timestamptz '2025-12-01' + random() * interval '360 days', n % 1000,
       '/product/' || md5('product' || n % 100), 'Mozilla/5.0 (like a browser) ' || md5(n::text)
FROM generate_series(1, 1700 * current_setting('demo.scale')::int) n;

INSERT INTO "Back Office"."Audit Log" ("Who?", "What")
SELECT 'clerk ' || n % 12, jsonb_build_object('action', 'review', 'order', n, 'remark', repeat('fine ', n % 20))
FROM generate_series(1, 300 * current_setting('demo.scale')::int) n;

INSERT INTO "Back Office"."Odd ""name""; --" ("select", "it's", "größe")
SELECT n, 'quote '' and "double" and \backslash' || n, n / 7.0 FROM generate_series(1, 50) n;

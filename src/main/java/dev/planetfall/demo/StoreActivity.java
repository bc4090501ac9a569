package dev.planetfall.demo;

import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What customers and clerks of the sample store do. Each is the work of one transaction. A random choice stands in a
 * subquery, so that it is made once and not anew for every row.
 */
enum StoreActivity {
    PLACE_ORDER(30, """
            WITH placed AS (
              INSERT INTO customer_order (customer_id, ticket)
              SELECT id, nextval('ticket') FROM customer
              WHERE id >= (SELECT floor(random() * max(id))::bigint FROM customer) ORDER BY id LIMIT 1
              RETURNING id),
            lines AS (
              INSERT INTO order_line (order_id, line_number, product_id, quantity, unit_price)
              SELECT placed.id, line, md5('product' || 1 + floor(random() * 100)::int)::uuid, line, random() * 100
              FROM placed, generate_series(1, 2) line)
            INSERT INTO payment (order_id, amount, details)
            SELECT id, random() * 100, jsonb_build_object('provider', 'card', 'receipt', md5(random()::text)) FROM placed
            """),
    MOVE_ORDER(20, """
            UPDATE customer_order SET status = CASE status WHEN 'placed' THEN 'packed'::order_status ELSE 'shipped' END
            WHERE id = (SELECT id FROM customer_order
                        WHERE id >= (SELECT floor(random() * max(id))::bigint FROM customer_order) ORDER BY id LIMIT 1)
            """),
    TAKE_FROM_STOCK(10, """
            UPDATE stock_level SET quantity = quantity - 1
            WHERE warehouse = 'north' AND product_id = (SELECT md5('product' || 1 + floor(random() * 100)::int)::uuid)
            """),
    CHANGE_PRICE(5, """
            UPDATE product SET price = random() * 200, attributes = jsonb_set(attributes, '{reviewed}', to_jsonb(now()))
            WHERE id = (SELECT md5('product' || 1 + floor(random() * 100)::int)::uuid)
            """),
    LOOK_AROUND(15, """
            INSERT INTO page_view (viewed_at, customer_id, path, agent)
            SELECT timestamptz '2026-01-01' + random() * interval '400 days', 7, '/product/' || md5(n::text), 'Demo browser'
            FROM generate_series(1, 3) n
            """),
    FILL_CART(10, """
            INSERT INTO cart (customer_id, items)
            SELECT max(id), jsonb_build_array(md5(random()::text), 'it''s "odd" \\ text') FROM customer
            """),
    ABANDON_CART(4, "DELETE FROM cart WHERE id = (SELECT id FROM cart ORDER BY created_at LIMIT 1)"),
    CANCEL_ORDER(3, """
            DELETE FROM customer_order WHERE id = (
              SELECT id FROM customer_order
              WHERE id >= (SELECT floor(random() * max(id))::bigint FROM customer_order) ORDER BY id LIMIT 1)
            """),
    WRITE_AUDIT(3, """
            INSERT INTO "Back Office"."Audit Log" ("Who?", "What") VALUES ('demo', jsonb_build_object('at', clock_timestamp()))
            """);

    private static final List<StoreActivity> ALL = List.of(values());
    private static final int TOTAL =
            ALL.stream().mapToInt(activity -> activity.weight).sum();

    private final int weight;
    private final String sql;

    /** @param weight how often this happens compared with the others */
    StoreActivity(int weight, String sql) {
        this.weight = weight;
        this.sql = sql;
    }

    static StoreActivity any(RandomGenerator random) {
        int left = random.nextInt(TOTAL);
        for (StoreActivity activity : ALL) {
            left -= activity.weight;
            if (left < 0) {
                return activity;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    /** Returns the number of rows changed by the last part of the work. */
    long perform(Session session) {
        return session.update(sql);
    }
}

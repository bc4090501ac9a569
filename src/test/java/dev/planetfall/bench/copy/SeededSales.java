package dev.planetfall.bench.copy;

import static dev.planetfall.bench.copy.Chance.someTime;
import static dev.planetfall.bench.copy.Chance.upTo;
import static dev.planetfall.bench.copy.SampleTable.references;

/** The tables of {@link SeededShop} that tell what was sold. */
record SeededSales(SeededShop shop) {
    SampleTable order() {
        return shop.table(
                "customer_order",
                "id bigint NOT NULL, account_id bigint NOT NULL, status text NOT NULL, placed timestamptz NOT NULL,"
                        + " total numeric(12, 2) NOT NULL CHECK (total >= 0)",
                "n, " + shop.any("account", 1) + ", (ARRAY['placed', 'packed', 'shipped', 'returned'])[1 + n % 4], "
                        + someTime(2) + ", " + upTo(900_000, 3) + " / 100.0",
                "ALTER TABLE customer_order ADD PRIMARY KEY (id)",
                "CREATE INDEX customer_order_account ON customer_order (account_id, placed)",
                "CREATE INDEX customer_order_status ON customer_order (status, placed)",
                references("customer_order", "account_id", "account"));
    }

    SampleTable line() {
        return shop.table(
                "order_line",
                "order_id bigint NOT NULL, line bigint NOT NULL, product_id bigint NOT NULL, quantity int NOT NULL,"
                        + " price numeric(12, 2) NOT NULL",
                "1 + (n - 1) * 2 / 5, n, " + shop.any("product", 1) + ", 1 + n % 5, " + upTo(90_000, 2) + " / 100.0",
                "ALTER TABLE order_line ADD PRIMARY KEY (order_id, line)",
                "CREATE INDEX order_line_product ON order_line (product_id, order_id)",
                references("order_line", "order_id", "customer_order"),
                references("order_line", "product_id", "product"));
    }

    SampleTable payment() {
        return shop.table(
                "payment",
                "id bigint NOT NULL, order_id bigint NOT NULL, amount numeric(12, 2) NOT NULL, details jsonb",
                "n, n, " + upTo(900_000, 1)
                        + " / 100.0, jsonb_build_object('card', left(md5(n::text), 8), 'tries', n % 3)",
                "ALTER TABLE payment ADD PRIMARY KEY (id)",
                "CREATE INDEX payment_order ON payment (order_id)",
                "CREATE INDEX payment_details ON payment USING gin (details)",
                references("payment", "order_id", "customer_order"));
    }

    SampleTable shipment() {
        return shop.table(
                "shipment",
                "id bigint NOT NULL, order_id bigint NOT NULL, address_id bigint NOT NULL, code text NOT NULL",
                "n, " + shop.any("customer_order", 1) + ", " + shop.any("address", 2) + ", md5(n || 'c')",
                "ALTER TABLE shipment ADD PRIMARY KEY (id)",
                "ALTER TABLE shipment ADD CONSTRAINT shipment_code UNIQUE (code)",
                "CREATE INDEX shipment_order ON shipment (order_id)",
                references("shipment", "order_id", "customer_order"),
                references("shipment", "address_id", "address"));
    }
}

package dev.planetfall.bench.copy;

import static dev.planetfall.bench.copy.Chance.someTime;
import static dev.planetfall.bench.copy.Chance.upTo;
import static dev.planetfall.bench.copy.SampleTable.references;

import java.util.List;
import java.util.Map;

/**
 * A shop of twelve tables in any size; three fifths of its bytes are one of them. It has what real ones have: keys of several
 * columns, texts that are searched by their trigrams and words, JSON, arrays, and foreign keys. Chance comes from hashes, so the
 * same size is always the same rows.
 */
public final class SeededShop {
    private static final long GIGABYTE = 1_000_000_000;
    /** Tables and indexes, as measured with 15 at a size of some hundred megabytes. */
    private static final long UNIT_BYTES = 1_000_000;

    private static final Map<String, Integer> ROWS_A_UNIT = Map.ofEntries(
            Map.entry("event", 1_350),
            Map.entry("account", 140),
            Map.entry("address", 170),
            Map.entry("product", 28),
            Map.entry("customer_order", 280),
            Map.entry("order_line", 700),
            Map.entry("payment", 280),
            Map.entry("shipment", 210),
            Map.entry("review", 84),
            Map.entry("login", 210),
            Map.entry("stock_level", 56),
            Map.entry("setting", 1));

    private final long units;

    private SeededShop(long units) {
        this.units = units;
    }

    /** @param gigabytes of tables and indexes, 10^9 bytes each; at least 0.001 is made */
    public static SampleData of(double gigabytes) {
        SeededShop shop = new SeededShop(Math.max(1, Math.round(gigabytes * GIGABYTE / UNIT_BYTES)));
        return new SampleData(size(gigabytes) + " in 12 tables", shop.tables());
    }

    private static String size(double gigabytes) {
        return gigabytes < 1
                ? "%d MB".formatted(Math.max(1, Math.round(gigabytes * 1_000)))
                : "%.1f GB".formatted(gigabytes);
    }

    private List<SampleTable> tables() {
        SeededSales sales = new SeededSales(this);
        return List.of(
                event(),
                account(),
                address(),
                product(),
                sales.order(),
                sales.line(),
                sales.payment(),
                sales.shipment(),
                review(),
                login(),
                stock(),
                setting());
    }

    private SampleTable event() {
        return table(
                "event",
                "id bigint NOT NULL, account_id bigint NOT NULL, at timestamptz NOT NULL, kind text NOT NULL,"
                        + " subject text NOT NULL, payload jsonb NOT NULL, note text",
                "n, " + any("account", 1) + ", " + someTime(2) + ", 'kind ' || " + upTo(12, 3)
                        + ", left(md5(n::text), 12),"
                        + " jsonb_build_object('page', left(md5((n % 5000)::text), 10), 'step', n % 40, 'ref', md5(n || 'r')),"
                        + " md5(n || 'a') || ' ' || md5(n || 'b')",
                "ALTER TABLE event ADD PRIMARY KEY (id)",
                "CREATE INDEX event_account_at ON event (account_id, at)",
                "CREATE INDEX event_kind_at ON event (kind, at DESC)",
                "CREATE INDEX event_payload ON event USING gin (payload jsonb_path_ops)",
                "CREATE INDEX event_subject ON event USING gin (subject gin_trgm_ops)",
                references("event", "account_id", "account"));
    }

    private SampleTable account() {
        return table(
                "account",
                "id bigint NOT NULL, email text NOT NULL, name text NOT NULL, created timestamptz NOT NULL",
                "n, 'user' || n || '@example.com', left(md5(n || 'n'), 8) || ' ' || left(md5(n || 'm'), 10), "
                        + someTime(1),
                "ALTER TABLE account ADD PRIMARY KEY (id)",
                "ALTER TABLE account ADD CONSTRAINT account_email UNIQUE (email)",
                "CREATE INDEX account_name ON account USING gin (name gin_trgm_ops)");
    }

    private SampleTable address() {
        return table(
                "address",
                "id bigint NOT NULL, account_id bigint NOT NULL, street text, city text, zip text",
                "n, " + any("account", 1) + ", md5(n || 's'), 'city ' || " + upTo(900, 2)
                        + ", lpad((n % 99999)::text, 5, '0')",
                "ALTER TABLE address ADD PRIMARY KEY (id)",
                "CREATE INDEX address_account ON address (account_id)",
                "CREATE INDEX address_zip_city ON address (zip, city)",
                references("address", "account_id", "account"));
    }

    private SampleTable product() {
        return table(
                "product",
                "id bigint NOT NULL, sku text NOT NULL, title text NOT NULL, tags text[] NOT NULL, price numeric(12, 2) NOT NULL,"
                        + " description text",
                "n, 'sku-' || n, left(md5(n || 't'), 20), ARRAY['tag ' || " + upTo(50, 1) + ", 'tag ' || "
                        + upTo(400, 2) + "], " + upTo(90_000, 3) + " / 100.0, repeat(md5(n || 'd') || ' ', 8)",
                "ALTER TABLE product ADD PRIMARY KEY (id)",
                "ALTER TABLE product ADD CONSTRAINT product_sku UNIQUE (sku)",
                "CREATE INDEX product_title ON product USING gin (title gin_trgm_ops)",
                "CREATE INDEX product_tags ON product USING gin (tags)");
    }

    private SampleTable review() {
        return table(
                "review",
                "id bigint NOT NULL, product_id bigint NOT NULL, account_id bigint NOT NULL, stars int, body text NOT NULL",
                "n, " + any("product", 1) + ", " + any("account", 2) + ", 1 + n % 5, 'word" + "' || " + upTo(3000, 3)
                        + " || ' word' || " + upTo(3000, 4) + " || ' ' || md5(n || 'w') || ' ' || md5(n || 'v')",
                "ALTER TABLE review ADD PRIMARY KEY (id)",
                "CREATE INDEX review_product ON review (product_id, stars)",
                "CREATE INDEX review_words ON review USING gin (to_tsvector('simple'::regconfig, body))",
                references("review", "product_id", "product"),
                references("review", "account_id", "account"));
    }

    private SampleTable login() {
        return table(
                "login",
                "id uuid NOT NULL, account_id bigint NOT NULL, at timestamptz NOT NULL, agent text",
                "md5(n || 'l')::uuid, " + any("account", 1) + ", " + someTime(2) + ", 'Browser ' || n % 90",
                "ALTER TABLE login ADD PRIMARY KEY (id)",
                "CREATE INDEX login_account ON login (account_id, at)",
                references("login", "account_id", "account"));
    }

    private SampleTable stock() {
        return table(
                "stock_level",
                "warehouse text NOT NULL, product_id bigint NOT NULL, quantity int NOT NULL",
                "(ARRAY['north', 'south'])[1 + n % 2], (n + 1) / 2, " + upTo(500, 1),
                "ALTER TABLE stock_level ADD PRIMARY KEY (warehouse, product_id)",
                references("stock_level", "product_id", "product"));
    }

    private SampleTable setting() {
        return table(
                "setting",
                "key text NOT NULL, value jsonb",
                "'setting ' || n, jsonb_build_object('value', md5(n::text))",
                "ALTER TABLE setting ADD PRIMARY KEY (key)");
    }

    SampleTable table(String name, String columns, String row, String... after) {
        return new SampleTable(name, columns, count(name), row, List.of(after));
    }

    private long count(String table) {
        return units * ROWS_A_UNIT.getOrDefault(table, 0);
    }

    /** The key of any row of the table. */
    String any(String table, int salt) {
        return "1 + " + upTo(count(table), salt);
    }
}

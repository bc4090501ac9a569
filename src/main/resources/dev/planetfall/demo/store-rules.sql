-- The sample store, third part: indexes, keys to other tables, views, functions and triggers.
CREATE UNIQUE INDEX customer_email ON customer (lower(email));
CREATE INDEX address_customer ON address (customer_id);
CREATE INDEX product_attributes ON product USING gin (attributes);
CREATE INDEX product_tags ON product USING gin (tags);
CREATE UNIQUE INDEX stock_level_key ON stock_level (warehouse, product_id);
ALTER TABLE stock_level REPLICA IDENTITY USING INDEX stock_level_key;
CREATE INDEX customer_order_customer ON customer_order (customer_id) INCLUDE (status);
CREATE INDEX customer_order_open ON customer_order (placed_at) WHERE status IN ('placed', 'paid', 'packed');
CREATE INDEX order_line_product ON order_line (product_id);
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX page_view_time ON page_view (viewed_at);
CREATE INDEX "Audit By ""Who?""" ON "Back Office"."Audit Log" ("Who?");

ALTER TABLE address ADD CONSTRAINT address_customer_fk FOREIGN KEY (customer_id) REFERENCES customer ON DELETE CASCADE;
ALTER TABLE category ADD CONSTRAINT category_parent_fk FOREIGN KEY (parent_id) REFERENCES category;
ALTER TABLE product ADD CONSTRAINT product_category_fk FOREIGN KEY (category_id) REFERENCES category;
ALTER TABLE stock_level ADD CONSTRAINT stock_level_product_fk FOREIGN KEY (product_id) REFERENCES product;
ALTER TABLE customer_order ADD CONSTRAINT customer_order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer;
ALTER TABLE order_line ADD CONSTRAINT order_line_order_fk
  FOREIGN KEY (order_id) REFERENCES customer_order ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE order_line ADD CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES product;
ALTER TABLE order_line ADD CONSTRAINT order_line_quantity CHECK (quantity > 0);
ALTER TABLE payment ADD CONSTRAINT payment_order_fk FOREIGN KEY (order_id) REFERENCES customer_order ON DELETE CASCADE;
ALTER TABLE cart ADD CONSTRAINT cart_customer_fk FOREIGN KEY (customer_id) REFERENCES customer;

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  -- The moment the row changed; "now()" alone would be the same for the whole transaction.
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$body$;
CREATE TRIGGER customer_order_touched BEFORE UPDATE ON customer_order
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE FUNCTION order_total(order_id bigint) RETURNS numeric LANGUAGE sql STABLE AS $body$
  SELECT coalesce(sum(line.line_total), 0) FROM public.order_line line WHERE line.order_id = order_total.order_id
$body$;

CREATE VIEW order_summary AS
SELECT o.id, c.name AS customer, o.status, count(*) AS lines, sum(l.line_total) AS total
FROM customer_order o JOIN customer c ON c.id = o.customer_id JOIN order_line l ON l.order_id = o.id
GROUP BY o.id, c.name, o.status;

CREATE MATERIALIZED VIEW z_daily_sales AS
SELECT (o.placed_at AT TIME ZONE 'UTC')::date AS day, count(DISTINCT o.id) AS orders, sum(l.line_total) AS revenue
FROM customer_order o JOIN order_line l ON l.order_id = o.id GROUP BY 1;
CREATE UNIQUE INDEX z_daily_sales_day ON z_daily_sales (day);

-- Reads the other one, which comes later in the alphabet.
CREATE MATERIALIZED VIEW best_days AS SELECT day, revenue FROM z_daily_sales ORDER BY revenue DESC LIMIT 10;

COMMENT ON TABLE customer IS 'People who may order; they don''t have to.';
COMMENT ON COLUMN customer_order.ticket IS 'Counts down from 900 million.';

-- The rows of one order are only written together with its row in orders, or under that row's lock.
-- So nothing can refer to an order that is not there, and no foreign key is checked per line.
CREATE TABLE orders (
  order_id            uuid PRIMARY KEY,
  user_id             text NOT NULL,
  country             char(2) NOT NULL,
  currency            char(3) NOT NULL,
  total_minor         bigint NOT NULL CHECK (total_minor >= 0),
  status              text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'CANCELLED')),
  cancellation_reason text CHECK (cancellation_reason IN (
    'OUT_OF_STOCK', 'PAYMENT_DECLINED', 'COUNTRY_NOT_SERVED', 'CANCELLED_BY_CUSTOMER', 'TIMED_OUT')),
  cancellation_detail text,
  placed_at           timestamptz NOT NULL,
  finished_at         timestamptz,
  CHECK ((status = 'PENDING') = (finished_at IS NULL)),
  CHECK ((status = 'CANCELLED') = (cancellation_reason IS NOT NULL)),
  CHECK ((cancellation_reason IS NULL) = (cancellation_detail IS NULL))
);

-- Order ids are UUIDv7: they sort by the time of the order.
CREATE INDEX orders_by_user ON orders (user_id, order_id);

CREATE TABLE order_line (
  order_id         uuid,
  line_no          int,
  sku              text NOT NULL,
  quantity         int NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  PRIMARY KEY (order_id, line_no)
);

-- What happened to an order: one row per event, its own events included.
CREATE TABLE order_step (
  order_id    uuid,
  event_id    uuid,
  type        text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  detail      text NOT NULL,
  -- Ascends in the order in which the steps of one order were applied.
  step_no     bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (order_id, event_id)
);

CREATE TABLE idempotency_key (
  user_id         text,
  idempotency_key text,
  request_hash    text NOT NULL,
  order_id        uuid NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (user_id, idempotency_key)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

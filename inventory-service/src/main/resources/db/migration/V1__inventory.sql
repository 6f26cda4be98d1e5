-- Units by article. Rows are updated all the time and no index but the key is touched: the free
-- space in each page lets PostgreSQL do that in place.
CREATE TABLE stock (
    sku       text COLLATE "C" PRIMARY KEY,
    delivered bigint NOT NULL,
    on_hand   bigint NOT NULL CHECK (on_hand >= 0),
    reserved  bigint NOT NULL CHECK (reserved >= 0),
    sold      bigint NOT NULL CHECK (sold >= 0),
    CHECK (delivered = on_hand + reserved + sold)
) WITH (fillfactor = 50);

-- lines: [{"sku": …, "quantity": …}], one element per article.
CREATE TABLE reservation (
    order_id uuid PRIMARY KEY,
    user_id  text  NOT NULL,
    status   text  NOT NULL
        CHECK (status IN ('NEW', 'RESERVED', 'REJECTED', 'RELEASED', 'CANCELLED', 'SOLD')),
    lines    jsonb NOT NULL
);

CREATE TABLE delivery (
    delivery_id text PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE delivery_line (
    delivery_id text REFERENCES delivery,
    sku         text COLLATE "C",
    quantity    bigint NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (delivery_id, sku)
);

-- When an order is cancelled if it is still pending then. An order that is open now has half an hour
-- from now on, and so has one that a replica of the version before this one takes in.
ALTER TABLE orders ADD COLUMN deadline timestamptz NOT NULL DEFAULT now() + interval '30 minutes';

CREATE INDEX orders_pending ON orders (deadline) WHERE status = 'PENDING';

CREATE TABLE shipment (
  order_id    uuid PRIMARY KEY,
  user_id     text NOT NULL,
  status      text NOT NULL CHECK (status IN ('NEW', 'SCHEDULED', 'REJECTED', 'CANCELLED')),
  shipment_id uuid,
  country     text,
  lines       jsonb NOT NULL DEFAULT '[]',
  CHECK (status <> 'SCHEDULED' OR shipment_id IS NOT NULL)
);

COMMENT ON TABLE shipment IS 'One row per order, from the first event that names it';
COMMENT ON COLUMN shipment.country IS 'Destination, ISO 3166-1 alpha-2; null until the order is paid for';
COMMENT ON COLUMN shipment.lines IS 'What was scheduled, [{"sku", "quantity"}]; empty if nothing ever was';

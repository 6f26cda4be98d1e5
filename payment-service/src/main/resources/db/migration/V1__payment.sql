-- One row per order. What a status does not know is null.
CREATE TABLE payment (
  order_id     uuid PRIMARY KEY,
  user_id      text NOT NULL,
  status       text NOT NULL CHECK (status IN ('NEW', 'CAPTURING', 'CAPTURED', 'DECLINED',
                 'CANCELLING', 'REFUNDING', 'REFUNDED', 'CANCELLED')),
  amount_minor bigint CHECK (amount_minor > 0),
  currency     char(3),
  country      text,
  lines        jsonb,
  charge_id    text,
  decline_code text,
  CONSTRAINT purchase_is_known CHECK (
    status IN ('NEW', 'CANCELLED')
    OR num_nulls(amount_minor, currency, country, lines) = 0),
  CONSTRAINT charge_is_known CHECK (
    status NOT IN ('CAPTURED', 'REFUNDING', 'REFUNDED') OR charge_id IS NOT NULL),
  CONSTRAINT decline_is_known CHECK (status <> 'DECLINED' OR decline_code IS NOT NULL)
);

CREATE TABLE notification (
  order_id   uuid PRIMARY KEY,
  user_id    text NOT NULL,
  status     text NOT NULL CHECK (status IN ('NEW', 'SENDING', 'SENT')),
  outcome    text CHECK (outcome IN ('CONFIRMED', 'CANCELLED')),
  reason     text CHECK (reason IN ('OUT_OF_STOCK', 'PAYMENT_DECLINED', 'COUNTRY_NOT_SERVED',
                                    'CANCELLED_BY_CUSTOMER', 'TIMED_OUT', 'UNKNOWN')),
  detail     text,
  message_id text,
  sent_at    timestamptz,
  CHECK ((status = 'NEW') = (outcome IS NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'CANCELLED') = (reason IS NOT NULL)),
  CHECK ((status = 'SENT') = (sent_at IS NOT NULL))
);

COMMENT ON TABLE notification IS 'One row per order, from its outcome on';
COMMENT ON COLUMN notification.message_id IS 'Message-ID (RFC 5322), the same in every attempt';

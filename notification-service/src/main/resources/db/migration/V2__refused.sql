ALTER TABLE notification
  ADD COLUMN refusal text,
  DROP CONSTRAINT notification_status_check,
  ADD CONSTRAINT notification_status_check CHECK (status IN ('NEW', 'SENDING', 'SENT', 'REFUSED')),
  ADD CHECK ((status = 'REFUSED') = (refusal IS NOT NULL));

COMMENT ON COLUMN notification.refusal IS 'Why the channel will never take the message';

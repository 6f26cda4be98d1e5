-- Events that failed for now, and behind them the later events of the same key. A key (a topic and a
-- record key, as a hash) is parked as long as it has a row. Who changes what is parked under a key
-- holds the key's advisory lock.
CREATE TABLE parked_event (
  topic            text   NOT NULL,
  record_partition int    NOT NULL,
  record_offset    bigint NOT NULL,
  record_timestamp timestamptz NOT NULL,
  record_key       bytea  NOT NULL,
  value            bytea  NOT NULL,
  headers          bytea  NOT NULL,
  event_id         uuid   NOT NULL,
  key_hash         bigint NOT NULL,
  -- How often it failed, and how often for a reason that is nobody's outage.
  attempt          int    NOT NULL DEFAULT 0,
  defects          int    NOT NULL DEFAULT 0,
  -- Of the first event of its key only; those behind it wait for it.
  due_at           timestamptz,
  cause            text,
  parked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (topic, record_partition, record_offset)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX parked_event_key ON parked_event (key_hash, record_offset);
CREATE UNIQUE INDEX parked_event_first ON parked_event (key_hash) WHERE due_at IS NOT NULL;
CREATE INDEX parked_event_due_at ON parked_event (due_at) WHERE due_at IS NOT NULL;

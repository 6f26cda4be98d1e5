-- The engine's tables, one set in each service's database. One database belongs to one service, and
-- so to one consumer group.

-- Which events this group has taken. Partitioned on the id itself (UUIDv7 sorts by time), so that the
-- key is unique over all partitions; they are made and dropped by InboxPartitions.
CREATE TABLE inbox (
  event_id uuid PRIMARY KEY
) PARTITION BY RANGE (event_id);

-- The journal of effects: one row per transaction with the events that it applied, in order. Written
-- with the effects, never read by the engine: it is the witness of "once" and "in order".
CREATE TABLE applied_batch (
  apply_seq  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  event_ids  uuid[]   NOT NULL,
  topics     text[]   NOT NULL,
  partitions int[]    NOT NULL,
  offsets    bigint[] NOT NULL
);
CREATE INDEX applied_batch_applied_at ON applied_batch (applied_at);

-- What leaves the service, until Kafka has acknowledged it.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text  NOT NULL,
  record_key bytea,
  value      bytea,
  headers    bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- At most one relay publishes; the owner renews its lease, in this database's time.
CREATE TABLE relay_lease (
  name       text PRIMARY KEY,
  owner      uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Calls to other systems whose answer is not known yet. Whoever takes one moves due_at into the
-- future: that is its lease.
CREATE TABLE call (
  idempotency_key text PRIMARY KEY,
  order_id        uuid NOT NULL,
  user_id         text NOT NULL,
  body            text NOT NULL,
  traceparent     text,
  attempt         int  NOT NULL DEFAULT 0,
  due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_error      text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX call_due_at ON call (due_at);

-- What this group gave up on, kept until somebody has decided. Bytes from outside are bytea only.
CREATE TABLE dead_letter (
  dead_letter_id   uuid PRIMARY KEY,
  topic            text   NOT NULL,
  record_partition int    NOT NULL,
  record_offset    bigint NOT NULL,
  record_timestamp timestamptz NOT NULL,
  record_key       bytea,
  value            bytea,
  headers          bytea NOT NULL,
  event_id         uuid,
  cause_type       text NOT NULL,
  cause_message    text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (topic, record_partition, record_offset)
);

-- Part of every Redis key. A restored database gets a new one, so that marks which were written after
-- the backup are not believed.
CREATE TABLE database_generation (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  generation uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO database_generation DEFAULT VALUES;

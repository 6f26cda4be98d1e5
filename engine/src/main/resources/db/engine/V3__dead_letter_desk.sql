-- What became of a dead letter; null as long as nobody has decided.
ALTER TABLE dead_letter
  ADD COLUMN attempts   int NOT NULL DEFAULT 1,
  ADD COLUMN resolution text CHECK (resolution IN ('REDRIVEN', 'DISCARDED'));
CREATE INDEX dead_letter_open ON dead_letter (dead_letter_id) WHERE resolution IS NULL;

-- Who did what with a dead letter, and why.
CREATE TABLE dead_letter_act (
  act_id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dead_letter_id uuid NOT NULL REFERENCES dead_letter,
  act            text NOT NULL CHECK (act IN ('REDRIVE', 'EDIT', 'DISCARD')),
  acted_by       text NOT NULL,
  reason         text NOT NULL,
  acted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  replaced       bytea -- the value that an EDIT has replaced
);
CREATE INDEX dead_letter_act_letter ON dead_letter_act (dead_letter_id);

-- A redriven record may be anything that Kafka takes; one that could not be read before has no event
-- id, and no row in the inbox yet.
ALTER TABLE parked_event
  ALTER COLUMN record_key DROP NOT NULL,
  ALTER COLUMN value DROP NOT NULL,
  ALTER COLUMN event_id DROP NOT NULL;

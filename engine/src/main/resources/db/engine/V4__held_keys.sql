-- The first event of its key is a dead letter, and those behind it wait until somebody has decided on
-- it. It is never due.
ALTER TABLE parked_event
  ADD COLUMN held boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT held_is_never_due CHECK (NOT held OR due_at IS NULL);

-- A row is written when there is something to keep; blank ones were written before their state.
DELETE FROM shipment WHERE status = 'NEW';

-- How often the service that took the step had to try. What came before this was not told.
ALTER TABLE order_step ADD COLUMN attempts int NOT NULL DEFAULT 1;

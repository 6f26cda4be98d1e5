-- The table of the test service: how often an order was counted.
CREATE TABLE tally (
  order_id uuid PRIMARY KEY,
  user_id  text NOT NULL,
  count    int  NOT NULL DEFAULT 0,
  last     text CHECK (last <> 'unstorable')
);

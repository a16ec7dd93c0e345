-- One row per try of an installation with a receipt part that finds it no token; the rows of the window are its rate.
CREATE TABLE wrong_token_try (
  device_id uuid NOT NULL REFERENCES device (id),
  at timestamptz(3) NOT NULL
);
CREATE INDEX ON wrong_token_try (device_id, at);
GRANT SELECT, INSERT, DELETE ON wrong_token_try TO ramzban_channel;

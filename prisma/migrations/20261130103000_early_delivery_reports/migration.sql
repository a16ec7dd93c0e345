-- A provider's report can be faster than its answer, which tells us the id: kept for minutes, until the id is known.
CREATE TABLE early_delivery_report (
  provider_message_id text NOT NULL,
  channel_client_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('delivered', 'failed', 'expired', 'rejected')),
  reported_at timestamptz(3) NOT NULL,
  error_code text,
  received_at timestamptz(3) NOT NULL,
  place integer NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (provider_message_id, channel_client_id, status)
);
CREATE INDEX ON early_delivery_report (received_at);

-- Whose reports count for a message; null: those of every client of kind sms.
ALTER TABLE sms_message ADD COLUMN provider_client_id text;

GRANT SELECT, INSERT ON early_delivery_report TO ramzban_channel;
GRANT SELECT, DELETE ON early_delivery_report TO ramzban_worker;

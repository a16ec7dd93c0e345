-- OTP requests are counted by merchant, requester and payer's address as well.
ALTER TABLE rate_bucket DROP CONSTRAINT rate_bucket_kind_check;
ALTER TABLE rate_bucket ADD CONSTRAINT rate_bucket_kind_check CHECK (kind IN ('terminal_request', 'merchant_request',
  'requester_request', 'address_request', 'terminal_try', 'requester_try'));

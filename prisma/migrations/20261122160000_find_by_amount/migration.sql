-- What a caller remembers of a payment without its day: a shop's payments of about an amount, however rare it is there.
CREATE INDEX ON verification (merchant_id, amount, at, id) WHERE amount IS NOT NULL AND customer_id IS NOT NULL;
CREATE INDEX ON otp_request (merchant_id, amount, at, id) WHERE amount IS NOT NULL AND customer_id IS NOT NULL;

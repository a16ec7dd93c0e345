-- Whose rate a suppressed OTP request was over: the closed list of reasons has one word for a terminal and its merchant,
-- and one for a requester and the payer's address.
ALTER TABLE otp_request ADD COLUMN over_rate_of text
  CHECK (over_rate_of IN ('terminal', 'merchant', 'requester', 'address', 'card', 'mobile'));

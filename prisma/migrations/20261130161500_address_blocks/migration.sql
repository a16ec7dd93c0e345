-- Registrations are limited by whose address it is: of IPv6 the first 64 bits. Looked back at for ten minutes only.
ALTER TABLE registration ADD COLUMN client_block text;
CREATE INDEX ON registration (client_block, created_at);
DROP INDEX registration_client_ip_created_at_idx;

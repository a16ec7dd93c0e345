-- A name is found however its parts are joined: «علی‌رضا», «علی رضا» and «علیرضا» are one without their spaces.
DROP INDEX customer_name_trgm;
CREATE INDEX customer_name_joined_trgm ON customer USING gin (replace(name_search, ' ', '') gin_trgm_ops);

-- Lets the channel server say, when asked whether it is ready, which migrations this database has. A database that was
-- not made by migrations (a comparison of schemas, for one) has no such list.
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    CREATE VIEW applied_migration AS
      SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL;
    GRANT SELECT ON applied_migration TO ramzban_channel;
  END IF;
END $$;

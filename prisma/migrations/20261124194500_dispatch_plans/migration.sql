-- The plans of dispatch do not depend on when they were made. A connection keeps a function's plan until the table's figures
-- change: one made while the tables were still empty reads them whole, and did so for a minute of a bounty's rush (a seventh of
-- the speed). Every table here is reached by its key or by the index of open items, whatever the figures say.
-- See docs/decisions/0011-dispatch.md.
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = current_schema() AND p.proname IN ('dispatch_claim', 'dispatch_submit', 'dispatch_release', 'dispatch_extend', 'dispatch_expire', 'dispatch_overlap', 'dispatch_raise')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET enable_seqscan = off', f);
    EXECUTE format('ALTER FUNCTION %s SET enable_bitmapscan = off', f);
  END LOOP;
END $$;

-- Contents of items, for those who were leased them, in the statement that leases them: [[item_no, hash, payload], …], those
-- that exist; null for none. One look into the index an item, like all of dispatch.
CREATE FUNCTION item_contents(b bigint, item_nos int[]) RETURNS json
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  RETURN (
    SELECT json_agg(json_build_array(c.item_no, c.hash, c.payload))
    FROM unnest(item_nos) AS wanted (item_no)
    CROSS JOIN LATERAL (SELECT i.item_no, i.hash, i.payload FROM item_content i WHERE i.bounty_no = b AND i.item_no = wanted.item_no OFFSET 0) c);
END $$;

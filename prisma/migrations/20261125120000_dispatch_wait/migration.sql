-- A claim passes over items whose rows another transaction holds. Where it comes back empty for that reason alone, "none left"
-- would not be true: this waits for one such row and lets go of it again, so that the claim can be made once more.
-- It holds no other row of dispatch while it waits, so nobody can wait for it in a circle.
-- waited: false when no open item is left that `who` was never given, as far as committed rows say (50,000 are looked at).
-- See docs/decisions/0011-dispatch.md.
CREATE FUNCTION dispatch_wait(b bigint, who bigint, OUT waited boolean)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE awaited int;
BEGIN
  awaited := (
    SELECT c.item_no FROM (SELECT i.item_no FROM item i WHERE i.bounty_no = b AND i.open ORDER BY i.item_no LIMIT 50000) c
    WHERE NOT EXISTS (SELECT FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = c.item_no OFFSET 0)
    LIMIT 1);
  waited := awaited IS NOT NULL;
  IF waited THEN PERFORM FROM item i WHERE i.bounty_no = b AND i.item_no = awaited FOR SHARE; END IF;
END $$;

-- Dynamic overlap: one more answer where people disagree. See docs/decisions/0020-live-referee.md.

CREATE TABLE live_state (
  bounty_no bigint PRIMARY KEY,
  applied integer NOT NULL DEFAULT 0,
  granted integer NOT NULL DEFAULT 0
);

-- Asks for one more answer to each of some items, while the bounty is open.
--   wants   what each item wanted when it was judged, in the order of `item_nos`: an item that wants something else by now was
--           judged by somebody else, and stays
--   cap     no item wants more than this
--   pool    how many answers may be asked for in this way over the bounty's life; its escrow holds the price of each
-- Where the pool is nearly empty the first of `item_nos` come first. Returns the items that were raised.
-- Locks: the bounty (shared, as the first claim does), its live row, then the items in order. Claims do not wait for items,
-- and whoever waits for them holds nothing that is asked for here.
CREATE FUNCTION dispatch_raise(b bigint, item_nos int[], wants int[], cap int, pool int, OUT raised int[])
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE room int;
BEGIN
  raised := '{}';
  PERFORM FROM bounty t WHERE t.no = b AND t.state = 'open' FOR SHARE;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO live_state (bounty_no) VALUES (b) ON CONFLICT DO NOTHING;
  SELECT pool - l.granted INTO room FROM live_state l WHERE l.bounty_no = b FOR NO KEY UPDATE;
  WITH first AS (
    SELECT DISTINCT ON (f.item_no) f.item_no, f.want
    FROM (SELECT u.item_no, u.want FROM unnest(item_nos, wants) WITH ORDINALITY AS u (item_no, want, ord) ORDER BY u.ord LIMIT greatest(room, 0)) f
    ORDER BY f.item_no, f.want
  ), l AS MATERIALIZED (
    SELECT f.item_no FROM first f
    CROSS JOIN LATERAL (
      SELECT FROM item i WHERE i.bounty_no = b AND i.item_no = f.item_no AND i.want = f.want AND i.want BETWEEN 1 AND cap - 1 AND i.taken = i.want
      FOR NO KEY UPDATE) i
  ), more AS (
    UPDATE item i SET want = i.want + 1 FROM l WHERE i.bounty_no = b AND i.item_no = l.item_no RETURNING i.item_no
  )
  SELECT coalesce(array_agg(m.item_no ORDER BY m.item_no), '{}') INTO raised FROM more m;
  UPDATE live_state l SET granted = l.granted + cardinality(raised) WHERE l.bounty_no = b AND cardinality(raised) > 0;
END $$;

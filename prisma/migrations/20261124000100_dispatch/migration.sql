-- Dispatch: who may work on which item, and which answers count. See docs/decisions/0011-dispatch.md.
-- Every statement below keeps one bounty's rows together and no other bounty's; only the sweep visits several.

-- The hot half of an item. `open` follows `taken`, and the overlap cannot be exceeded, whatever a statement does.
-- The index's predicate names `open`, not `taken < want`: an update that leaves `open` as it was stays HOT.
ALTER TABLE item DROP COLUMN open;
ALTER TABLE item ADD COLUMN open boolean NOT NULL GENERATED ALWAYS AS (taken < want) STORED;
ALTER TABLE item ADD CONSTRAINT overlap CHECK (taken BETWEEN 0 AND want);
ALTER TABLE item SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX item_open ON item (bounty_no, item_no) WHERE open;

-- The lock and the counters of one annotator in one bounty. No function compares versions: each locks this row first.
ALTER TABLE enrolment DROP COLUMN version;
ALTER TABLE enrolment ADD COLUMN skipped integer NOT NULL DEFAULT 0;
ALTER TABLE enrolment ADD COLUMN closed boolean NOT NULL DEFAULT false;
ALTER TABLE enrolment ALTER COLUMN held SET NOT NULL;
ALTER TABLE enrolment ADD CONSTRAINT room_kept CHECK (cardinality(held) <= 200);
ALTER TABLE enrolment ADD CONSTRAINT enrolment_bounty FOREIGN KEY (bounty_no) REFERENCES bounty (no);
ALTER TABLE enrolment ADD CONSTRAINT enrolment_annotator FOREIGN KEY (annotator_no) REFERENCES account (no);
ALTER TABLE enrolment SET (
  fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX enrolment_due ON enrolment (due_at) WHERE due_at IS NOT NULL;

-- No index on state or expiry: submit, extend and expire stay HOT.
ALTER TABLE assignment SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE annotation SET (autovacuum_vacuum_insert_scale_factor = 0.1);
ALTER TABLE outbox ALTER COLUMN items SET NOT NULL;
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

-- Leases up to `wanted` items to `who`.
--   start_at    where the walk along the open items begins, 0 … items - 1; drawn anew for every call
--   ttl_ms      how long the leases live
--   gold_start  where the walk along the gold begins; gold_count: how many there are (0: no gold, nothing is asked)
--   gold_first, gold_later, gold_early: share of gold in basis points for the first `gold_early` answers, and after them
--   fresh_seed  secret of this annotator in this bounty, used at the first claim; decides at which positions gold comes
-- outcome: ok (items null: none left within reach) | full | paused | closed.
-- tally: {answered, skipped, held, ever issued}, gold included: nothing in it tells gold apart.
-- Generic plans are forced: left to itself the planner plans anew in every call.
CREATE FUNCTION dispatch_claim(
  b bigint, who bigint, wanted int, start_at int, ttl_ms int,
  gold_start int, gold_count int, gold_first int, gold_later int, gold_early int, fresh_seed bigint,
  OUT outcome text, OUT items int[], OUT expires_at timestamptz, OUT tally int[]
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE me record; n int; n_gold int := 0; rate int; gold_items int[] := '{}'; picked int[]; need int;
BEGIN
  FOR attempt IN 1 .. 2 LOOP
    SELECT e.state, e.closed, e.seed, e.gold_bps, e.issued, e.golds, e.answered, e.skipped, cardinality(e.held) AS held, e.room INTO me
    FROM enrolment e WHERE e.bounty_no = b AND e.annotator_no = who FOR NO KEY UPDATE;
    EXIT WHEN FOUND;
    -- The first claim. The share lock orders it against closing: whoever closes waits, then finds this enrolment.
    PERFORM FROM bounty t WHERE t.no = b AND t.state = 'open' FOR SHARE;
    IF NOT FOUND THEN outcome := 'closed'; tally := '{0,0,0,0}'; RETURN; END IF;
    INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps) VALUES (b, who, fresh_seed, gold_first) ON CONFLICT DO NOTHING;
  END LOOP;
  tally := ARRAY[me.answered, me.skipped, me.held, me.issued];
  n := least(wanted, me.room - me.held);
  outcome := CASE WHEN me.closed THEN 'closed' WHEN me.state <> 0 THEN 'paused' WHEN n <= 0 THEN 'full' ELSE 'ok' END;
  IF outcome <> 'ok' THEN RETURN; END IF;
  expires_at := now() + ttl_ms * interval '1 millisecond';
  IF gold_count > me.golds THEN
    rate := CASE WHEN me.answered < gold_early THEN me.gold_bps ELSE least(me.gold_bps, gold_later) END;
    FOR p IN me.issued + 1 .. me.issued + n LOOP
      IF abs(hashint8extended(p, me.seed) % 10000) < rate OR (p + abs(me.seed % 50)) % 50 = 0 THEN n_gold := n_gold + 1; END IF;
    END LOOP;
  END IF;
  IF n_gold > 0 THEN
    gold_items := ARRAY(
      SELECT g.item_no
      FROM ((SELECT gold_no, item_no FROM gold WHERE bounty_no = b AND gold_no >= gold_start ORDER BY gold_no LIMIT 1000)
            UNION ALL (SELECT gold_no, item_no FROM gold WHERE bounty_no = b AND gold_no < gold_start ORDER BY gold_no LIMIT 1000)) g
      WHERE NOT EXISTS (SELECT FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = g.item_no OFFSET 0)
      LIMIT n_gold);
    n_gold := cardinality(gold_items);
  END IF;
  -- From the start along the open items, around the end if need be, past what others hold this instant; 200 are looked at on
  -- each side. When every place fell to gold, one open item is still asked for: no gold for somebody for whom nothing else is
  -- left. Where all of these were mine before, a wider look finds another start.
  need := greatest(n - n_gold, 1);
  FOR attempt IN 1 .. 2 LOOP
    picked := ARRAY(
      SELECT i.item_no
      FROM (SELECT item_no FROM item WHERE bounty_no = b AND open AND item_no >= start_at ORDER BY item_no LIMIT 200) c
      CROSS JOIN LATERAL (
        SELECT i.item_no FROM item i
        WHERE i.bounty_no = b AND i.item_no = c.item_no AND i.open
          AND NOT EXISTS (SELECT FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = c.item_no OFFSET 0)
        FOR NO KEY UPDATE OF i SKIP LOCKED) i
      LIMIT need);
    IF cardinality(picked) < need THEN
      picked := picked || ARRAY(
        SELECT i.item_no
        FROM (SELECT item_no FROM item WHERE bounty_no = b AND open AND item_no < start_at ORDER BY item_no LIMIT 200) c
        CROSS JOIN LATERAL (
          SELECT i.item_no FROM item i
          WHERE i.bounty_no = b AND i.item_no = c.item_no AND i.open
            AND NOT EXISTS (SELECT FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = c.item_no OFFSET 0)
          FOR NO KEY UPDATE OF i SKIP LOCKED) i
        LIMIT need - cardinality(picked));
    END IF;
    EXIT WHEN cardinality(picked) > 0;
    start_at := (
      SELECT c.item_no FROM (SELECT item_no FROM item WHERE bounty_no = b AND open ORDER BY item_no LIMIT 50000) c
      WHERE NOT EXISTS (SELECT FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = c.item_no OFFSET 0)
      LIMIT 1);
    IF start_at IS NULL THEN RETURN; END IF;
  END LOOP;
  IF cardinality(picked) = 0 THEN RETURN; END IF;
  IF n = n_gold THEN
    items := gold_items;
  ELSE
    UPDATE item i SET taken = taken + 1 WHERE i.bounty_no = b AND i.item_no = ANY (picked);
    items := picked || gold_items;
  END IF;
  INSERT INTO assignment (bounty_no, annotator_no, claimed_at, expires_at, item_no, gold)
  SELECT b, who, now(), dispatch_claim.expires_at, g.x, g.ord > cardinality(items) - n_gold FROM unnest(items) WITH ORDINALITY AS g (x, ord);
  UPDATE enrolment e
  SET issued = issued + cardinality(items), golds = golds + n_gold, held = held || items, due_at = least(due_at, dispatch_claim.expires_at)
  WHERE e.bounty_no = b AND e.annotator_no = who;
  tally := ARRAY[me.answered, me.skipped, me.held + cardinality(items), me.issued + cardinality(items)];
END $$;

-- Hands in answers: those of `who` to `item_nos`, each with its idempotency key, the suggestion shown (null: none) and the
-- time it took; and the signed submission they came in (digests: 32 bytes an answer, in order).
-- outcomes, in order: counted | late (a slot was free: counted) | spare (late, no slot: kept) | gold | late gold | again (same
-- key, nothing to do) | conflict (answered before under another key) | unknown (never leased) | twice (the same item twice in
-- this call) | closed (the bounty takes no answers any more). tally as in dispatch_claim.
-- A live lease keeps its slot: the item row is not touched. Answers, assignments, submission, outbox and counters are one
-- transaction.
CREATE FUNCTION dispatch_submit(
  b bigint, who bigint, item_nos int[], keys uuid[], answers jsonb[], shown jsonb[], leads int[],
  key_id text, digests bytea, signature bytea,
  OUT outcomes text[], OUT tally int[]
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE me record; live int[]; gold_items int[]; late int[]; slots int[]; n_live int := 0; n_late int := 0; n_skipped int := 0;
        n_counted int; n_gold int := 0; sub bigint;
BEGIN
  SELECT e.closed INTO me FROM enrolment e WHERE e.bounty_no = b AND e.annotator_no = who FOR NO KEY UPDATE;
  IF NOT me.closed THEN
    -- The common case: every item is a live lease, none twice. One statement moves them, one writes the answers.
    WITH moved AS (
      UPDATE assignment a SET state = 1 WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = ANY (item_nos) AND a.state = 0
      RETURNING a.item_no, a.gold)
    SELECT array_agg(m.item_no), array_agg(m.item_no) FILTER (WHERE m.gold) INTO live, gold_items FROM moved m;
    IF live IS NOT NULL THEN
      INSERT INTO submission (bounty_no, annotator_no, key_id, digests, signature) VALUES (b, who, key_id, digests, signature) RETURNING id INTO sub;
      INSERT INTO annotation (bounty_no, annotator_no, key, item_no, lead_ms, kind, answer, shown, submission_id, pos)
      SELECT b, who, g.key, g.x, g.ms, CASE WHEN g.x = ANY (gold_items) THEN 2 ELSE 0 END, g.answer, g.seen, sub, g.ord - 1
      FROM unnest(item_nos, keys, answers, shown, leads) WITH ORDINALITY AS g (x, key, answer, seen, ms, ord)
      WHERE g.x = ANY (live) AND array_position(item_nos, g.x) = g.ord;
      INSERT INTO outbox (bounty_no, annotator_no, items) VALUES (b, who, live);
    END IF;
    n_live := coalesce(cardinality(live), 0);
    n_gold := coalesce(cardinality(gold_items), 0);
  END IF;
  IF n_live = cardinality(item_nos) THEN
    outcomes := CASE WHEN n_gold = 0 THEN array_fill('counted'::text, ARRAY[n_live])
                     ELSE ARRAY(SELECT CASE WHEN x = ANY (gold_items) THEN 'gold' ELSE 'counted' END FROM unnest(item_nos) WITH ORDINALITY AS g (x, ord) ORDER BY ord) END;
    n_counted := n_live - n_gold;
  ELSE
    IF NOT me.closed THEN
      -- Late ones take a slot each, in order, if one is free; those who wait for items lock them sorted.
      WITH l AS MATERIALIZED (
        SELECT x.item_no FROM (SELECT a.item_no FROM assignment a WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = ANY (item_nos) AND a.state >= 2 AND NOT a.gold ORDER BY a.item_no) x
        CROSS JOIN LATERAL (SELECT FROM item t WHERE t.bounty_no = b AND t.item_no = x.item_no FOR NO KEY UPDATE) t
      ), took AS (
        UPDATE item t SET taken = taken + 1 FROM l WHERE t.bounty_no = b AND t.item_no = l.item_no AND t.taken < t.want RETURNING t.item_no)
      SELECT array_agg(t.item_no) INTO slots FROM took t;
      WITH moved AS (
        SELECT a.item_no, a.gold, a.state FROM assignment a
        WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = ANY (item_nos) AND a.state >= 2
      ), ended AS (
        UPDATE assignment a SET state = 1 FROM moved m WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = m.item_no
      ), signed AS (
        INSERT INTO submission (bounty_no, annotator_no, key_id, digests, signature)
        SELECT b, who, key_id, digests, signature WHERE sub IS NULL AND EXISTS (SELECT FROM moved) RETURNING id
      ), wrote AS (
        INSERT INTO annotation (bounty_no, annotator_no, key, item_no, lead_ms, kind, answer, shown, submission_id, pos)
        SELECT b, who, g.key, g.x, g.ms, CASE WHEN m.gold THEN 2 WHEN g.x = ANY (slots) THEN 0 ELSE 1 END, g.answer, g.seen,
               coalesce(sub, (SELECT id FROM signed)), g.ord - 1
        FROM unnest(item_nos, keys, answers, shown, leads) WITH ORDINALITY AS g (x, key, answer, seen, ms, ord)
        JOIN moved m ON m.item_no = g.x WHERE array_position(item_nos, g.x) = g.ord
      ), told AS (
        INSERT INTO outbox (bounty_no, annotator_no, items) SELECT b, who, array_agg(m.item_no) FROM moved m HAVING count(*) > 0
      )
      SELECT array_agg(m.item_no), gold_items || array_agg(m.item_no) FILTER (WHERE m.gold), count(*) FILTER (WHERE m.state = 4)
      INTO late, gold_items, n_skipped FROM moved m;
      n_late := coalesce(cardinality(late), 0);
    END IF;
    outcomes := ARRAY(
      SELECT CASE WHEN array_position(item_nos, g.x) < g.ord THEN 'twice'
                  WHEN g.x = ANY (gold_items) THEN CASE WHEN g.x = ANY (late) THEN 'late gold' ELSE 'gold' END
                  WHEN g.x = ANY (live) THEN 'counted'
                  WHEN g.x = ANY (slots) THEN 'late'
                  WHEN g.x = ANY (late) THEN 'spare'
                  ELSE coalesce((SELECT CASE WHEN n.key = g.key THEN 'again' ELSE 'conflict' END FROM annotation n
                                 WHERE n.bounty_no = b AND n.item_no = g.x AND n.annotator_no = who),
                                CASE WHEN me.closed THEN 'closed' ELSE 'unknown' END) END
      FROM unnest(item_nos, keys) WITH ORDINALITY AS g (x, key, ord) ORDER BY ord);
    SELECT count(*) INTO n_counted FROM unnest(outcomes) o WHERE o IN ('counted', 'late');
    n_gold := coalesce(cardinality(gold_items), 0);
  END IF;
  IF n_live + n_late > 0 THEN
    live := live || late;
    UPDATE enrolment e
    SET answered = answered + n_live + n_late, counted = counted + n_counted, spare = e.spare + n_live + n_late - n_counted - n_gold,
        lapsed = lapsed - n_late, skipped = skipped - n_skipped, held = ARRAY(SELECT h FROM unnest(e.held) h WHERE h <> ALL (live))
    WHERE e.bounty_no = b AND e.annotator_no = who
    RETURNING ARRAY[e.answered, e.skipped, cardinality(e.held), e.issued] INTO tally;
  ELSE
    SELECT ARRAY[e.answered, e.skipped, cardinality(e.held), e.issued] INTO tally
    FROM enrolment e WHERE e.bounty_no = b AND e.annotator_no = who;
  END IF;
END $$;

-- Hands in the last batch and leases the next one: one statement, one commit.
CREATE FUNCTION dispatch_exchange(
  b bigint, who bigint, item_nos int[], keys uuid[], answers jsonb[], shown jsonb[], leads int[],
  key_id text, digests bytea, signature bytea,
  wanted int, start_at int, ttl_ms int,
  gold_start int, gold_count int, gold_first int, gold_later int, gold_early int, fresh_seed bigint,
  OUT outcomes text[], OUT outcome text, OUT items int[], OUT expires_at timestamptz, OUT tally int[]
) LANGUAGE plpgsql AS $$
BEGIN
  outcomes := '{}';
  IF cardinality(item_nos) > 0 THEN
    outcomes := (SELECT s.outcomes FROM dispatch_submit(b, who, item_nos, keys, answers, shown, leads, key_id, digests, signature) s);
  END IF;
  SELECT c.outcome, c.items, c.expires_at, c.tally INTO outcome, items, expires_at, tally
  FROM dispatch_claim(b, who, wanted, start_at, ttl_ms, gold_start, gold_count, gold_first, gold_later, gold_early, fresh_seed) c;
END $$;

-- Gives leases back: `to_state` 3 returned (never shown), 4 skipped. Neither comes again to this annotator.
CREATE FUNCTION dispatch_release(b bigint, who bigint, item_nos int[], to_state int, OUT released int)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE back int[];
BEGIN
  PERFORM FROM enrolment e WHERE e.bounty_no = b AND e.annotator_no = who FOR NO KEY UPDATE;
  WITH live AS MATERIALIZED (
    SELECT a.item_no, a.gold FROM assignment a
    WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = ANY (item_nos) AND a.state = 0
  ), freed AS MATERIALIZED (
    SELECT l.item_no FROM (SELECT item_no FROM live WHERE NOT gold ORDER BY item_no) l
    CROSS JOIN LATERAL (SELECT FROM item i WHERE i.bounty_no = b AND i.item_no = l.item_no FOR NO KEY UPDATE) i
  ), gave AS (
    UPDATE item i SET taken = taken - 1 FROM freed WHERE i.bounty_no = b AND i.item_no = freed.item_no
  ), ended AS (
    UPDATE assignment a SET state = to_state FROM live WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = live.item_no
  )
  SELECT coalesce(array_agg(item_no), '{}') INTO back FROM live;
  released := cardinality(back);
  UPDATE enrolment e
  SET lapsed = lapsed + released, skipped = skipped + CASE to_state WHEN 4 THEN released ELSE 0 END,
      held = ARRAY(SELECT h FROM unnest(e.held) h WHERE h <> ALL (back))
  WHERE released > 0 AND e.bounty_no = b AND e.annotator_no = who;
END $$;

-- Heartbeat: every lease held lives `ttl_ms` from now, but no longer than `cap_ms` after its claim.
-- The timer stays: it may ring early (the sweep then sets it anew), never late.
CREATE FUNCTION dispatch_extend(b bigint, who bigint, ttl_ms int, cap_ms int, OUT held int)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE mine int[];
BEGIN
  SELECT e.held INTO mine FROM enrolment e WHERE e.bounty_no = b AND e.annotator_no = who FOR NO KEY UPDATE;
  UPDATE assignment a
  SET expires_at = greatest(a.expires_at, least(now() + ttl_ms * interval '1 millisecond', a.claimed_at + cap_ms * interval '1 millisecond'))
  WHERE a.bounty_no = b AND a.annotator_no = who AND a.item_no = ANY (mine);
  held := coalesce(cardinality(mine), 0);
END $$;

-- The sweep: visits up to `most` annotators whose timer rang, takes back their lapsed leases, sets the timer anew. Any number
-- of workers may run it; each goes on until it visits fewer than `most`.
CREATE FUNCTION dispatch_expire(most int, OUT visited int, OUT expired int)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE bounties bigint[]; annotators bigint[];
BEGIN
  SELECT array_agg(d.bounty_no), array_agg(d.annotator_no) INTO bounties, annotators FROM (
    SELECT e.bounty_no, e.annotator_no FROM enrolment e WHERE e.due_at <= now() ORDER BY e.due_at LIMIT most FOR NO KEY UPDATE SKIP LOCKED) d;
  visited := coalesce(cardinality(bounties), 0);
  expired := 0;
  IF visited = 0 THEN RETURN; END IF;
  WITH due AS MATERIALIZED (
    SELECT e.bounty_no, e.annotator_no, e.held FROM unnest(bounties, annotators) AS u (bounty_no, annotator_no)
    JOIN enrolment e ON e.bounty_no = u.bounty_no AND e.annotator_no = u.annotator_no
  ), live AS MATERIALIZED (
    SELECT d.bounty_no, d.annotator_no, a.item_no, a.gold, a.expires_at, a.expires_at <= now() AS over
    FROM due d CROSS JOIN LATERAL unnest(d.held) h (item_no)
    CROSS JOIN LATERAL (SELECT * FROM assignment a WHERE a.bounty_no = d.bounty_no AND a.annotator_no = d.annotator_no AND a.item_no = h.item_no OFFSET 0) a
  ), freed AS MATERIALIZED (
    SELECT l.bounty_no, l.item_no, l.n
    FROM (SELECT bounty_no, item_no, count(*) AS n FROM live WHERE over AND NOT gold GROUP BY 1, 2 ORDER BY 1, 2) l
    CROSS JOIN LATERAL (SELECT FROM item i WHERE i.bounty_no = l.bounty_no AND i.item_no = l.item_no FOR NO KEY UPDATE) i
  ), gave AS (
    UPDATE item i SET taken = taken - freed.n FROM freed WHERE i.bounty_no = freed.bounty_no AND i.item_no = freed.item_no
  ), ended AS (
    UPDATE assignment a SET state = 2 FROM live
    WHERE live.over AND a.bounty_no = live.bounty_no AND a.annotator_no = live.annotator_no AND a.item_no = live.item_no
  ), kept AS (
    UPDATE enrolment e
    SET held = coalesce(t.held, '{}'), due_at = t.due_at, lapsed = e.lapsed + coalesce(t.n, 0)
    FROM due d LEFT JOIN (
      SELECT bounty_no, annotator_no, array_agg(item_no) FILTER (WHERE NOT over) AS held, min(expires_at) FILTER (WHERE NOT over) AS due_at,
             count(*) FILTER (WHERE over) AS n FROM live GROUP BY 1, 2) t ON t.bounty_no = d.bounty_no AND t.annotator_no = d.annotator_no
    WHERE e.bounty_no = d.bounty_no AND e.annotator_no = d.annotator_no
  )
  SELECT count(*) FILTER (WHERE over) INTO expired FROM live;
END $$;

-- Raises or lowers the answers wanted of some items. Lowering stops at what is leased or counted already, so the overlap
-- holds at every instant; gold items keep their 0. Returns the items as they now stand.
CREATE FUNCTION dispatch_overlap(b bigint, item_nos int[], wants int[]) RETURNS TABLE (item_no int, want smallint) LANGUAGE sql AS $$
  WITH l AS MATERIALIZED (
    SELECT x.item_no, x.want
    FROM (SELECT DISTINCT ON (u.item_no) u.item_no, u.want FROM unnest(item_nos, wants) AS u (item_no, want) ORDER BY u.item_no) x
    CROSS JOIN LATERAL (SELECT FROM item i WHERE i.bounty_no = b AND i.item_no = x.item_no AND i.want > 0 FOR NO KEY UPDATE) i
  )
  UPDATE item i SET want = greatest(l.want, i.taken, 1) FROM l WHERE i.bounty_no = b AND i.item_no = l.item_no RETURNING i.item_no, i.want
$$;

-- The fence before settlement: waits for every submit under way, then no lease is given and no answer taken in this bounty.
-- What was counted when it returns is all there will be. To be called once the bounty's state is no longer 'open'.
-- Returns how many annotators' doors it closed.
CREATE FUNCTION dispatch_close(b bigint) RETURNS int LANGUAGE sql AS $$
  WITH doors AS MATERIALIZED (
    SELECT e.annotator_no FROM enrolment e WHERE e.bounty_no = b AND NOT e.closed ORDER BY e.annotator_no FOR NO KEY UPDATE
  ), shut AS (
    UPDATE enrolment e SET closed = true FROM doors WHERE e.bounty_no = b AND e.annotator_no = doors.annotator_no RETURNING 1
  )
  SELECT count(*)::int FROM shut
$$;

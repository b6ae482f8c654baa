-- What a model of the owner's proposes for an item, when it came with the data: {model, name, answer, confidenceQ16, q16}.
ALTER TABLE "item_content" ADD COLUMN "suggested" JSONB;

-- Contents of items come with what is proposed: [[item_no, hash, payload, {model, answer, confidenceQ16} or null], …].
CREATE OR REPLACE FUNCTION item_contents(b bigint, item_nos int[]) RETURNS json
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  RETURN (
    SELECT json_agg(json_build_array(c.item_no, c.hash, c.payload, c.suggested - 'name' - 'q16'))
    FROM unnest(item_nos) AS wanted (item_no)
    CROSS JOIN LATERAL (
      SELECT i.item_no, i.hash, i.payload, i.suggested FROM item_content i
      WHERE i.bounty_no = b AND i.item_no = wanted.item_no OFFSET 0) c);
END $$;

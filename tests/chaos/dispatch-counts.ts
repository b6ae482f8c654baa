// What must be nought after the dispatch chaos, counted by the database itself.
import { CAP, POOL } from "./raiser";

export const MUST_BE_ZERO: Readonly<Record<string, string>> = {
  "over-assigned items": "SELECT count(*) FROM item WHERE taken > want OR taken < 0",
  "items whose taken is not leases + counted": `SELECT count(*) FROM item i WHERE taken <>
      (SELECT count(*) FROM assignment a WHERE (a.bounty_no, a.item_no) = (i.bounty_no, i.item_no) AND state = 0 AND NOT gold)
    + (SELECT count(*) FROM annotation a WHERE (a.bounty_no, a.item_no) = (i.bounty_no, i.item_no) AND kind = 0)`,
  "items with more counted answers than wanted": `SELECT count(*) FROM item i WHERE want <
      (SELECT count(*) FROM annotation a WHERE (a.bounty_no, a.item_no) = (i.bounty_no, i.item_no) AND kind = 0)`,
  "under-filled items at the end": `SELECT count(*) FROM item i WHERE want >
      (SELECT count(*) FROM annotation a WHERE (a.bounty_no, a.item_no) = (i.bounty_no, i.item_no) AND kind = 0)`,
  "items raised beyond the cap": `SELECT count(*) FROM item WHERE want > ${CAP}`,
  "answers asked for beyond the pool": `SELECT count(*) FROM live_state WHERE granted NOT BETWEEN 0 AND ${POOL}`,
  "answers without an answered assignment": `SELECT count(*) FROM annotation n
      LEFT JOIN assignment a USING (bounty_no, annotator_no, item_no) WHERE a.state IS DISTINCT FROM 1`,
  "answered assignments without an answer": `SELECT count(*) FROM assignment a
      LEFT JOIN annotation n USING (bounty_no, annotator_no, item_no) WHERE a.state = 1 AND n.key IS NULL`,
  "gold told wrong": `SELECT count(*) FROM annotation n JOIN assignment a USING (bounty_no, annotator_no, item_no)
      LEFT JOIN gold g USING (bounty_no, item_no) WHERE a.gold <> (n.kind = 2) OR a.gold <> (g.item_no IS NOT NULL)`,
  "enrolments whose held is not their live leases": `SELECT count(*) FROM enrolment e WHERE ARRAY(SELECT unnest(held) ORDER BY 1) <>
      ARRAY(SELECT item_no FROM assignment a WHERE (a.bounty_no, a.annotator_no) = (e.bounty_no, e.annotator_no) AND state = 0 ORDER BY 1)`,
  "annotators who hold more than there is room for": "SELECT count(*) FROM enrolment WHERE most_held > room",
  "enrolments whose counters are wrong": `SELECT count(*) FROM enrolment e
      WHERE (issued, answered, golds, lapsed, skipped) <> (
        SELECT count(*), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE gold), count(*) FILTER (WHERE state >= 2), count(*) FILTER (WHERE state = 4)
        FROM assignment a WHERE (a.bounty_no, a.annotator_no) = (e.bounty_no, e.annotator_no))
      OR (counted, spare) <> (
        SELECT count(*) FILTER (WHERE kind = 0), count(*) FILTER (WHERE kind = 1)
        FROM annotation n WHERE (n.bounty_no, n.annotator_no) = (e.bounty_no, e.annotator_no))`,
  "timers later than a lease": `SELECT count(*) FROM enrolment e WHERE cardinality(held) > 0 AND (due_at IS NULL OR due_at >
      (SELECT min(expires_at) FROM assignment a WHERE (a.bounty_no, a.annotator_no) = (e.bounty_no, e.annotator_no) AND state = 0))`,
  "answers not in the outbox exactly once": `SELECT count(*) FROM (SELECT bounty_no, annotator_no, unnest(items) AS item_no FROM outbox) o
      FULL JOIN annotation n USING (bounty_no, annotator_no, item_no) WHERE n.key IS NULL OR o.item_no IS NULL`,
  "outbox duplicates": `SELECT count(*) - count(DISTINCT (annotator_no, item_no))
      FROM (SELECT annotator_no, unnest(items) AS item_no FROM outbox) o`,
  "answers that their submission does not sign": `SELECT count(*) FROM annotation n LEFT JOIN submission s ON s.id = n.submission_id
      WHERE s.id IS NULL OR (s.bounty_no, s.annotator_no) <> (n.bounty_no, n.annotator_no)
         OR substr(s.digests, 1 + 32 * n.pos, 32) <> sha256(convert_to(n.key::text, 'UTF8'))`,
  "submissions without an answer": `SELECT count(*) FROM submission s
      WHERE NOT EXISTS (SELECT FROM annotation n WHERE n.submission_id = s.id)`,
};

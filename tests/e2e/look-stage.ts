// What stands on the screens when they are looked at: a bounty under way with a model, and one that is paid out.
import { settleBounty } from "@/bin/commands/replay-owner";
import type { Person } from "@/bin/commands/replay-person";
import { answerAll, type Bounty, enter, postBounty, textOf } from "./crowd";
import { FORTY, GARDEN_LABELS, type GardenLabel, GOLD, labelOf, TWELVE } from "./garden-texts";

export type Stage = {
  /** Open, most items answered: it has a model and a quality report. */
  readonly open: Bounty;
  readonly settled: Bounty;
  readonly batchId: string;
};

export const OWNER = "look owner";
export const ANNOTATOR = "look annotator";

const GUIDELINES =
  "Choose what the gardener **wants to know**.\n\n- Drooping or brown leaves: *Watering* unless animals are named.\n- Tools belong to *Pruning*.";

/** Posts and answers both bounties and settles one. People err now and then, each at other places, always at the same. */
export async function setStage(base: string): Promise<Stage> {
  const owner = await enter(base, OWNER);
  const names = [ANNOTATOR, "look second", "look third", "look fourth"];
  const [first, second, third, fourth] = await Promise.all(names.map((name) => enter(base, name)));
  if (!first || !second || !third || !fourth) throw new Error("four people are needed");
  const settled = await postBounty(owner, posting("What is the gardener asking about?", TWELVE, 3));
  await answer([first, second, third], settled);
  const [batchId = ""] = await settleBounty(owner, { ...settled, ...NOT_ASKED }, () => undefined);
  const open = await postBounty(owner, posting("Letters to the garden shop", FORTY, 3));
  await answer([second, third, fourth], open, FORTY.slice(-LEFT_OPEN));
  return { open, settled, batchId };
}

/** Items of the open bounty that still want an answer. */
const LEFT_OPEN = 12;

const NOT_ASKED = { escrowUnits: "0", recordOf: () => "", recordNamed: () => "" };

function posting(title: string, rows: readonly { readonly text: string }[], overlap: number) {
  return {
    terms: {
      title,
      config: { question: "What does the gardener want to know?", labels: [...GARDEN_LABELS] },
      guidelines: GUIDELINES,
      policy: { overlap },
      priceUnits: "50000",
    },
    rows: [...rows.map(({ text }) => ({ text })), ...GOLD.map(({ text, label }) => ({ text, gold: label }))],
  };
}

/** One after the other they answer everything, but for the last: that one skips what is to be left. */
async function answer(
  people: readonly Person[],
  bounty: Bounty,
  left: readonly { text: string }[] = [],
): Promise<void> {
  const skipped = new Set(left.map(({ text }) => text));
  const isLast = (who: number) => who === people.length - 1;
  const say = (text: string, who: number) => (isLast(who) && skipped.has(text) ? undefined : humanLabel(text, who));
  for (const [who, person] of people.entries()) await answerAll(person, bounty, (lease) => say(textOf(lease), who));
}

/** The fitting label, or, for one text in nine, another one. */
function humanLabel(text: string, who: number): GardenLabel {
  const right = labelOf(text);
  if (text.length % 9 !== who) return right;
  return GARDEN_LABELS[(GARDEN_LABELS.indexOf(right) + 1) % GARDEN_LABELS.length] ?? right;
}

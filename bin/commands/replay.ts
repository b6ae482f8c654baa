import { parseArgs } from "node:util";
import { type Crowd, limited, readCrowd } from "./crowd-folder";
import { accuracyOf, majorityAccuracy } from "./replay-accuracy";
import { claimAll, labelAll } from "./replay-annotator";
import { exportLabels, postBounty, settleBounty, verifyBatches } from "./replay-owner";
import { enter, type Person } from "./replay-person";
import { countFlag, Usage } from "./usage";

export const help = `assay replay <folder> [--url U] [--annotators N] [--items N] [--json]   replay a recorded crowd through the HTTP API

  <folder>       votes.csv (task,worker,label), with truth.csv and items.csv where there are any; or judgments.jsonl and items.jsonl
  --url U        the server (default http://localhost:3000); its chain must be a dev chain
  --annotators N only the first N annotators
  --items N      only the first N items

One fresh wallet per annotator signs in, claims, answers and signs as a browser does; an annotator skips an item it has no
recorded answer for. Then the owner settles, everybody claims, the dataset is exported and every batch verified.
Prints {items, answers, annotators, accuracy, majorityAccuracy, paid, escrow, verified, seconds}.

Exit codes: 0 done and everything adds up, 1 it does not or was refused, 2 wrong usage.

  assay replay ./weather-sentiment --annotators 20 --items 100`;

/** How many annotators work at the same time. */
const AT_ONCE = 12;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: "string", default: "http://localhost:3000" },
      annotators: { type: "string" },
      items: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new Usage("replay takes one folder.");
  const limits = { items: countFlag("items", values.items), annotators: countFlag("annotators", values.annotators) };
  const crowd = limited(readCrowd(folder), limits as Parameters<typeof limited>[1]);
  if (crowd.answers.length === 0) throw new Usage(`${folder} has no answers left to replay.`);
  const base = values.url.replace(/\/+$/, "");
  const say = values.json ? () => undefined : (words: string) => console.error(words);
  const result = await replay(crowd, base, say);
  console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2));
  return result.verified && result.answers === crowd.answers.length ? 0 : 1;
}

async function replay(crowd: Crowd, base: string, say: (words: string) => void) {
  const startMs = performance.now();
  const owner = await enter(base);
  const bounty = await postBounty(owner, crowd, say);
  const workers = [...new Set(crowd.answers.map(({ worker }) => worker))];
  const people = new Map<string, Person>();
  let answers = 0;
  await inParallel(workers, AT_ONCE, async (worker) => {
    const person = await enter(base);
    people.set(worker, person);
    const taken = await labelAll(person, bounty, crowd, worker);
    answers += taken;
    say(`${people.size} of ${workers.length} annotators came, ${answers} answers are in`);
  });
  const batches = await settleBounty(owner, bounty, say);
  await inParallel([...people.values()], AT_ONCE, (person) => claimAll(person));
  const labels = await exportLabels(owner, bounty);
  const { verified, paid } = await verifyBatches(owner, batches, [...people.values()]);
  return {
    items: crowd.items.length,
    answers,
    annotators: workers.length,
    accuracy: accuracyOf(crowd, labels),
    majorityAccuracy: majorityAccuracy(crowd),
    paid: paid.toString(),
    escrow: bounty.escrowUnits,
    verified,
    seconds: Math.round((performance.now() - startMs) / 100) / 10,
  };
}

async function inParallel<T>(list: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...list];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, lane));
}

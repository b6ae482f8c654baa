import { AppError } from "../../lib/kernel/errors";
import { sortVotes } from "../../lib/referee/canonical";
import { LIMIT } from "../../lib/referee/constants";
import type { Votes } from "../../lib/referee/input";
import { type ColumnNames, readColumns, refused } from "./referee-csv";

const TASK: ColumnNames = ["task", "item", "question"];
const WORKER: ColumnNames = ["worker", "annotator"];
const LABEL: ColumnNames = ["label", "answer"];
const TRUTH: ColumnNames = ["label", "answer", "truth", "gold"];

export type ReadVotes = {
  /** Canonical: ids are ranks of the sorted names, classes in the order of `labels`. */
  readonly votes: Votes;
  readonly tasks: readonly string[];
  readonly labels: readonly string[];
  /** Rows that said again what a row had said. */
  readonly duplicates: number;
  /** Rows dropped because the same worker gave the task another label too. */
  readonly conflicts: number;
};

/**
 * Reads votes (columns task, worker, label) in bounded memory. Classes are `ontology` in its order, or else the distinct labels
 * sorted by UTF-16 code units. Of several rows of one worker on one task one counts: repeats are dropped, and of different
 * labels the first in the order of the classes stays, so that the order of rows leaves no trace.
 */
export async function readVotes(file: string, ontology: readonly string[] | undefined): Promise<ReadVotes> {
  const tasks = new Names();
  const workers = new Names();
  const labels = new Names(ontology);
  const [task, worker, label] = [new Column(), new Column(), new Column()];
  const rows = await readColumns(file, [TASK, WORKER, LABEL], (cells, line) => {
    const [t = "", w = "", l = ""] = cells.map((cell) => cell.trim());
    if (t === "" || w === "" || l === "") throw refused(file, line, "task, worker and label must not be empty");
    if (task.length === LIMIT.votes) throw refused(file, line, `more than ${LIMIT.votes} votes`);
    task.push(tasks.idOf(t));
    worker.push(workers.idOf(w));
    label.push(labelOf(labels, l, ontology, file, line));
  });
  if (labels.size < 2) {
    const [only] = labels.names;
    throw new AppError(
      "invalid_input",
      `${file}: all votes say ${JSON.stringify(only)}; a verdict needs two classes. Name them with --labels.`,
    );
  }
  const ranked = ontology ? { names: ontology, rank: undefined } : labels.ranked();
  const [taskNames, workerNames] = [tasks.ranked(), workers.ranked()];
  const all = {
    item: task.ranks(taskNames.rank),
    annotator: worker.ranks(workerNames.rank),
    label: label.ranks(ranked.rank),
    ...{ items: tasks.size, annotators: workers.size, classes: labels.size },
  };
  const { source: _, ...votes } = sortVotes(all);
  const conflicts = conflictsIn(all, votes);
  return {
    votes,
    tasks: taskNames.names,
    labels: ranked.names,
    duplicates: rows - votes.item.length - conflicts,
    conflicts,
  };
}

function labelOf(
  labels: Names,
  label: string,
  ontology: readonly string[] | undefined,
  file: string,
  line: number,
): number {
  const known = labels.known(label);
  if (known !== undefined) return known;
  const said = JSON.stringify(label.slice(0, 60));
  if (ontology) throw refused(file, line, `${said} is none of the labels ${ontology.join(", ")}`);
  if (labels.size === LIMIT.classes) {
    throw refused(
      file,
      line,
      `${said} is the ${LIMIT.classes + 1}th distinct label; at most ${LIMIT.classes} are classes`,
    );
  }
  return labels.idOf(label);
}

/** Rows whose pair is decided by a row with another label. */
function conflictsIn(all: Votes, kept: Votes): number {
  if (all.item.length === kept.item.length) return 0;
  const start = new Int32Array(kept.items + 1);
  for (const t of kept.item) start[t + 1] = (start[t + 1] as number) + 1;
  for (let t = 0; t < kept.items; t++) start[t + 1] = (start[t + 1] as number) + (start[t] as number);
  let conflicts = 0;
  for (let i = 0; i < all.item.length; i++) {
    const t = all.item[i] as number;
    const at = placeOf(kept.annotator, all.annotator[i] as number, start[t] as number, start[t + 1] as number);
    if (kept.label[at] !== all.label[i]) conflicts++;
  }
  return conflicts;
}

/** Where `id` stands in the ascending ids from..to-1, of which it is one. */
function placeOf(ids: Int32Array, id: number, from: number, to: number): number {
  let [low, high] = [from, to - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] as number) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No truth is known of a task, and a truth that nobody voted for. */
export const UNKNOWN = -2;
const NEVER_VOTED = -1;

/**
 * Reads truths (columns task, label) of voted tasks: [tasks] class, -1 where the true label is none of the classes (the verdict is
 * then wrong: the truth never changes what the classes are), `UNKNOWN` without a truth. Tasks nobody voted on are left out.
 */
export async function readTruth(file: string, { tasks, labels }: ReadVotes): Promise<Int32Array> {
  const place = new Map(tasks.map((name, t) => [name, t]));
  const classOf = new Map(labels.map((name, k) => [name, k]));
  const truth = new Int32Array(tasks.length).fill(UNKNOWN);
  await readColumns(file, [TASK, TRUTH], (cells, line) => {
    const [name = "", label = ""] = cells.map((cell) => cell.trim());
    const t = place.get(name);
    if (t === undefined) return;
    const k = classOf.get(label) ?? NEVER_VOTED;
    if (truth[t] !== UNKNOWN && truth[t] !== k)
      throw refused(file, line, `task ${JSON.stringify(name)} has another truth above`);
    truth[t] = k;
  });
  return truth;
}

/** Names numbered as they come. */
class Names {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(names: readonly string[] = []) {
    for (const name of names) this.idOf(name);
  }

  get size(): number {
    return this.names.length;
  }

  known(name: string): number | undefined {
    return this.#ids.get(name);
  }

  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** The names in the order of their UTF-16 code units, and each id's place there. */
  ranked(): { readonly names: readonly string[]; readonly rank: Int32Array } {
    const order = Int32Array.from(this.names, (_, id) => id).sort((a, b) =>
      (this.names[a] as string) < (this.names[b] as string) ? -1 : 1,
    );
    const rank = new Int32Array(order.length);
    order.forEach((id, place) => {
      rank[id] = place;
    });
    return { names: Array.from(order, (id) => this.names[id] as string), rank };
  }
}

/** Ids that grow by doubling: 4 to 8 bytes a vote. */
class Column {
  length = 0;
  #cells = new Int32Array(1024);

  push(id: number): void {
    if (this.length === this.#cells.length) {
      const more = new Int32Array(2 * this.length);
      more.set(this.#cells);
      this.#cells = more;
    }
    this.#cells[this.length++] = id;
  }

  /** The column with ids replaced by their ranks, in place. */
  ranks(rank: Int32Array | undefined): Int32Array {
    const cells = this.#cells.subarray(0, this.length);
    if (rank) for (let i = 0; i < cells.length; i++) cells[i] = rank[cells[i] as number] as number;
    return cells;
  }
}

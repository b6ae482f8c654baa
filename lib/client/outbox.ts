import type { Verdict } from "./bench-api";
import type { BenchStore, KeptWork } from "./bench-store";
import { isRefusal } from "./bench-verdicts";
import type { OutboxView } from "./bench-view";
import { type Given, type History, heldUntilMs, isAnswer, NO_HISTORY, redone, undone, withGiven } from "./given";
import type { StoredAnswer, StoredRelease } from "./local-store";

/** Answers in one request. */
const BATCH = 20;

/**
 * What was done and is not with the server yet. The newest acts are held here, so that they can be taken back; the others
 * are due. Every act is in the browser's database until the server has it or said no.
 */
export class Outbox {
  readonly #store: BenchStore;
  #waiting: readonly StoredAnswer[] = [];
  #releases: readonly StoredRelease[] = [];
  #refused: readonly StoredAnswer[] = [];
  #history: History = NO_HISTORY;
  #lastActMs = 0;

  constructor(store: BenchStore) {
    this.#store = store;
  }

  takeUp({ waiting, releases, refused }: Omit<KeptWork, "leases">): void {
    this.#waiting = waiting;
    this.#releases = releases;
    this.#refused = refused;
    this.#history = NO_HISTORY;
  }

  get waiting(): readonly StoredAnswer[] {
    return this.#waiting;
  }

  get history(): History {
    return this.#history;
  }

  /** What the screen shows of it. */
  view(): OutboxView {
    const { held, undone: before } = this.#history;
    const back = before.at(-1)?.act;
    return {
      waiting: this.#waiting.length,
      held: held.filter(({ act }) => isAnswer(act)).length,
      refused: this.#refused,
      canUndo: held.length > 0,
      canRedo: back !== undefined,
      takenBack: back && isAnswer(back) ? back.answer : undefined,
    };
  }

  give(given: Given, nowMs: number): void {
    this.#history = withGiven(this.#history, given);
    this.#put(given, nowMs);
  }

  /** Takes the newest act back, if it waits here still. */
  undo(nowMs: number): Given | undefined {
    const back = undone(this.#history);
    if (!back) return undefined;
    this.#history = back.history;
    this.#lastActMs = nowMs;
    const { act } = back.given;
    this.#waiting = this.#waiting.filter(({ key }) => key !== act.key);
    this.#releases = this.#releases.filter(({ key }) => key !== act.key);
    void this.#store.undone(back.given);
    return back.given;
  }

  redo(nowMs: number): Given | undefined {
    const again = redone(this.#history);
    if (!again) return undefined;
    this.#history = again.history;
    this.#put(again.given, nowMs);
    return again.given;
  }

  /** From now on nothing waits to be taken back. */
  letGo(): void {
    this.#history = { ...this.#history, held: [] };
  }

  /** When the next held act is due by itself. */
  get heldUntilMs(): number | undefined {
    return heldUntilMs(this.#history, this.#lastActMs);
  }

  due(): { readonly answers: readonly StoredAnswer[]; readonly releases: readonly StoredRelease[] } {
    const held = new Set(this.#history.held.map(({ act }) => act.key));
    const free = ({ key }: { readonly key: string }) => !held.has(key);
    return { answers: this.#waiting.filter(free).slice(0, BATCH), releases: this.#releases.filter(free) };
  }

  /** What the server said of these answers. */
  async settle(batch: readonly StoredAnswer[], verdicts: readonly Verdict[]): Promise<void> {
    const outcomes = new Map(verdicts.map(({ token, outcome }) => [token, outcome]));
    const outcomeOf = ({ token }: StoredAnswer) => outcomes.get(token) ?? "unknown";
    const isMine = new Set(this.#waiting.map(({ key }) => key));
    const mine = batch.filter(({ key }) => isMine.has(key)); // asked twice, the first verdict stands
    const bad = mine.filter((answer) => isRefusal(outcomeOf(answer)));
    await this.#store.sent(mine.filter((answer) => !bad.includes(answer)).map(({ key }) => key));
    this.#drop(mine);
    await this.#refuse(bad, outcomeOf);
  }

  /** The server takes none of these as they are. */
  async refuse(batch: readonly StoredAnswer[], reason: string): Promise<void> {
    this.#drop(batch);
    await this.#refuse(batch, () => reason);
  }

  async released(release: StoredRelease): Promise<void> {
    this.#releases = this.#releases.filter(({ key }) => key !== release.key);
    await this.#store.sent([release.key]);
  }

  /** Forgets answers the server refused, once the annotator has read why. */
  async dismissRefused(): Promise<void> {
    const keys = this.#refused.map((answer) => answer.key);
    this.#refused = [];
    await this.#store.sent(keys);
  }

  #put(given: Given, nowMs: number): void {
    this.#lastActMs = nowMs;
    if (isAnswer(given.act)) this.#waiting = [...this.#waiting, given.act];
    else this.#releases = [...this.#releases, given.act];
    void this.#store.given(given);
  }

  #drop(batch: readonly StoredAnswer[]): void {
    const gone = new Set(batch.map(({ key }) => key));
    this.#waiting = this.#waiting.filter(({ key }) => !gone.has(key));
  }

  async #refuse(batch: readonly StoredAnswer[], reasonOf: (answer: StoredAnswer) => string): Promise<void> {
    const refused = batch.map((answer): StoredAnswer => ({ ...answer, state: "refused", reason: reasonOf(answer) }));
    this.#refused = [...this.#refused, ...refused];
    await this.#store.refused(refused);
  }
}

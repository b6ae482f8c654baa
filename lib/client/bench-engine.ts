import type { Remark } from "@/lib/assignments/remark";
import { afterPaint } from "./after-paint";
import type { ClaimReply, ModelDto, ProgressDto } from "./bench-api";
import { lookMs, retryMs } from "./bench-pace";
import type { EngineParts } from "./bench-parts";
import { type BenchStore, leasesOf, openBenchStore } from "./bench-store";
import { failureOf, phaseOf } from "./bench-verdicts";
import { type BenchPhase, type BenchView, sameOr } from "./bench-view";
import { type Given, isAnswer } from "./given";
import type { Shown, StoredAnswer, StoredLease } from "./local-store";
import type { OtherTabs, TabWord } from "./other-tabs";
import { Outbox } from "./outbox";
import { watchPage } from "./page-life";
import { Sender, type Told } from "./sender";

/** Items kept ahead of the annotator, and how long what is due is gathered. */
const AHEAD = 10;
const REFILL_BELOW = 5;
const GATHER_MS = 1500;

/**
 * The bench behind the screen: keeps items ahead, takes an answer at once, keeps it in this browser until the server
 * has it, sends answers and asks for more in one request, and tries again for as long as it takes. No answer is lost
 * by a closed tab or a lost connection, and none counts twice (each has an idempotency key). The newest acts wait a while,
 * so that they can be taken back; they go at once when the page is left or nothing is left to answer.
 */
export class BenchEngine {
  readonly #parts: EngineParts;
  readonly #store: BenchStore;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #listeners = new Set<() => void>();
  #leases: StoredLease[] = [];
  #next: readonly StoredLease[] = [];
  #phase: BenchPhase = "loading";
  #offline = false;
  #model: ModelDto | null = null;
  #progress: ProgressDto | undefined;
  #failure: Error | undefined;
  #shownAtMs = 0;
  #answeredHere = 0;
  #order = 0;
  #busy = false;
  /** The server had no more to give. */
  #dry = false;
  #attempt = 0;
  #looks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #tabs: OtherTabs | undefined;
  #unwatch: (() => void) | undefined;
  /** How often it was started: React may start, stop and start a page's effects anew. */
  #starts = 0;
  #view: BenchView | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#store = parts.store ?? openBenchStore(parts.owner);
    this.#outbox = new Outbox(this.#store);
    this.#sender = new Sender(parts, this.#outbox);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A snapshot that stays the same object until something changes. */
  view = (): BenchView => {
    if (this.#view) return this.#view;
    this.#next = sameOr(this.#next, this.#leases.slice(1, 4));
    this.#view = {
      phase: this.#phase,
      current: this.#leases[0],
      next: this.#next,
      ...this.#outbox.view(),
      offline: this.#offline,
      answeredHere: this.#answeredHere,
      progress: this.#progress,
      model: this.#model,
      failure: this.#failure,
    };
    return this.#view;
  };

  /** Takes up what an earlier visit left behind, then asks for items. */
  async start(): Promise<void> {
    const start = ++this.#starts;
    this.#stopped = false;
    const kept = await this.#store.load(Date.now());
    if (this.#stopped || start !== this.#starts) return;
    this.#leases = kept.leases;
    this.#outbox.takeUp(kept);
    this.#order = Math.max(0, ...kept.leases.map(({ order }) => order)) + 1;
    this.#shownAtMs = Date.now();
    if (this.#leases.length > 0) this.#phase = "ready";
    this.#changed();
    this.#unwatch = watchPage({ online: () => this.#schedule(0), hidden: () => this.#leave() });
    this.#tabs = this.#parts.tabs?.(this.#told);
    this.#tabs?.tell({ kind: "opened" });
    await this.#exchange();
  }

  /** Stops timers and sends what is ready; what waits stays in the browser until the server has it. */
  stop(): void {
    if (!this.#stopped) this.#leave();
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#unwatch?.();
    this.#tabs?.close();
  }

  /** Answers the current item: the next one is there at once. */
  answer(value: unknown, shown: Shown | null): void {
    const [lease] = this.#leases;
    if (!lease) return;
    const nowMs = Date.now();
    this.#give(lease, {
      key: crypto.randomUUID(),
      ...{ owner: this.#parts.owner, token: lease.token, item: lease.item },
      answer: value,
      leadMs: Math.min(Math.max(nowMs - this.#shownAtMs, 1), 3_600_000),
      shown: lease.blind ? null : shown,
      atMs: nowMs,
      state: "waiting",
    });
  }

  /** Gives the current item back for good, saying why: once that is sent, it does not come again. */
  giveBack(remark: Remark): void {
    const [lease] = this.#leases;
    if (!lease) return;
    const nowMs = Date.now();
    this.#give(lease, { key: crypto.randomUUID(), owner: this.#parts.owner, token: lease.token, remark, atMs: nowMs });
  }

  /** Takes the last act back as long as it waits here, and says what it was: its item is on the bench again. */
  undo(): Given["act"] | undefined {
    const given = this.#outbox.undo(Date.now());
    if (!given) return undefined;
    this.#leases.unshift(given.lease);
    if (isAnswer(given.act)) this.#answeredHere--;
    [this.#shownAtMs, this.#phase] = [Date.now(), "ready"];
    this.#moved();
    return given.act;
  }

  /** Does again what was taken back last. */
  redo(): Given["act"] | undefined {
    const given = this.#outbox.redo(Date.now());
    if (given) this.#gave(given);
    return given?.act;
  }

  /** Sends all there is now and asks again: the way out of "none left", "failed", "offline" and of waiting. */
  async retry(): Promise<void> {
    [this.#attempt, this.#looks] = [0, 0];
    this.#outbox.letGo();
    await this.#exchange();
  }

  /** Forgets answers the server refused, once the annotator has read why. */
  async dismissRefused(): Promise<void> {
    await this.#outbox.dismissRefused();
    this.#changed();
  }

  #give(lease: StoredLease, act: Given["act"]): void {
    this.#outbox.give({ lease, act }, act.atMs);
    this.#gave({ lease, act });
  }

  #gave({ lease, act }: Given): void {
    this.#leases = this.#leases.filter(({ token }) => token !== lease.token);
    this.#shownAtMs = Date.now();
    if (isAnswer(act)) this.#answeredHere++;
    this.#tabs?.tell({ kind: "given", token: lease.token }); // at once: the other tab may be looked at in the next moment
    this.#moved();
  }

  #moved(): void {
    this.#changed();
    afterPaint(() => {
      this.#sender.sign();
      this.#schedule(this.#leases.length === 0 || this.#wanted() > 0 ? 0 : GATHER_MS);
    });
  }

  /** How many items to ask for; one at least before anything was heard of the model and of how far one is. */
  #wanted(): number {
    const here = this.#leases.length;
    if (this.#progress === undefined) return Math.max(1, AHEAD - here);
    return here === 0 || (here < REFILL_BELOW && !this.#dry) ? AHEAD - here : 0;
  }

  /** What another tab says: its answers are nobody else's to give, and what it has taken up waits here no more. */
  #told = (word: TabWord): void => {
    if (word.kind === "opened") this.#outbox.letGo();
    else this.#leases = this.#leases.filter(({ token }) => token !== word.token);
    this.#moved();
  };

  /** Sends what waits without waiting for anything itself: the page may be gone in the same turn. */
  #leave(): void {
    const ready = this.#sender.takeReady();
    this.#outbox.letGo();
    const again = () => this.#schedule(0); // what did not arrive is due still
    const heard = (told: Told) => void this.#heard(told).then(() => this.#changed());
    if (ready) this.#sender.sendReady(ready, { keepalive: true }).then(heard, again);
    else again();
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#exchange(), afterMs);
  }

  async #exchange(): Promise<void> {
    if (this.#busy || this.#stopped) return;
    if (this.#leases.length === 0 || Date.now() >= (this.#outbox.heldUntilMs ?? Number.POSITIVE_INFINITY))
      this.#outbox.letGo();
    const { answers, releases } = this.#outbox.due();
    const room = this.#wanted();
    if (answers.length + releases.length + room === 0) return this.#rest();
    await this.#run(answers, () => this.#sender.send(answers, releases, room));
    if (this.#offline || this.#failure !== undefined) return;
    const more = this.#outbox.due();
    if (more.answers.length + more.releases.length > 0 || this.#starving()) this.#schedule(0);
    else this.#rest();
  }

  /** Whether items ran low while a request was under way. */
  #starving(): boolean {
    if (this.#leases.length > 0) return this.#wanted() > 0;
    return !this.#dry || this.#outbox.history.held.length > 0;
  }

  /** Sleeps until what is held is due; where nothing was left to answer, until it is time to look again. */
  #rest(): void {
    const untilMs = this.#outbox.heldUntilMs;
    if (untilMs !== undefined) this.#schedule(Math.max(0, untilMs - Date.now()));
    else if (this.#phase === "none-left") this.#schedule(lookMs(this.#looks++));
  }

  async #run(batch: readonly StoredAnswer[], send: () => Promise<Told>): Promise<void> {
    this.#busy = true;
    const sent = send();
    this.#changed();
    try {
      await this.#heard(await sent);
      [this.#offline, this.#attempt, this.#failure] = [false, 0, undefined];
    } catch (error) {
      await this.#failed(error, batch);
    } finally {
      this.#busy = false;
      this.#changed();
    }
  }

  async #heard({ claimed, progress }: Told): Promise<void> {
    if (progress) this.#progress = progress;
    if (claimed) await this.#take(claimed);
  }

  async #take(reply: ClaimReply): Promise<void> {
    const fresh = leasesOf(reply, this.#parts.owner, this.#order, Date.now());
    this.#order += fresh.length;
    if (fresh.length > 0) this.#looks = 0;
    if (this.#leases.length === 0) this.#shownAtMs = Date.now();
    this.#leases.push(...fresh);
    await this.#store.leased(fresh);
    [this.#model, this.#progress] = [reply.model, reply.progress];
    this.#dry = reply.outcome !== "ok";
    this.#phase = this.#leases.length > 0 ? "ready" : phaseOf(reply.outcome);
  }

  async #failed(error: unknown, batch: readonly StoredAnswer[]): Promise<void> {
    const { passing, failure, badKey, badAnswers } = failureOf(error);
    if (passing) {
      this.#offline = true;
      this.#schedule(retryMs(this.#attempt++));
      if (this.#phase === "loading") this.#failure = failure;
      return;
    }
    this.#failure = failure;
    if (badKey !== undefined && this.#parts.onKeyRefused) {
      this.stop();
      this.#parts.onKeyRefused(badKey);
      return;
    }
    if (badAnswers !== undefined && batch.length > 0) await this.#outbox.refuse(batch, badAnswers);
    if (this.#leases.length === 0) this.#phase = "failed";
  }

  #changed(): void {
    this.#view = undefined;
    for (const listener of this.#listeners) listener();
  }
}

import { ApiError, OfflineError } from "./api";
import type { benchApi, ClaimReply, LeaseDto, ModelDto, ProgressDto, Verdict } from "./bench-api";
import { type BenchStore, openBenchStore } from "./bench-store";
import { phaseOf, REFUSALS, toSend } from "./bench-verdicts";
import type { BenchPhase, BenchView } from "./bench-view";
import type { Shown, StoredAnswer, StoredLease } from "./local-store";
import type { SubmitKey } from "./session-key";
import { signedAnswers } from "./signed-answers";

/** Items kept ahead of the annotator, answers in one request, and how long the last answer can be taken back. */
const AHEAD = 10;
const REFILL_BELOW = 5;
const BATCH = 20;
const UNDO_MS = 1500;
const RETRY_MS = [500, 1000, 2000, 5000, 10_000] as const;

type Parts = {
  readonly api: ReturnType<typeof benchApi>;
  /** `<bountyId>:<address>`: whose leases and answers these are. */
  readonly owner: string;
  readonly manifestHash: string;
  readonly key: SubmitKey;
  /** The server does not take this key any more (revoked, expired): what waits is kept, to be signed by a new one. */
  readonly onKeyRefused?: (reason: string) => void;
  readonly store?: BenchStore;
};

/**
 * The bench behind the screen: keeps items ahead, takes an answer at once, keeps it in this browser until the server
 * has it, sends answers and asks for more in one request, and tries again for as long as it takes. No answer is lost
 * by a closed tab or a lost connection, and none counts twice (each has an idempotency key).
 */
export class BenchEngine {
  readonly #parts: Parts;
  readonly #store: BenchStore;
  readonly #listeners = new Set<() => void>();
  #leases: StoredLease[] = [];
  #waiting: StoredAnswer[] = [];
  #refused: StoredAnswer[] = [];
  #phase: BenchPhase = "loading";
  #offline = false;
  #model: ModelDto | null = null;
  #progress: ProgressDto | undefined;
  #failure: string | undefined;
  #last: { readonly lease: StoredLease; readonly answer: StoredAnswer } | undefined;
  #shownAtMs = 0;
  #answeredHere = 0;
  #order = 0;
  #busy = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  /** How often it was started: React may start, stop and start a page's effects anew. */
  #starts = 0;
  #view: BenchView | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#store = parts.store ?? openBenchStore(parts.owner);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A snapshot that stays the same object until something changes. */
  view = (): BenchView => {
    this.#view ??= {
      phase: this.#phase,
      current: this.#leases[0],
      next: this.#leases.slice(1, 4),
      waiting: this.#waiting.length,
      refused: this.#refused,
      offline: this.#offline,
      canUndo: this.#last !== undefined,
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
    this.#waiting = kept.waiting;
    this.#refused = kept.refused;
    this.#order = Math.max(0, ...kept.leases.map((lease) => lease.order)) + 1;
    this.#shownAtMs = Date.now();
    if (this.#leases.length > 0) this.#phase = "ready";
    this.#changed();
    globalThis.addEventListener?.("online", this.#wake);
    await this.#exchange();
  }

  /** Stops timers; what waits stays in the browser for the next visit. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.#wake);
  }

  /** Answers the current item: the next one is there at once. */
  answer(value: unknown, shown: Shown | null): void {
    const lease = this.#leases.shift();
    if (!lease) return;
    const nowMs = Date.now();
    const answer: StoredAnswer = {
      key: crypto.randomUUID(),
      owner: this.#parts.owner,
      token: lease.token,
      item: lease.item,
      answer: value,
      leadMs: Math.min(Math.max(nowMs - this.#shownAtMs, 1), 3_600_000),
      shown: lease.blind ? null : shown,
      atMs: nowMs,
      state: "waiting",
    };
    this.#shownAtMs = nowMs;
    this.#answeredHere++;
    this.#waiting.push(answer);
    this.#last = { lease, answer };
    void this.#store.answered(answer);
    this.#changed();
    this.#schedule(this.#leases.length < 2 ? 0 : UNDO_MS);
  }

  /** Takes back the last answer as long as it is not on its way. */
  undo(): void {
    const last = this.#last;
    if (!last || this.#busy) return;
    this.#last = undefined;
    this.#waiting = this.#waiting.filter((answer) => answer.key !== last.answer.key);
    this.#leases.unshift(last.lease);
    this.#answeredHere--;
    this.#shownAtMs = Date.now();
    if (this.#phase !== "ready") this.#phase = "ready";
    void this.#store.undone(last.answer, last.lease);
    this.#changed();
  }

  /** Gives the current item back for good: it does not come again. */
  skip(): void {
    const lease = this.#leases.shift();
    if (!lease) return;
    this.#shownAtMs = Date.now();
    void this.#store.dropped([lease.token]);
    void this.#parts.api.release([lease.token], "skip").catch(() => undefined);
    this.#changed();
    this.#schedule(this.#leases.length < REFILL_BELOW ? 0 : UNDO_MS);
  }

  /** Sends now and asks again: the way out of "none left", "failed" and "offline". */
  async retry(): Promise<void> {
    this.#attempt = 0;
    await this.#exchange();
  }

  /** Forgets answers the server refused, once the annotator has read why. */
  async dismissRefused(): Promise<void> {
    await this.#store.sent(this.#refused.map((answer) => answer.key));
    this.#refused = [];
    this.#changed();
  }

  #wake = (): void => {
    this.#attempt = 0;
    this.#schedule(0);
  };

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#exchange(), afterMs);
  }

  async #exchange(): Promise<void> {
    if (this.#busy || this.#stopped) return;
    const batch = this.#waiting.slice(0, BATCH);
    const room = this.#leases.length < REFILL_BELOW ? AHEAD - this.#leases.length : 0;
    if (batch.length === 0 && room === 0) return;
    this.#busy = true;
    this.#last = undefined;
    this.#changed();
    try {
      await this.#send(batch, room);
      this.#offline = false;
      this.#attempt = 0;
      this.#failure = undefined;
    } catch (error) {
      await this.#failed(error, batch);
    } finally {
      this.#busy = false;
      this.#changed();
    }
    if (this.#waiting.length > 0 && !this.#offline && this.#failure === undefined) this.#schedule(0);
  }

  async #send(batch: readonly StoredAnswer[], room: number): Promise<void> {
    const { api, key, manifestHash } = this.#parts;
    if (batch.length === 0) return this.#take(await api.claim(room));
    const signed = await signedAnswers(key, manifestHash, batch.map(toSend));
    if (room === 0) {
      const { verdicts, progress } = await api.submit(signed);
      await this.#settle(batch, verdicts);
      this.#progress = progress;
      return;
    }
    const reply = await api.exchange(signed, room);
    await this.#settle(batch, reply.verdicts);
    await this.#take(reply);
  }

  async #settle(batch: readonly StoredAnswer[], verdicts: readonly Verdict[]): Promise<void> {
    const outcomes = new Map(verdicts.map(({ token, outcome }) => [token, outcome]));
    const bad = batch.filter(({ token }) => REFUSALS[outcomes.get(token) ?? "unknown"] !== undefined);
    const refused = bad.map(
      (answer): StoredAnswer => ({
        ...answer,
        state: "refused",
        reason: REFUSALS[outcomes.get(answer.token) ?? "unknown"] ?? "refused",
      }),
    );
    await this.#store.sent(batch.map((answer) => answer.key));
    await this.#store.refused(refused);
    const gone = new Set(batch.map((answer) => answer.key));
    this.#waiting = this.#waiting.filter((answer) => !gone.has(answer.key));
    this.#refused = [...this.#refused, ...refused];
  }

  async #take(reply: ClaimReply): Promise<void> {
    const expiresAtMs = reply.expiresAt ? Date.parse(reply.expiresAt) : 0;
    const fresh = reply.leases.map((lease: LeaseDto): StoredLease => {
      this.#order++;
      return { ...lease, owner: this.#parts.owner, expiresAtMs, order: this.#order };
    });
    if (this.#leases.length === 0) this.#shownAtMs = Date.now();
    this.#leases.push(...fresh);
    await this.#store.leased(fresh);
    this.#model = reply.model;
    this.#progress = reply.progress;
    this.#phase = this.#leases.length > 0 ? "ready" : phaseOf(reply.outcome);
  }

  async #failed(error: unknown, batch: readonly StoredAnswer[]): Promise<void> {
    if (error instanceof OfflineError || (error instanceof ApiError && error.passing)) {
      this.#offline = true;
      this.#schedule(RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)] ?? 10_000);
      if (this.#phase === "loading") this.#failure = error.message;
      return;
    }
    this.#failure = error instanceof Error ? error.message : "Something went wrong in this browser.";
    const where = error instanceof ApiError ? error.problem : undefined;
    const badKey = where?.errors?.find(({ at }) => at === "keyId");
    if (badKey && this.#parts.onKeyRefused) {
      this.stop();
      this.#parts.onKeyRefused(badKey.reason);
      return;
    }
    if (where?.code === "invalid_input" && batch.length > 0) {
      const refused = batch.map((answer): StoredAnswer => ({ ...answer, state: "refused", reason: where.detail }));
      await this.#store.refused(refused);
      this.#waiting = this.#waiting.slice(batch.length);
      this.#refused = [...this.#refused, ...refused];
    }
    if (this.#leases.length === 0) this.#phase = "failed";
  }

  #changed(): void {
    this.#view = undefined;
    for (const listener of this.#listeners) listener();
  }
}

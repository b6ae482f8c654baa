import { ApiError } from "./api";
import type { benchApi, ClaimReply, ProgressDto } from "./bench-api";
import { toSend } from "./bench-verdicts";
import type { StoredAnswer, StoredRelease } from "./local-store";
import type { Outbox } from "./outbox";
import type { AnswerToSend, SignedAnswers } from "./signed-answers";

/** Answers signed ahead, for the moment the page is left. */
const LEAVING = 20;

export type SenderParts = {
  readonly api: ReturnType<typeof benchApi>;
  /** Signs answers for the bounty (`signedAnswers`). */
  readonly sign: (answers: readonly AnswerToSend[]) => Promise<SignedAnswers>;
};

/** Answers with their signature. */
export type Ready = { readonly answers: readonly StoredAnswer[]; readonly signed: SignedAnswers };

/** What the server said besides its verdicts, which the outbox has heard. */
export type Told = { readonly claimed?: ClaimReply; readonly progress?: ProgressDto };

/** Carries the outbox to the server, signed. Throws what the API throws; then all that was not taken is in the outbox still. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #outbox: Outbox;
  #ready: Ready | undefined;

  constructor(parts: SenderParts, outbox: Outbox) {
    this.#parts = parts;
    this.#outbox = outbox;
  }

  /** Sends these, and asks for `room` more items in the same request where answers are sent. */
  async send(answers: readonly StoredAnswer[], releases: readonly StoredRelease[], room: number): Promise<Told> {
    const { api } = this.#parts;
    for (const release of releases) await this.#release(release);
    if (answers.length === 0) return room > 0 ? { claimed: await api.claim(room) } : {};
    const signed = await this.#signed(answers);
    if (room === 0) return this.sendReady({ answers, signed });
    const reply = await api.exchange(signed, room);
    await this.#outbox.settle(answers, reply.verdicts);
    return { claimed: reply };
  }

  /** Sends what is signed already: the request leaves in this turn, and lives on when the page does not. */
  async sendReady({ answers, signed }: Ready, init?: RequestInit): Promise<Told> {
    const { verdicts, progress } = await this.#parts.api.submit(signed, init);
    await this.#outbox.settle(answers, verdicts);
    return { progress };
  }

  /** Signs what waits, as far as one request takes it: a page that is left has no time to sign. */
  sign(): void {
    const { waiting } = this.#outbox;
    const answers = waiting.slice(0, LEAVING);
    this.#ready = undefined;
    if (answers.length === 0) return;
    this.#signed(answers).then(
      (signed) => {
        if (this.#outbox.waiting === waiting) this.#ready = { answers, signed };
      },
      () => undefined, // it is signed again when it is sent
    );
  }

  /** What was signed ahead; it is handed out once. */
  takeReady(): Ready | undefined {
    const ready = this.#ready;
    this.#ready = undefined;
    return ready;
  }

  #signed(answers: readonly StoredAnswer[]): Promise<SignedAnswers> {
    return this.#parts.sign(answers.map(toSend));
  }

  /** A release that the server refuses for good (the bounty is gone) is nobody's loss: the lease ends by itself. */
  async #release(release: StoredRelease): Promise<void> {
    await this.#parts.api.release([release.token], "skip", release.remark).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.passing) throw error;
    });
    await this.#outbox.released(release);
  }
}

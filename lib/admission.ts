import type { createLogger } from "./adapters/logger";
import { PEER_HEADER } from "./adapters/peer-address";
import { checkSpent, count, type Limited, type Spent, windowsInMemory } from "./annotators/rate-limit";
import { admit } from "./api/admit";
import type { ApiRoute } from "./api/api-route";
import { ANONYMOUS, type Caller } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import { running } from "./running";

/** What a request says of who sends it. */
export type Who = {
  session(): Promise<Caller>;
  readonly authorization: string | null | undefined;
  readonly peer: string;
};

/** Asked for with every batch of answers, or every picture: counted in this process, a row in the database would cost more than the answer. */
const HOT: ReadonlySet<Limited> = new Set(["claim", "submit", "open"]);

/** One for this process, whichever door a call comes through. */
const held = globalThis as typeof globalThis & { assayHotRates?: ReturnType<typeof windowsInMemory> };

function ratesInMemory() {
  held.assayHotRates ??= windowsInMemory();
  return held.assayHotRates;
}

/** The API's door on this process's house: see `admit`. */
export function admitted(route: ApiRoute | undefined, who: Who, spent: Spent[]): Promise<Caller> {
  const porter = {
    session: who.session,
    peer: who.peer,
    keyCaller: async (text: string) => (await running()).house.annotators.keyCaller(ANONYMOUS, text),
    count: async (what: Spent["what"], name: string) =>
      count({ rates: HOT.has(what) ? ratesInMemory() : (await running()).outside.rates, now: Date.now }, what, name),
  };
  return admit(porter, route, who.authorization, spent);
}

/** Counts what no route of the API tells of, by network address. Throws `rate_limited`. */
export async function countPeer(what: Limited, headers: Headers): Promise<void> {
  checkSpent(await count({ rates: (await running()).outside.rates, now: Date.now }, what, peerOf(headers)));
}

/** The network address that a request came from, as the web process has noted it. */
export const peerOf = (headers: Headers): string => headers.get(PEER_HEADER) ?? "anonymous";

/** What was thrown as a refusal, noted: expected ones for whoever looks closely, others as faults. */
export function noted(
  log: ReturnType<typeof createLogger>,
  thrown: unknown,
  asked: { method?: string | undefined; path?: string | undefined },
): AppError {
  const error = AppError.of(thrown);
  const where = { ...asked, code: error.code };
  if (error.expected) log.debug({ ...where, detail: error.message }, "refused");
  else log.error({ ...where, err: error.cause ?? error }, "fault");
  return error;
}

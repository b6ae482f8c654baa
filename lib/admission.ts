import { PEER_HEADER } from "./adapters/peer-address";
import { checkSpent, count, type Limited, type Spent, windowsInMemory } from "./annotators/rate-limit";
import { admit } from "./api/admit";
import type { ApiRoute } from "./api/api-route";
import { ANONYMOUS, type Caller } from "./kernel/caller";
import { running } from "./running";

/** What a request says of who sends it. */
export type Who = {
  session(): Promise<Caller>;
  readonly authorization: string | null | undefined;
  readonly peer: string;
};

/** The API's door on this process's house: see `admit`. */
export function admitted(route: ApiRoute | undefined, who: Who, spent: Spent[]): Promise<Caller> {
  const porter = {
    session: who.session,
    peer: who.peer,
    keyCaller: async (text: string) => (await running()).house.annotators.keyCaller(ANONYMOUS, text),
    count: async (what: Limited, name: string) => count({ rates: await ratesOf(what), now: Date.now }, what, name),
  };
  return admit(porter, route, who.authorization, spent);
}

/** What a bench asks all the time is counted here, everything else for all processes together. */
const OFTEN: ReadonlySet<Limited> = new Set(["claim", "submit"]);

/** One for this process, whichever of its bundles asks. */
const held = globalThis as typeof globalThis & { assayBenchRates?: ReturnType<typeof windowsInMemory> };

async function ratesOf(what: Limited) {
  if (!OFTEN.has(what)) return (await running()).outside.rates;
  held.assayBenchRates ??= windowsInMemory();
  return held.assayBenchRates;
}

/** Counts a request against a limit where no list of routes tells of it; throws `rate_limited`, and notes it in `spent`. */
export async function countRequest(what: Limited, name: string, spent: Spent[]): Promise<void> {
  const state = await count({ rates: await ratesOf(what), now: Date.now }, what, name);
  spent.push(state);
  checkSpent(state);
}

/** The network address that a request came from, as the web process has noted it. */
export const peerOf = (headers: Headers): string => headers.get(PEER_HEADER) ?? "anonymous";

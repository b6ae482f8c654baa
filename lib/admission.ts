import { PEER_HEADER } from "./adapters/peer-address";
import { count, type Spent } from "./annotators/rate-limit";
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
    count: async (what: Spent["what"], name: string) =>
      count({ rates: (await running()).outside.rates, now: Date.now }, what, name),
  };
  return admit(porter, route, who.authorization, spent);
}

/** The network address that a request came from, as the web process has noted it. */
export const peerOf = (headers: Headers): string => headers.get(PEER_HEADER) ?? "anonymous";

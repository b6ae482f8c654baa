import { checkSpent, LIMITS, type Limited, type Spent, WINDOW_S } from "@/lib/annotators/rate-limit";
import { ANONYMOUS, type Caller } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { Scope } from "@/lib/kernel/scopes";
import type { ApiRoute } from "./api-route";

/** What the door has to ask. */
export type Porter = {
  /** Whose browser it is, by its cookies. */
  session(): Promise<Caller>;
  /** Whose key it is and what it may; throws `unauthenticated`. */
  keyCaller(text: string): Promise<{ readonly id: string; readonly caller: Caller; readonly scopes: readonly Scope[] }>;
  count(what: Limited, who: string): Promise<Spent>;
  /** Network address of who is not signed in. */
  readonly peer: string;
};

/**
 * The one door of the API: who calls, whether a key's scopes allow the operation, and whether a limit is used up. Limits that
 * were counted are added to `spent`, also when it throws `unauthenticated`, `forbidden` or `rate_limited`.
 */
export async function admit(
  porter: Porter,
  route: ApiRoute | undefined,
  authorization: string | null | undefined,
  spent: Spent[],
): Promise<Caller> {
  const count = async (what: Limited, who: string) => {
    const state = await porter.count(what, who);
    spent.push(state);
    checkSpent(state);
  };
  const key = bearerOf(authorization);
  const caller = key === undefined ? await porter.session() : await byKey(porter, route, key, count);
  const limit = route?.limit ?? (key === undefined ? "open" : undefined);
  if (limit) await count(limit, caller.kind === "account" ? caller.address : porter.peer);
  return caller;
}

/** Other schemes are a proxy's own business: passed over. */
function bearerOf(authorization: string | null | undefined): string | undefined {
  return /^Bearer\s+(\S.*)$/i.exec(authorization?.trim() ?? "")?.[1];
}

async function byKey(
  porter: Porter,
  route: ApiRoute | undefined,
  text: string,
  count: (what: Limited, who: string) => Promise<void>,
): Promise<Caller> {
  const { id, caller, scopes } = await porter.keyCaller(text);
  await count("api", id);
  const access = route?.access ?? "session";
  if (access === "public") return scopes.includes("read") ? caller : ANONYMOUS;
  if (access === "session") {
    throw new AppError("forbidden", "No key may do this, only you in a browser where you are signed in.");
  }
  if (!scopes.includes(access)) {
    throw new AppError("forbidden", `This key may not do this: it lacks the scope "${access}". Make one that has it.`);
  }
  return caller;
}

/** The limits as headers (draft-ietf-httpapi-ratelimit-headers), and Retry-After where one is used up. */
export function limitHeaders(spent: readonly Spent[]): Record<string, string> {
  if (spent.length === 0) return {};
  const over = spent.find(({ left }) => left < 0);
  return {
    "ratelimit-policy": spent.map(({ what }) => `"${what}";q=${LIMITS[what]};w=${WINDOW_S}`).join(", "),
    ratelimit: spent.map(({ what, left, resetS }) => `"${what}";r=${Math.max(0, left)};t=${resetS}`).join(", "),
    ...(over ? { "retry-after": String(over.resetS) } : {}),
  };
}

import { getToken } from "next-auth/jwt";
import { remembering } from "./adapters/short-memory";
import { ANONYMOUS, type Caller } from "./kernel/caller";
import type { AccountNo, Address } from "./kernel/ids";

/** Part of the name that next-auth gives its cookie; a long token is cut into several, with a number each. */
const COOKIE = "next-auth.session-token";

type Session = { readonly caller: Caller; readonly untilMs: number };

/** Who is signed in, by the cookies of a request (names and values, already decoded). Never throws for what they say. */
export async function callerFrom(cookies: Iterable<readonly [name: string, value: string]>): Promise<Caller> {
  const parts = [...cookies].filter(([name]) => name.includes(COOKIE));
  if (parts.length === 0) return ANONYMOUS;
  const session = await sessionOf(JSON.stringify(parts));
  return session !== undefined && Date.now() < session.untilMs ? session.caller : ANONYMOUS;
}

/** To open the token costs more than most requests do: what it says is kept half a minute. Its own expiry still counts. */
const sessionOf = remembering(readSession, { forMs: 30_000, most: 10_000, keep: (session) => session !== undefined });

async function readSession(parts: string): Promise<Session | undefined> {
  const cookies = Object.fromEntries(JSON.parse(parts) as [string, string][]);
  const token = await getToken({ req: { cookies, headers: {} } as Parameters<typeof getToken>[0]["req"] });
  if (!token || typeof token.accountNo !== "string" || typeof token.address !== "string") return undefined;
  const caller = {
    kind: "account",
    no: BigInt(token.accountNo) as AccountNo,
    address: token.address as Address,
  } as const;
  return { caller, untilMs: typeof token.exp === "number" ? token.exp * 1000 : 0 };
}

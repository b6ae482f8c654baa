import { expect, test } from "vitest";
import { count, LIMITS, type Spent } from "@/lib/annotators/rate-limit";
import { admit, limitHeaders, type Porter } from "@/lib/api/admit";
import { ROUTES } from "@/lib/api/routes";
import type { Account, Caller } from "@/lib/kernel/caller";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { SCOPE_NAMES, type Scope } from "@/lib/kernel/scopes";
import { annotatorDesk } from "../annotators/desk";

const holder = { kind: "account", no: 7n, address: "0x07" } as unknown as Account;
const browser = { kind: "account", no: 8n, address: "0x08" } as unknown as Account;

/** A door where the key `k-read,label` has those scopes, and every other text is no key. */
function porter(session: Caller = browser): Porter {
  const desk = annotatorDesk();
  return {
    session: async () => session,
    peer: "203.0.113.9",
    count: (what, who) => count(desk, what, who),
    keyCaller: async (text) => {
      if (!text.startsWith("k-")) throw new AppError("unauthenticated", "This key is unknown.");
      return { id: text, caller: holder, scopes: text.slice(2).split(",") as Scope[] };
    },
  };
}

test("scopes: a key does what its scopes allow and nothing else, on every route there is", async () => {
  for (const route of ROUTES) {
    for (const scope of SCOPE_NAMES) {
      const admitted = admit(porter(), route, `Bearer k-${scope}`, []);
      if (route.access === "public") expect(await admitted).toEqual(scope === "read" ? holder : ANONYMOUS);
      else if (route.access === scope) expect(await admitted).toBe(holder);
      else await expect(admitted, `${route.id} by ${scope}`).rejects.toMatchObject({ code: "forbidden" });
    }
  }
});

test("a key opens no route that the list does not tell of, and makes no other key", async () => {
  const all = `Bearer k-${SCOPE_NAMES.join(",")}`;
  await expect(admit(porter(), undefined, all, [])).rejects.toMatchObject({ code: "forbidden" });
  const keys = ROUTES.filter(({ path }) => path.includes("api-keys"));
  expect(keys.length).toBe(3);
  for (const route of keys) await expect(admit(porter(), route, all, [])).rejects.toMatchObject({ code: "forbidden" });
});

test("an unknown key is refused even where no key is needed, and never becomes the browser's session", async () => {
  const open = ROUTES.find(({ access }) => access === "public");
  await expect(admit(porter(), open, "Bearer something", [])).rejects.toMatchObject({ code: "unauthenticated" });
});

test("without a key it is the browser's session; a proxy's own Authorization is passed over", async () => {
  const route = ROUTES.find(({ id }) => id === "getQuality");
  expect(await admit(porter(), route, null, [])).toBe(browser);
  expect(await admit(porter(), route, "Basic dXNlcjpwdw==", [])).toBe(browser);
  expect(await admit(porter(ANONYMOUS), route, "", [])).toBe(ANONYMOUS);
});

test("limits: headers tell what is left; past it the request is refused with the seconds to wait", async () => {
  const door = porter();
  const route = ROUTES.find(({ id }) => id === "publishBounty");
  for (let i = 1; i <= LIMITS.publish; i++) {
    const spent: Spent[] = [];
    await admit(door, route, null, spent);
    expect(limitHeaders(spent)).toEqual({
      "ratelimit-policy": `"publish";q=${LIMITS.publish};w=60`,
      ratelimit: `"publish";r=${LIMITS.publish - i};t=60`,
    });
  }
  const spent: Spent[] = [];
  await expect(admit(door, route, null, spent)).rejects.toMatchObject({ code: "rate_limited" });
  expect(limitHeaders(spent)).toMatchObject({ ratelimit: '"publish";r=0;t=60', "retry-after": "60" });
  await admit(door, route, "Bearer k-bounties", spent);
  expect(limitHeaders(spent.slice(1))["ratelimit-policy"]).toBe(`"api";q=${LIMITS.api};w=60, "publish";q=30;w=60`);
});

test("limits: on every route each caller is told what is left, whether it has a key, a session or nothing", async () => {
  for (const route of ROUTES) {
    const scope = route.access === "public" || route.access === "session" ? "read" : route.access;
    for (const [session, authorization] of [
      [browser, null],
      [ANONYMOUS, null],
      [browser, `Bearer k-${scope}`],
    ] as const) {
      const spent: Spent[] = [];
      await admit(porter(session), route, authorization, spent).catch(() => undefined);
      const headers = limitHeaders(spent);
      expect(headers.ratelimit, route.id).toMatch(/^"\w+";r=\d+;t=\d+/);
      expect(headers["ratelimit-policy"], route.id).toMatch(/^"\w+";q=\d+;w=60/);
    }
  }
});

test("limits: sign-in and the bench have one each, and one too many says when to come back", async () => {
  const limitOf = (id: string) => ROUTES.find((route) => route.id === id)?.limit;
  expect(["getNonce", "claimItems", "submitAnswers", "exchangeAnswers"].map(limitOf)).toEqual([
    "nonce",
    "claim",
    "submit",
    "submit",
  ]);
  const door = porter();
  const route = ROUTES.find(({ id }) => id === "claimItems");
  for (let i = 0; i < LIMITS.claim; i++) await admit(door, route, null, []);
  const spent: Spent[] = [];
  await expect(admit(door, route, null, spent)).rejects.toMatchObject({ code: "rate_limited", status: 429 });
  expect(limitHeaders(spent)["retry-after"]).toMatch(/^[1-9]\d*$/);
});

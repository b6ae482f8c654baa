// A private bounty for whom it is not shown to: it is not there. Every operation of the API that takes an id is asked for the real one and
// for one made up, and must answer the same; its owner's guests work on it as on any other.
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { settleBounty } from "@/bin/commands/replay-owner";
import type { Person } from "@/bin/commands/replay-person";
import type { ApiRoute } from "@/lib/api/api-route";
import { jsonSchemaOf } from "@/lib/api/openapi";
import { ROUTES } from "@/lib/api/routes";
import { ApiError } from "@/lib/client/api";
import { type Schema, valid } from "../api/json-arbitrary";
import { answerAll, type Bounty, enter, postBounty, visitor } from "./crowd";

const SECRET = "a private matter of";
const ITEMS = 6;

let owner: Person;
let guest: Person;
let stranger: Person;
let bounty: Bounty;
let batchId = "";
let exportId: string;

test.describe.configure({ mode: "serial" });

test("a guest is shown a private bounty, labels it, and reads what came of it", async ({ baseURL }) => {
  const base = baseURL ?? "";
  owner = await enter(base, "private owner");
  guest = await enter(base, "private guest");
  stranger = await enter(base, "private stranger");
  bounty = await postBounty(owner, {
    terms: {
      ...{ title: "For a few", guidelines: "Pick one.", priceUnits: "10000", visibility: "private" },
      guests: [guest.wallet.address],
      config: { question: "Which?", labels: ["Calm", "Angry"] },
      policy: { overlap: 1, suggestions: false, goldBps: 0 },
    },
    rows: Array.from({ length: ITEMS }, (_, i) => ({ text: `${SECRET} number ${i}` })),
  });
  const listed = async ({ api }: Pick<Person, "api">, path: string) =>
    JSON.stringify(await api.get(path)).includes(bounty.id);
  const seen = async (path: string) => Promise.all([guest, stranger, visitor(base)].map((each) => listed(each, path)));
  expect(await seen("/api/v1/bounties?state=open")).toEqual([true, false, false]);
  expect(await answerAll(guest, bounty, () => "Calm")).toBe(ITEMS);
  const unasked = { escrowUnits: "0", recordOf: () => "", recordNamed: () => "" };
  [batchId = ""] = await settleBounty(owner, { ...bounty, ...unasked }, () => undefined);
  expect(await seen("/api/v1/bounties?state=settled")).toEqual([true, false, false]);
  expect(await seen("/api/v1/datasets")).toEqual([true, false, false]);
  const rows = await guest.api.get<{ rows: unknown[] }>(`/api/v1/datasets/${bounty.id}/rows`);
  expect(rows.rows).toHaveLength(ITEMS);
  await expect.poll(async () => versionsOf(guest)).toBe(1);
  const ordered = await guest.api.send<{ id: string }>("POST", `/api/v1/datasets/${bounty.id}/exports`, {
    format: "csv",
  });
  exportId = ordered.id;
  for (const page of ["/", "/datasets", `/bounties/${bounty.id}`, `/datasets/${bounty.id}`]) {
    const text = await (await fetch(`${base}${page}`)).text();
    expect(text.includes("For a few"), page).toBe(false);
  }
});

test("whatever a stranger asks of it, the answer is that of a bounty which is not there", async ({ baseURL }) => {
  const asked = ROUTES.filter(({ path }) => /\{(bountyId|exportId)\}/.test(path));
  expect(asked.length).toBeGreaterThan(25);
  const different: string[] = [];
  for (const { api } of [stranger, visitor(baseURL ?? "")]) {
    for (const route of asked) {
      const of = (id: string, exp: string) =>
        answer(api, route, route.path.replace("{bountyId}", id).replace("{exportId}", exp));
      const real = await of(bounty.id, exportId);
      const made = await of("bty_00000000000000000000", "exp_00000000000000000000");
      if (real !== made || !/^(404|401|403) /.test(real)) different.push(`${route.id}: ${real} beside ${made}`);
    }
  }
  expect(different).toEqual([]);
});

test("the proof of its pay is everybody's, and holds no item", async ({ baseURL }) => {
  const { api } = visitor(baseURL ?? "");
  const evidence = await (await api.raw(`/api/v1/batches/${batchId}/evidence`)).text();
  expect(evidence).toContain('"Which?"');
  expect(evidence).not.toContain(SECRET);
  const batch = await (await api.raw(`/api/v1/batches/${batchId}`)).text();
  expect(batch).toContain(bounty.id);
  expect(batch).not.toContain(SECRET);
});

const versionsOf = async ({ api }: Person) =>
  (await api.get<{ versions: unknown[] }>(`/api/v1/datasets/${bounty.id}/versions`)).versions.length;

/** What a schema alone does not say, so that a refusal is of the bounty and not of the request. */
const QUERY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  importItems: { name: "rows.csv", format: "csv" },
  importFromBucket: { name: "rows.csv", format: "csv" },
  diffVersions: { from: "1", to: "1" },
  getExportFile: { until: "9999999999999", signature: "A".repeat(43) },
};
const BODY: Readonly<Record<string, unknown>> = {
  changeBounty: { guests: [] },
  orderExport: { format: "csv" },
  releaseVersion: {},
  releaseItems: { tokens: ["a"], reason: "skip" },
  importFromBucket: { endpoint: "https://s3.example.com", bucket: "b", key: "k" },
};

/** Status and words of the answer to a lawful request, with the ids taken out. */
async function answer(api: Person["api"], route: ApiRoute, path: string): Promise<string> {
  const { id, method, body } = route;
  const sent = body === undefined || body === "bytes" ? "text\nhello\n" : JSON.stringify(BODY[id] ?? lawful(body));
  const headers: Record<string, string> =
    body === undefined || body === "bytes" ? {} : { "content-type": "application/json" };
  return api
    .raw(`${path}?${new URLSearchParams(QUERY[id])}`, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: sent }),
    })
    .then(async (response) => `${response.status} ${await response.text()}`)
    .catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      const { status, code, detail } = error.problem;
      return `${status} ${code} ${detail.replaceAll(/\b(bty|exp)_\w+/g, "…")}`;
    });
}

const lawful = (body: Exclude<ApiRoute["body"], "bytes" | undefined>) =>
  fc.sample(valid(jsonSchemaOf(body) as Schema), { seed: 7, numRuns: 1 })[0];

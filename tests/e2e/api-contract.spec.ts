// The API is what its OpenAPI document says: every operation, with lawful requests and with spoilt ones, of nobody, of a signed-in
// person, of keys. Whatever is sent: no fault of the server, and every refusal is problem details.
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { enter } from "@/bin/commands/replay-person";
import type { ApiError } from "@/lib/client/api";
import { place, type Schema, spoilt, valid } from "../api/json-arbitrary";

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema };
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly security?: readonly Record<string, readonly string[]>[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** One seed, so that a failure comes again. Each request is sent as it stands: no shrinking against a server that remembers. */
const SEED = 20_261_124;
const RUNS = 12;

let base = "";
let document: Document;
let key = "";
let draft = "";

test.beforeAll(async ({ baseURL }) => {
  base = baseURL ?? "";
  document = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Document;
  const { api } = await enter(base);
  const made = await api.send<{ key: string }>("POST", "/api/v1/api-keys", {
    name: "contract",
    scopes: ["read", "bounties", "label", "money"],
  });
  key = made.key;
  const config = { question: "Which?", labels: ["A", "B"] };
  draft = (await api.send<{ id: string }>("POST", "/api/v1/bounties", { title: "Contract", config })).id;
});

test("the document is served, and names operations by the dozen", () => {
  expect(Object.values(document.paths).flatMap((path) => Object.values(path)).length).toBeGreaterThan(40);
});

test("every operation, lawful and spoilt: never a 5xx, every refusal is problem details", async () => {
  test.setTimeout(600_000);
  const sent: Record<string, number> = {};
  const faults: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      for (const request of fc.sample(requests(operation), { seed: SEED, numRuns: RUNS })) {
        const answer = await send(method.toUpperCase(), path, request);
        const fault = await faultOf(method, answer);
        const what = `${method} ${path} ${JSON.stringify(request)}`.slice(0, 600);
        if (fault !== undefined) faults.push(`${what} → ${fault}`);
        sent[String(answer.status)] = (sent[String(answer.status)] ?? 0) + 1;
      }
    }
  }
  console.log("answers by status", sent);
  expect(faults).toEqual([]);
  expect(sent["200"] ?? 0).toBeGreaterThan(50);
});

test("who may not is refused: no key, a key without the scope, a revoked key", async () => {
  const { api } = await enter(base);
  const { key: reader, id } = await api.send<{ key: string; id: string }>("POST", "/api/v1/api-keys", {
    name: "reader",
    scopes: ["read"],
  });
  const make = (text: string) =>
    fetch(`${base}/api/v1/bounties`, {
      method: "POST",
      headers: { authorization: `Bearer ${text}`, "content-type": "application/json" },
      body: JSON.stringify({ title: "By key" }),
    });
  expect((await fetch(`${base}/api/v1/bounties`, { method: "POST", body: '{"title":"Nobody"}' })).status).toBe(401);
  expect((await make(reader)).status).toBe(403);
  const mine = await fetch(`${base}/api/v1/bounties?state=mine`, { headers: { authorization: `Bearer ${reader}` } });
  expect(mine.status).toBe(200);
  expect(mine.headers.get("ratelimit")).toMatch(/^"api";r=\d+;t=\d+$/);
  await api.send("DELETE", `/api/v1/api-keys/${id}`);
  expect((await make(reader)).status).toBe(401);
  expect((await make(key)).status).toBe(200);
});

test("ETag and Idempotency-Key: what is known is not sent again, what was made is not made again", async () => {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const first = await fetch(`${base}/api/v1/chain`);
  const etag = first.headers.get("etag") ?? "";
  const again = await fetch(`${base}/api/v1/chain`, { headers: { "if-none-match": etag } });
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, ""]);
  const make = (title: string) =>
    fetch(`${base}/api/v1/bounties`, {
      method: "POST",
      headers: { ...headers, "idempotency-key": "contract-1" },
      body: JSON.stringify({ title }),
    });
  const one = await make("Made once");
  const two = await make("Made once");
  expect([await two.json(), two.headers.get("idempotent-replayed")]).toEqual([await one.json(), "true"]);
  expect((await make("Another")).status).toBe(422);
});

test("Idempotency-Key of a file, of what is told once, and of what is begun: the same answer with its status, or 422", async () => {
  const { api } = await enter(base);
  const twice = async (path: string, body: string, other: string, headers: Record<string, string> = {}) => {
    const send = async (content: string) => {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json", ...headers, "idempotency-key": path },
      };
      const answer = await api.raw(path, { ...init, body: content }).catch((error: ApiError) => error.problem);
      if (!(answer instanceof Response)) return `${answer.status} ${answer.code}`;
      return `${answer.status} ${answer.headers.get("location")} ${await answer.text()}`;
    };
    const first = await send(body);
    expect(first, path).toMatch(/^20[01] /);
    expect(await send(body), path).toBe(first);
    expect(await send(other), path).toBe("422 invalid_input");
  };
  await twice("/api/v1/api-keys", '{"name":"a","scopes":["read"]}', '{"name":"b","scopes":["read"]}');
  const hook = { name: "h", url: "https://1.1.1.1/hook", events: ["bounty.opened"] };
  await twice("/api/v1/webhooks", JSON.stringify(hook), JSON.stringify({ ...hook, name: "i" }));
  const config = { question: "Which?", labels: ["A", "B"] };
  const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", { title: "Once", config });
  await twice(`/api/v1/bounties/${id}/import?name=a.csv&format=csv`, "text\none\n", "text\ntwo\n");
  const begin = (bytes: string) =>
    api.raw("/api/v1/uploads", { method: "POST", headers: { "upload-length": bytes, "idempotency-key": "begin" } });
  const [one, two] = [await begin("100"), await begin("100")];
  expect([one.status, one.headers.get("location")]).toEqual([two.status, two.headers.get("location")]);
  await expect(begin("101")).rejects.toMatchObject({ problem: { status: 422 } });
});

test("a large file goes up in pieces by tus's own client, is broken off, gone on with, and imported by its id", async () => {
  const { Upload } = await import("tus-js-client");
  const text = `text\n${Array.from({ length: 400 }, (_, i) => `row ${i}`).join("\n")}\n`;
  const settings = {
    ...{ endpoint: `${base}/api/v1/uploads`, headers: { authorization: `Bearer ${key}` }, chunkSize: 1_000 },
    retryDelays: null,
  };
  const file = Buffer.from(text);
  const begun = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(file, {
      ...settings,
      onChunkComplete: () => void upload.abort().then(() => resolve(upload.url ?? ""), reject),
      onError: reject,
    });
    upload.start();
  });
  const half = await fetch(begun, { method: "HEAD", headers: settings.headers });
  expect(half.headers.get("upload-length")).toBe(String(file.length));
  expect(Number(half.headers.get("upload-offset"))).toBeGreaterThan(0);
  const sent = { before: -1 };
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      ...{ ...settings, uploadUrl: begun, onError: reject, onSuccess: () => resolve() },
      onProgress: (bytes) => {
        if (sent.before < 0) sent.before = bytes;
      },
    });
    upload.start();
  });
  expect(sent.before).toBeGreaterThan(0);
  // A draft of its own: the walk through all operations may have taken back the other one.
  const own = await fetch(`${base}/api/v1/bounties`, {
    method: "POST",
    headers: { ...settings.headers, "content-type": "application/json" },
    body: JSON.stringify({ title: "In pieces", config: { question: "Which?", labels: ["A", "B"] } }),
  });
  const { id: draft } = (await own.json()) as { id: string };
  const id = begun.split("/").at(-1);
  const query = new URLSearchParams({ name: "rows.csv", format: "csv", upload: String(id), dryRun: "false" });
  const made = await fetch(`${base}/api/v1/bounties/${draft}/import?${query}`, {
    method: "POST",
    headers: settings.headers,
  });
  expect(await made.json()).toMatchObject({ state: "accepted", accepted: 400 });
  expect((await fetch(begun, { headers: settings.headers })).status).toBe(404);
});

type Sent = {
  readonly places: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly raw: string | undefined;
  readonly signed: boolean;
};

function requests(operation: Operation): fc.Arbitrary<Sent> {
  const { parameters, requestBody } = operation;
  const places = parameters.filter((each) => each.in === "path");
  const query = parameters.filter((each) => each.in === "query");
  const asked: Schema = {
    type: "object",
    properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  };
  const json = requestBody?.content["application/json"]?.schema;
  const either = (schema: Schema) => fc.oneof(valid(schema), spoilt(schema));
  return fc.record({
    places: fc.tuple(
      ...places.map(({ name }) => (name === "bountyId" ? fc.oneof(fc.constant("{draft}"), place) : place)),
    ),
    query: either(asked) as fc.Arbitrary<Record<string, unknown>>,
    body: json ? either(json) : fc.constant(undefined),
    raw: requestBody && !json ? fc.oneof(fc.string(), fc.constant("text\nhello\n")) : fc.constant(undefined),
    signed: fc.boolean(),
  });
}

async function send(method: string, path: string, { places, query, body, raw, signed }: Sent): Promise<Response> {
  let at = 0;
  const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(String(places[at++]).replace("{draft}", draft)));
  const search = new URLSearchParams();
  if (typeof query === "object" && query !== null) {
    for (const [name, value] of Object.entries(query))
      search.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return fetch(`${base}${filled}?${search}`, {
    method,
    redirect: "manual",
    headers: {
      ...(signed ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(content === undefined || method === "GET" ? {} : { body: content }),
  });
}

/** What breaks the contract in an answer; undefined when nothing does. */
async function faultOf(method: string, answer: Response): Promise<string | undefined> {
  const text = await answer.text();
  const { headers } = answer;
  if (!/^"\w+";r=\d+;t=\d+/.test(headers.get("ratelimit") ?? "")) return `${answer.status} says no RateLimit`;
  if (answer.status === 429 && !headers.has("retry-after")) return "429 says not when to come back";
  const isKept = headers.has("etag") || headers.get("cache-control")?.includes("no-store");
  if (method === "get" && answer.status === 200 && !isKept) return "200 without an ETag, and not no-store";
  if (answer.status >= 500) return `${answer.status} ${text}`;
  if (answer.status < 400) return undefined;
  const type = answer.headers.get("content-type") ?? "";
  if (!type.includes("application/problem+json")) return `${answer.status} as "${type}"`;
  const { status, code, detail } = JSON.parse(text) as { status: number; code: string; detail: string };
  const whole = status === answer.status && /^[a-z_]+$/.test(code) && detail.length > 5;
  return whole ? undefined : `${answer.status} ${text}`;
}

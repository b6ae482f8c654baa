import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fitText } from "@/lib/prelabel/fit";
import { createSuggester } from "@/lib/prelabel/run-model";
import { SuggesterClient } from "@/lib/prelabel/suggester-client";
import { labelsFor, WRITTEN_CLASSES, writtenTexts } from "./crowds";
import { nodeWorker } from "./node-worker";

const written = writtenTexts(30);
const fitted = fitText({
  texts: written.map(({ text }) => text),
  classes: WRITTEN_CLASSES,
  labels: labelsFor(
    written.map(({ classIndex }) => classIndex),
    written.map((_, i) => i),
    3,
  ),
  seed: 1,
});
if (fitted.kind !== "model") throw new Error(fitted.reason);
const { onnx, sha256 } = fitted;
const soup = { kind: "text", text: "The soup was served hot." } as const;

let server: Server;
let origin: string;

/** /model: the model; /slow: the model, half a second late; /noise: no model; anything else: 404. */
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/noise") response.end("no model");
    else if (request.url === "/slow") setTimeout(() => response.end(onnx), 500);
    else if (request.url === "/model") response.end(onnx);
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function client(entry?: string) {
  const failures: string[] = [];
  const suggestions = new SuggesterClient({
    onFailure: (reason) => failures.push(reason),
    createWorker: () => nodeWorker(entry),
  });
  return { suggestions, failures };
}

describe("suggestions through the worker", { timeout: 30_000 }, () => {
  test("default: the worker says what the model says", async () => {
    const { suggestions, failures } = client();
    const model = await suggestions.load(`${origin}/model`, { sha256 });
    expect(model).toEqual({ kind: "text", classes: WRITTEN_CLASSES });
    const direct = await createSuggester(onnx);
    const several = await Promise.all([soup, soup, soup].map((item) => suggestions.suggest(item)));
    for (const suggestion of several) expect(suggestion).toEqual(await direct.suggest(soup));
    await direct.close();
    suggestions.close();
    expect(failures).toEqual([]);
  });

  test.each([
    ["a model that is not there", "/nothing", undefined, "404"],
    ["a file that is no model", "/noise", undefined, "not a pre-label model"],
    ["another file than was announced", "/model", "00".repeat(32), "not the one"],
  ])("behavior: %s is told once, and labeling goes on without", async (_, path, expected, reason) => {
    const { suggestions, failures } = client();
    const options = expected === undefined ? {} : { sha256: expected };
    expect(await suggestions.load(origin + path, options)).toBeUndefined();
    expect(await suggestions.load(`${origin}/model`)).toBeUndefined();
    expect(await suggestions.suggest(soup)).toBeUndefined();
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(reason);
  });

  test("behavior: a worker that crashes is told once, and open questions end", async () => {
    const { suggestions, failures } = client(`throw new Error("no WebAssembly here")`);
    expect(await suggestions.load(`${origin}/model`)).toBeUndefined();
    expect(failures).toEqual(["no WebAssembly here"]);
  });

  test("behavior: an aborted load is no failure, and another may follow", async () => {
    const { suggestions, failures } = client();
    const abort = new AbortController();
    const first = suggestions.load(`${origin}/slow`, { signal: abort.signal });
    abort.abort();
    expect(await first).toBeUndefined();
    expect(await suggestions.load(`${origin}/model`, { sha256 })).toBeDefined();
    expect(await suggestions.suggest(soup)).toMatchObject({ classIndex: 0 });
    suggestions.close();
    expect(failures).toEqual([]);
  });

  test("behavior: a later load wins over an earlier one that is still on its way", async () => {
    const { suggestions, failures } = client();
    const [slow, fast] = await Promise.all([
      suggestions.load(`${origin}/slow`),
      suggestions.load(`${origin}/model`, { sha256 }),
    ]);
    expect([slow, fast?.kind]).toEqual([undefined, "text"]);
    expect(await suggestions.suggest(soup)).toBeDefined();
    suggestions.close();
    expect(failures).toEqual([]);
  });

  test("behavior: an unreadable picture gives no suggestion and is no failure", async () => {
    const { suggestions, failures } = client();
    await suggestions.load(`${origin}/model`);
    expect(await suggestions.suggest({ kind: "image", url: `${origin}/nothing` })).toBeUndefined();
    expect(await suggestions.suggest(soup)).toBeDefined();
    suggestions.close();
    expect(failures).toEqual([]);
  });

  test("behavior: before any load, and after close, there are no suggestions", async () => {
    const { suggestions } = client();
    expect(await suggestions.suggest(soup)).toBeUndefined();
    const open = suggestions.load(`${origin}/slow`);
    suggestions.close();
    expect(await open).toBeUndefined();
    expect(await suggestions.load(`${origin}/model`)).toBeUndefined();
  });
});

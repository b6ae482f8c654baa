/**
 * The web process. The few calls that every annotator's every answer makes are answered here on Node's own server; all
 * else is Next's. The same verbs through Next cost about four times the CPU of everything that they do (docs/decisions/0024).
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { parse as parseCookies } from "cookie";
import next from "next";
import { createLogger } from "./adapters/logger";
import { PEER_HEADER, peerAddress } from "./adapters/peer-address";
import { admitted, noted } from "./admission";
import type { Spent } from "./annotators/rate-limit";
import { limitHeaders } from "./api/admit";
import { routeOf } from "./api/routes";
import { BENCH_VERBS, type BenchVerb, type BenchVerbName } from "./bench-verbs";
import { readEnv } from "./env";
import { bodyText } from "./kernel/body-text";
import { ANONYMOUS } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import { jsonText } from "./kernel/json-text";
import { checkText, readJson } from "./kernel/read-json";
import { running } from "./running";
import { callerFrom } from "./session";
import { evidenceHeaders } from "./settlement/evidence-headers";

const log = createLogger("web");

const BENCH_PATH = /^\/api\/v1\/bounties\/([^/?]+)\/([a-z]+)(?:\?|$)/;
const EVIDENCE_PATH = /^\/api\/v1\/batches\/([^/?]+)\/evidence(?:\?|$)/;
/** Shorter answers are not worth the time of packing them. */
const PACKED_BYTES = 16_384;
/** Longer than the minute that common proxies keep a connection, so that they close it and not we. */
const KEEP_ALIVE_MS = 65_000;
const STOP_MS = 5_000;

async function main(): Promise<void> {
  readEnv();
  const port = Number(process.env.PORT ?? 3000);
  const app = next({ dev: false, dir: process.cwd(), port, hostname: "localhost" });
  await Promise.all([app.prepare(), running()]);
  const others = app.getRequestHandler();
  const server = createServer((request, response) => {
    const call = benchCall(request);
    const [, batchId] = (request.method === "GET" && EVIDENCE_PATH.exec(request.url ?? "")) || [];
    if (call) void answer(call, request, response);
    else if (batchId !== undefined) void sendEvidence(batchId, request, response);
    else {
      request.headers[PEER_HEADER] = peerAddress(request.socket.remoteAddress, forwardedFor(request));
      void others(request, response);
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port);
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), STOP_MS).unref();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

const forwardedFor = ({ headers }: IncomingMessage): string | undefined =>
  [headers["x-forwarded-for"] ?? []].flat().join(",") || undefined;

type BenchCall = { readonly verb: BenchVerb; readonly bountyId: string };

/** Undefined where Next is to answer: other paths, and other methods of these, which are no calls. */
function benchCall({ method, url = "" }: IncomingMessage): BenchCall | undefined {
  const [, bountyId, name] = BENCH_PATH.exec(url) ?? [];
  if (bountyId === undefined || name === undefined || !Object.hasOwn(BENCH_VERBS, name)) return undefined;
  const verb = BENCH_VERBS[name as BenchVerbName];
  return verb.method === method ? { verb, bountyId } : undefined;
}

async function answer(
  { verb, bountyId }: BenchCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const spent: Spent[] = [];
  try {
    const caller = await admittedHere(request, verb.method, spent);
    const body = verb.method === "GET" ? {} : await bodyOf(request);
    const { house } = await running();
    const result = await verb.run(house, caller, { ...body, bountyId: placeOf(bountyId) });
    limited(response, spent);
    await send(request, response, 200, "application/json", jsonText(result));
  } catch (thrown) {
    limited(response, spent);
    await refuse(thrown, request, response);
  }
}

/** The API's door, for what this process answers itself. */
function admittedHere(request: IncomingMessage, method: string, spent: Spent[]) {
  const cookies = Object.entries(parseCookies(request.headers.cookie ?? ""));
  const who = {
    session: () => callerFrom(cookies.map(([name, value = ""]) => [name, value])),
    authorization: request.headers.authorization,
    peer: peerAddress(request.socket.remoteAddress, forwardedFor(request)),
  };
  return admitted(routeOf(method, new URL(request.url ?? "/", "http://localhost").pathname), who, spent);
}

function limited(response: ServerResponse, spent: readonly Spent[]): void {
  for (const [name, value] of Object.entries(limitHeaders(spent))) response.setHeader(name, value);
}

/**
 * Evidence as it is kept: gzipped, to whoever accepts it. Not through Next, whose route handlers may not say how a body is
 * packed: it takes `content-encoding` and `content-length` off.
 */
async function sendEvidence(batchId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const spent: Spent[] = [];
  try {
    await admittedHere(request, "GET", spent);
    limited(response, spent);
    const { house } = await running();
    const gzip = acceptsGzip(request);
    const file = await house.settlement.evidence(ANONYMOUS, { id: placeOf(batchId), gzip });
    const { etag, ...headers } = evidenceHeaders(batchId, file);
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    response.writeHead(200, { ...headers, etag });
    await pipeline(file.chunks, response);
  } catch (thrown) {
    if (!response.headersSent) limited(response, spent);
    if (!response.headersSent) await refuse(thrown, request, response);
    else log.debug({ path: request.url, err: thrown }, "evidence broken off");
  }
}

async function refuse(thrown: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const error = noted(log, thrown, { method: request.method, path: request.url });
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  await send(request, response, error.status, "application/problem+json", jsonText(error.toProblem()));
}

/** A part of the path as it is meant. */
function placeOf(part: string): string {
  try {
    const place = decodeURIComponent(part);
    checkText(place);
    return place;
  } catch (cause) {
    throw cause instanceof AppError
      ? cause
      : new AppError("malformed", "The address holds a % that begins no character.");
  }
}

const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  /\bgzip\b/.test(String(headers["accept-encoding"] ?? ""));

/** The request's JSON object. Throws `too_large` and `malformed`. */
async function bodyOf(request: IncomingMessage): Promise<object> {
  return readJson(await bodyText(request as AsyncIterable<Buffer>)) as object;
}

const pack = promisify(gzip);

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
): Promise<void> {
  const plain = Buffer.from(text);
  const packs = plain.length >= PACKED_BYTES && acceptsGzip(request);
  const bytes = packs ? await pack(plain, { level: constants.Z_BEST_SPEED }) : plain;
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "content-length": bytes.length,
    vary: "accept-encoding",
    ...(packs ? { "content-encoding": "gzip" } : {}),
  });
  response.end(bytes);
}

main().catch((error: unknown) => {
  if (error instanceof AppError && error.expected) log.error(error.message);
  else log.error({ err: error }, "the web server could not start");
  process.exit(1);
});

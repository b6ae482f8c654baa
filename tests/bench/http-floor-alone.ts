/** The bare server of `http-floor.ts`: `node --import tsx tests/bench/http-floor-alone.ts <database url>` prints its port. */
import { randomInt } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createP256 } from "@/lib/adapters/p256";
import { EXCHANGE } from "@/lib/adapters/prisma/annotations";
import { createPool, run } from "@/lib/adapters/prisma/pool";
import { submissionMessage } from "@/lib/annotations/digest";
import { base64UrlBytes } from "@/lib/kernel/base64url";
import { FLOOR_BOUNTY, type FloorBatch, type FloorReply, floorDigest } from "./http-floor";

const ITEMS = 300_000;
const LEASE_MS = 300_000;

const [url = ""] = process.argv.slice(2);
const pool = createPool(url);
const signatures = createP256();

const server = createServer((request, response) => {
  void replyTo(request).then((reply) => {
    const bytes = Buffer.from(JSON.stringify(reply));
    response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
    response.end(bytes);
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));

async function replyTo(request: IncomingMessage): Promise<FloorReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { annotator, publicKey, signature, answers, count } = JSON.parse(String(Buffer.concat(chunks))) as FloorBatch;
  const digests = answers.map(floorDigest);
  const bytes = base64UrlBytes(signature);
  const good = await signatures.verify(publicKey, bytes, submissionMessage(FLOOR_BOUNTY, digests));
  if (!good) throw new Error("the signature does not fit");
  const [row] = await run<FloorReply>(pool, EXCHANGE, [
    ...[1, annotator],
    answers.map(({ item }) => item),
    answers.map(({ key }) => key),
    answers.map(({ answer }) => JSON.stringify(answer)),
    answers.map(() => null),
    answers.map(({ leadMs }) => leadMs),
    ...["5".repeat(64), Buffer.from(digests.join(""), "hex"), bytes],
    ...[count, randomInt(ITEMS), LEASE_MS, 0, 0, 0, 0, 50, randomInt(2 ** 47)],
  ]);
  if (!row) throw new Error("the exchange returned no row");
  return { outcomes: row.outcomes, items: row.items ?? [], contents: row.contents };
}

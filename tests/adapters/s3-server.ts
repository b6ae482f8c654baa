/**
 * A bucket that speaks as much S3 as a shelf needs, in memory. It believes no request whose signature is not the one that AWS's own signer
 * (@smithy/signature-v4) makes for it, and no body whose digest is not the one that was signed.
 */
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SignatureV4 } from "@smithy/signature-v4";

export const S3_KEYS = { accessKeyId: "ASSAYTESTKEY", secretAccessKey: "secret of the test" } as const;
export const S3_PLACE = { bucket: "assay-test", region: "eu-test-1" } as const;

export type S3Server = {
  readonly endpoint: string;
  /** Objects by their names in the bucket. */
  readonly objects: Map<string, Uint8Array>;
  /** Verbs and names that were asked for, in order. */
  readonly asked: string[];
  /** The next requests are answered with this status. */
  fail(status: number, times: number): void;
  close(): Promise<void>;
};

export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const failing: number[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [, bucket, ...rest] = new URL(request.url ?? "", "http://s3").pathname.split("/");
    const name = rest.join("/");
    asked.push(`${request.method} ${name}`);
    const status = failing.shift();
    if (status !== undefined) return refuse(response, status, "InternalError");
    const fault = await signatureFault(request, body);
    if (fault) return refuse(response, 403, fault);
    if (bucket !== S3_PLACE.bucket) return refuse(response, 404, "NoSuchBucket");
    if (request.method === "GET" && name === "") return list(request, response, objects);
    if (request.method === "PUT") objects.set(name, body);
    const found = objects.get(name);
    if (request.method === "DELETE") objects.delete(name);
    if (request.method === "PUT" || request.method === "DELETE") {
      response.writeHead(request.method === "PUT" ? 200 : 204).end();
      return;
    }
    if (!found) return refuse(response, 404, "NoSuchKey");
    send(request, response, found);
  }
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ objects, asked },
    fail: (status, times) => void failing.push(...Array.from({ length: times }, () => status)),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Names of a page, so that lists have several. */
const LISTED = 2;

/** ListObjectsV2 with names URL-encoded, a space as a plus, as S3 answers. */
function list(request: IncomingMessage, response: ServerResponse, objects: ReadonlyMap<string, Uint8Array>): void {
  const asked = new URL(request.url ?? "", "http://s3").searchParams;
  const [prefix, token] = [asked.get("prefix") ?? "", asked.get("continuation-token") ?? ""];
  const names = [...objects.keys()].map(decodeURIComponent).filter((name) => name.startsWith(prefix));
  const rest = names.sort().filter((name) => name > token);
  const page = rest.slice(0, LISTED);
  const form = (name: string) => encodeURIComponent(name).replaceAll("%20", "+").replaceAll("%2F", "/");
  const contents = page.map((name) => `<Contents><Key>${form(name)}</Key><Size>1</Size></Contents>`).join("");
  const next = rest.length > LISTED ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ""}</IsTruncated>${contents}${next}</ListBucketResult>`,
  );
}

function send(request: IncomingMessage, response: ServerResponse, found: Uint8Array): void {
  const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  const [from, to] = asked ? [Number(asked[1]), Number(asked[2])] : [0, found.length - 1];
  const part = found.subarray(from, to + 1);
  response.writeHead(asked ? 206 : 200, { "content-length": part.length });
  response.end(request.method === "HEAD" ? undefined : part);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
}

/** What is wrong with a request's signature or body, as S3 calls it. */
async function signatureFault(request: IncomingMessage, body: Uint8Array): Promise<string | undefined> {
  const { headers } = request;
  const told = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "");
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers["x-amz-date"]));
  if (!told?.[1] || !date) return "AccessDenied";
  const digest = headers["x-amz-content-sha256"];
  const own = createHash("sha256").update(body).digest("hex");
  if (digest !== "UNSIGNED-PAYLOAD" && digest !== own) return "XAmzContentSHA256Mismatch";
  const names = told[1].split(";");
  const signed = await signer.sign(
    {
      method: request.method ?? "",
      protocol: "http:",
      hostname: "127.0.0.1",
      path: new URL(request.url ?? "", "http://s3").pathname,
      query: Object.fromEntries(new URL(request.url ?? "", "http://s3").searchParams),
      headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    },
    {
      signingDate: new Date(`${date.slice(1, 4).join("-")}T${date.slice(4, 7).join(":")}Z`),
      signableHeaders: new Set(names),
    },
  );
  return signed.headers.authorization?.replaceAll(" ", "") === headers.authorization?.replaceAll(" ", "")
    ? undefined
    : "SignatureDoesNotMatch";
}

class Digest {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

const signer = new SignatureV4({
  ...{ credentials: S3_KEYS, region: S3_PLACE.region, service: "s3", sha256: Digest as never },
  ...{ uriEscapePath: false, applyChecksum: false },
});

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Files in a bucket that speaks S3: AWS, MinIO, R2, Ceph and the like. Path-style addresses, signature version 4 (aws4fetch). */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import type { S3Source } from "@/lib/env";
import { AppError } from "@/lib/kernel/errors";
import { fileBytes, isKey, placeOf, type Shelf } from "./shelf";

/** Once more after a fault of the other side, and once more. */
const TRIES = 3;

/** A shelf in a bucket. Files are made whole in `dir` before they are sent: one request each, at most 5 GB. */
export function s3Shelf(settings: S3Source, dir: string): Shelf {
  const { endpoint, bucket, prefix, region, accessKeyId, secretAccessKey } = settings;
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: TRIES - 1 });
  const urlOf = (key: string) => `${endpoint.replace(/\/$/, "")}/${bucket}/${prefix}${placeOf(key)}`;
  const ask = async (method: string, key: string, headers: Record<string, string> = {}) => {
    const response = await reached(() => aws.fetch(urlOf(key), { method, headers }));
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw refusal(method, response.status);
  };
  return {
    incoming: join(dir, "files", "incoming"),
    take: async (key, path) => {
      await send(aws, urlOf(key), path);
      await rm(path, { force: true });
    },
    get: async (key, range) => {
      if (!isKey(key)) return undefined;
      const response = await ask("GET", key, range ? { range: `bytes=${range.from}-${range.to}` } : {});
      return response && bytesOf(response);
    },
    size: async (key) => {
      const response = isKey(key) ? await ask("HEAD", key) : undefined;
      return response && Number(response.headers.get("content-length"));
    },
    remove: async (key) => void (isKey(key) && (await ask("DELETE", key))),
  };
}

/** The bucket checks the digest that is signed: what it keeps is what was sent. */
async function send(aws: AwsClient, url: string, path: string): Promise<void> {
  const { size } = await stat(path);
  const hash = createHash("sha256");
  for await (const chunk of fileBytes(path)) hash.update(chunk);
  const digest = hash.digest("hex");
  for (let tried = 1; ; tried++) {
    const signed = await aws.sign(url, { method: "PUT", headers: { "x-amz-content-sha256": digest } });
    const headers = new Headers(signed.headers);
    headers.set("content-length", String(size));
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    const half = { method: "PUT", headers, body, duplex: "half" }; // what fetch wants to hear before it streams a body
    const response = await reached(() => fetch(url, half));
    await response.body?.cancel();
    if (response.ok) return;
    if (response.status < 500 || tried === TRIES) throw refusal("PUT", response.status);
  }
}

async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body) yield* Readable.fromWeb(body as never);
}

async function reached(ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch {
    throw new AppError("unavailable", "The file storage cannot be reached (ASSAY_S3_ENDPOINT). Try again in a while.");
  }
}

const refusal = (method: string, status: number) =>
  new AppError(
    "unavailable",
    `The file storage answered ${status} to ${method}: ${status === 403 ? "the ASSAY_S3 keys may not do this" : status === 404 ? "there is no such bucket (ASSAY_S3_BUCKET)" : "try again in a while"}.`,
  );

/** The objects below a prefix of a bucket that somebody else named: ListObjectsV2, page after page, from the public internet only. */
import type { Bucket, ListBucket } from "@/lib/items/ports";
import { AppError } from "@/lib/kernel/errors";
import { bucketUrl, reasonOf, signed } from "./bucket-fetch";
import { remoteFile, TOTAL_MS } from "./public-fetch";
import { openPublic, type PublicOptions } from "./public-request";

/** A page names a thousand objects. */
const MOST_PAGES = 100;
const MOST_PAGE_BYTES = 8_000_000;

export function bucketList(options: PublicOptions = {}): ListBucket {
  return async function* (bucket, prefix) {
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const text = await pageOf(bucket, prefix, token, options);
      for (const [, entry = ""] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const key = tag(entry, "Key");
        if (key !== undefined) yield { key: asUrl(key) };
      }
      token = tag(text, "IsTruncated") === "true" ? tag(text, "NextContinuationToken") : undefined;
      if (token === undefined) return;
    }
    throw refusal(bucket, prefix, "too many objects lie there: take a longer prefix");
  };
}

async function pageOf(
  bucket: Bucket,
  prefix: string,
  token: string | undefined,
  options: PublicOptions,
): Promise<string> {
  const url = bucketUrl(bucket, "");
  url.search = new URLSearchParams({
    ...{ "list-type": "2", "encoding-type": "url", prefix },
    ...(token !== undefined && { "continuation-token": token }),
  })
    .toString()
    .replaceAll("+", "%20");
  const request = { method: "GET", headers: await signed(bucket, url), signal: AbortSignal.timeout(TOTAL_MS) } as const;
  const answer = await openPublic(url, request, options).catch((error: unknown) => {
    throw refusal(bucket, prefix, AppError.of(error).message, error);
  });
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw refusal(bucket, prefix, reasonOf(answer.statusCode ?? 0));
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of remoteFile(answer, url, MOST_PAGE_BYTES).bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The text of the first element of this name. Names of objects come URL-encoded, as was asked: no entity stands in them. */
const tag = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll("&amp;", "&");

/** Form encoding: a space is a plus. */
function asUrl(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", "%20"));
  } catch {
    return key;
  }
}

const refusal = ({ bucket }: Bucket, prefix: string, reason: string, cause?: unknown) =>
  new AppError(
    "invalid_input",
    `s3://${bucket}/${prefix.slice(0, 200)} was not listed: ${reason.replace(/[.]$/, "")}.`,
    {
      cause,
    },
  );

/** Fetching an object from a bucket that somebody else named: from the public internet only, signed for this one request. */
import { AwsV4Signer } from "aws4fetch";
import type { Bucket, BucketPlace, FetchBucket } from "@/lib/items/ports";
import { AppError } from "@/lib/kernel/errors";
import { remoteFile, TOTAL_MS } from "./public-fetch";
import { lawfulUrl, openPublic, type PublicOptions } from "./public-request";

/** Path-style addresses, signature version 4. Redirects are not followed: they would carry the signature elsewhere. */
export function bucketFetch(options: PublicOptions = {}): FetchBucket {
  return async (place, { maxBytes }) => {
    const url = bucketUrl(place, place.key);
    const signal = AbortSignal.timeout(TOTAL_MS);
    const request = { method: "GET", headers: await signed(place, url), signal } as const;
    const answer = await openPublic(url, request, options).catch((error: unknown) => {
      throw refusal(place, AppError.of(error).message, error);
    });
    if (answer.statusCode === 200) return remoteFile(answer, url, maxBytes);
    answer.destroy();
    throw refusal(place, reasonOf(answer.statusCode ?? 0));
  };
}

/** The address of an object, or of the bucket where no key is named. Throws `invalid_input`. */
export function bucketUrl({ endpoint, bucket }: Bucket, key: string): URL {
  const path = [bucket, ...(key === "" ? [] : key.split("/"))].map(encodeURIComponent).join("/");
  try {
    return lawfulUrl(`${endpoint.replace(/\/+$/, "")}/${path}`);
  } catch (error) {
    throw new AppError("invalid_input", `endpoint: ${AppError.of(error).message}.`, { cause: error });
  }
}

/** Headers that sign a request to it; none where no keys are given. */
export async function signed(
  { accessKeyId, secretAccessKey, region }: Bucket,
  url: URL,
): Promise<Record<string, string>> {
  if (accessKeyId === undefined || secretAccessKey === undefined) return {};
  const signer = new AwsV4Signer({ method: "GET", url: url.href, accessKeyId, secretAccessKey, region, service: "s3" });
  return Object.fromEntries((await signer.sign()).headers);
}

/** Why a storage refuses, in words, by its status. */
export function reasonOf(status: number): string {
  if (status === 401 || status === 403) return "the storage refuses it: are the keys right, and may they read it?";
  if (status === 404) return "there is no such object, or no such bucket";
  if (status === 400 || (status >= 300 && status < 400))
    return "the storage sends elsewhere: is it the bucket's region?";
  return `the storage answered ${status}`;
}

const refusal = ({ bucket, key }: BucketPlace, reason: string, cause?: unknown) =>
  new AppError("invalid_input", `s3://${bucket}/${key.slice(0, 200)} was not fetched: ${reason.replace(/[.]$/, "")}.`, {
    cause,
  });

import { z } from "zod";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { parseInput } from "@/lib/kernel/parse";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AssetFiles, Assets, Images, LinkSeal, StoredAsset } from "./ports";
import { whole } from "./whole";

export type MediaDeps = {
  readonly assets: Assets;
  readonly files: AssetFiles;
  readonly images: Images;
  readonly links: LinkSeal;
  now(): number;
};

/** How long the address of a private file holds. */
const LINK_MS = 10 * 60_000;
/** Pictures that one pass of the worker makes small. */
const STEP = 20;

export const AssetInput = z.object({
  sha256: z.string(),
  /** `thumb`: a small picture for lists; the file itself until there is one. */
  size: z.enum(["full", "thumb"]).default("full"),
  /** Unix milliseconds, and the signature, of a signed address. */
  until: z.coerce.number().int().optional(),
  signature: z.string().max(100).optional(),
});
type AssetInput = z.infer<typeof AssetInput>;

/** A file ready to be read, or the signed address where a private one is to be had for ten minutes. */
export type FoundAsset =
  | { readonly kind: "elsewhere"; readonly path: string }
  | {
      readonly kind: "file";
      readonly mediaType: string;
      /** Undefined of small pictures. */
      readonly bytes: number | undefined;
      /** How it may be kept: for ever, by everybody; until then, by whoever fetched it; or not, as there will be a smaller one. */
      readonly keep: "for-ever" | "until-lapse" | "for-now";
      open(range?: { readonly from: number; readonly to: number }): Promise<AsyncIterable<Uint8Array>>;
    };

/**
 * An image or a recording that items show. Of public bounties: whoever knows its hash was shown it, there is no other way to learn the
 * hash. Of private ones: by a signed address, which the owner and the guests are sent to.
 */
export async function asset(deps: MediaDeps, caller: Caller, input: unknown): Promise<FoundAsset> {
  const asked = parseInput(AssetInput, input);
  const found = await deps.assets.byHash(asked.sha256);
  if (!found) throw none(asked.sha256);
  if (found.isPrivate && !isSigned(deps, asked))
    return { kind: "elsewhere", path: await signedPath(deps, caller, asked) };
  const { thumb } = found;
  if (asked.size === "thumb" && thumb && thumb.sha256 !== found.sha256) {
    const keep = found.isPrivate ? "until-lapse" : "for-ever";
    return { kind: "file", mediaType: thumb.mediaType, bytes: undefined, keep, open: opener(deps, thumb.sha256) };
  }
  return {
    kind: "file",
    mediaType: found.mediaType,
    bytes: found.bytes,
    keep: keepOf(asked, found),
    open: opener(deps, found.sha256),
  };
}

const keepOf = ({ size }: AssetInput, { isPrivate, thumb, mediaType }: StoredAsset) => {
  if (isPrivate) return "until-lapse";
  return size === "thumb" && thumb === null && mediaType.startsWith("image/") ? "for-now" : "for-ever";
};

const textOf = (sha256: string, until: number) => `asset:${sha256}:${until}`;

function isSigned({ links, now }: MediaDeps, { sha256, until, signature }: AssetInput): boolean {
  if (until === undefined || signature === undefined) return false;
  if (!links.holds(textOf(sha256, until), signature))
    throw new AppError("forbidden", "This address is not one of ours.");
  if (until < now()) throw new AppError("forbidden", "This address has lapsed. Ask for the file without a signature.");
  return true;
}

async function signedPath(
  { assets, links, now }: MediaDeps,
  caller: Caller,
  { sha256, size }: AssetInput,
): Promise<string> {
  if (caller.kind !== "account" || !(await assets.mayRead(sha256, caller.no))) throw none(sha256);
  const until = now() + LINK_MS;
  const query = new URLSearchParams({ size, until: String(until), signature: links.sign(textOf(sha256, until)) });
  return `/api/v1/assets/${sha256}?${query}`;
}

function opener({ files }: MediaDeps, sha256: string) {
  return async (range?: { readonly from: number; readonly to: number }) => {
    const content = await files.get(sha256, range);
    if (!content) throw none(sha256);
    return content;
  };
}

/** For the worker: makes small pictures of those that have none yet; answers of how many. Twice does no harm. */
export async function makeThumbnails({ assets, files, images }: MediaDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const waiting = await assets.withoutThumb(STEP);
  for (const { sha256, mediaType } of waiting) {
    const chunks = await files.get(sha256);
    const small = chunks && (await images.thumbnail(await whole(chunks)));
    if (!small) {
      await assets.saveThumb(sha256, { sha256, mediaType });
      continue;
    }
    const name = sha256Hex(small.bytes);
    await files.put(name, small.bytes);
    await assets.saveThumb(sha256, { sha256: name, mediaType: small.mediaType });
  }
  return waiting.length;
}

const none = (sha256: string) => new AppError("not_found", `There is no asset ${sha256}.`);

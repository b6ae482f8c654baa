import type { BadRow, SourceRow } from "@/lib/import/source-row";
import type { Archive } from "@/lib/import/zip";
import type { AccountNo, BountyNo, ImportId, Sha256 } from "@/lib/kernel/ids";
import type { Format, ImportRecord, ItemDraft } from "./item";

/** A bounty as an import needs it. */
export type ImportBounty = {
  readonly no: BountyNo;
  readonly ownerNo: AccountNo;
  readonly state: string;
  readonly taskType: string;
  readonly config: unknown;
  /** Of a private one: who beside its owner may see it. */
  readonly guests: readonly string[] | undefined;
  /** Accepted rows so far, gold among them. */
  readonly rows: number;
};

export type ImportTally = {
  readonly bytes: number;
  readonly accepted: number;
  readonly gold: number;
  readonly rejected: number;
};

/** A row as its owner sees it. */
export type SampleRow = {
  readonly line: number;
  readonly id: string;
  readonly payload: unknown;
  readonly gold: boolean;
};

/** What became of an attempt to change an import. `frozen`: the bounty is no draft any more. `gone`: not in that state. */
export type ImportMove = "done" | "frozen" | "gone";

/**
 * Uploads and their rows. One upload of a bounty is read at a time: a new one takes the place of one that is still being
 * read, whose process may be dead; if it is not, its next write is refused. So nothing waits for a crash to be noticed.
 */
export type Imports = {
  bounty(id: string): Promise<ImportBounty | undefined>;
  /**
   * Starts an upload and drops one that was being read. `rowPrefix` names rows without an id, unlike any other upload's.
   * `frozen`: the bounty is no draft. An id: this import still waits for the owner's word.
   */
  begin(
    bountyNo: BountyNo,
    upload: { readonly id: ImportId; readonly name: string; readonly format: Format },
  ): Promise<
    | { readonly kind: "begun"; readonly no: bigint; readonly rowPrefix: string }
    | { readonly kind: "frozen" }
    | { readonly kind: "review"; readonly id: string }
  >;
  /** Ids and payloads of the rows accepted before, in pages. */
  earlier(bountyNo: BountyNo): AsyncIterable<readonly { readonly externalId: string; readonly payload: unknown }[]>;
  /** Adds rows and errors, and to the counts of both (numbered from `firstError`); false when another upload has taken this one's place. */
  add(
    upload: { readonly no: bigint; readonly bountyNo: BountyNo },
    rows: readonly ItemDraft[],
    errors: readonly BadRow[],
    firstError: number,
  ): Promise<boolean>;
  /** Ends reading: to review, or accepted with the bounty's counters moved in the same transaction. */
  finish(no: bigint, to: "review" | "accepted", tally: ImportTally): Promise<ImportMove>;
  /** Review → accepted, with the bounty's counters. */
  accept(no: bigint): Promise<ImportMove>;
  /** Drops an import's rows whatever its state, with the bounty's counters, while the bounty is a draft. */
  discard(no: bigint): Promise<ImportMove>;
  byId(id: string): Promise<ImportRecord | undefined>;
  /** The uploads of a bounty that are being read, in review or accepted, first to last. */
  ofBounty(bountyNo: BountyNo): Promise<readonly ImportRecord[]>;
  errors(no: bigint, most: number): Promise<readonly Omit<BadRow, "kind">[]>;
  sample(no: bigint, most: number): Promise<readonly SampleRow[]>;
};

export type Asset = {
  readonly sha256: Sha256;
  readonly mediaType: string;
  /** Pixels; 0 of what is no picture. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

export type StoredAsset = Asset & {
  /** Shown by items of private bounties alone. */
  readonly isPrivate: boolean;
  /** A small picture of it, where there is one. */
  readonly thumb: { readonly sha256: string; readonly mediaType: string } | null;
};

/** The bounty whose items show a file. */
export type ShownBy = { readonly bountyNo: BountyNo; readonly isPrivate: boolean };

export type Assets = {
  /** Notes an asset and who shows it; noting it again changes nothing, but that a public bounty makes it public. */
  save(asset: Asset, shownBy?: ShownBy): Promise<void>;
  byHash(sha256: string): Promise<StoredAsset | undefined>;
  /** Whether a bounty that shows it is this account's, or shown to it. */
  mayRead(sha256: string, account: AccountNo): Promise<boolean>;
  /** Pictures that the worker has made no small one of, at most `most`. */
  withoutThumb(most: number): Promise<readonly Asset[]>;
  saveThumb(sha256: Sha256, thumb: { readonly sha256: Sha256; readonly mediaType: string }): Promise<void>;
};

/** Signs addresses that anybody may use until they lapse. */
export type LinkSeal = { sign(text: string): string; holds(text: string, signature: string): boolean };

/** A large file on its way in. */
export type UploadRecord = {
  readonly id: string;
  readonly ownerNo: AccountNo;
  /** How long the whole is, and how much of it is here. */
  readonly bytes: number;
  readonly at: number;
};

export type Uploads = {
  begin(upload: UploadRecord): Promise<void>;
  byId(id: string): Promise<UploadRecord | undefined>;
  /** Adds a piece behind byte `at`, and says whether that is where the upload ended. */
  append(id: string, at: number, part: { readonly key: string; readonly bytes: number }): Promise<boolean>;
  /** Keys of its pieces, first to last. */
  parts(id: string): Promise<readonly string[]>;
  /** Forgets it and answers the keys of its pieces. */
  remove(id: string): Promise<readonly string[]>;
  /** Begun before this moment. */
  abandoned(beforeMs: number): Promise<readonly string[]>;
};

/** Pieces of uploads in file storage, under keys of 64 hex digits. */
export type PartFiles = {
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  get(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  remove(key: string): Promise<void>;
};

/** Files named by the SHA-256 of their bytes. */
export type AssetFiles = {
  put(sha256: Sha256, bytes: Uint8Array): Promise<void>;
  /** A file's bytes, from byte `from` up to and including `to`; undefined where there is none. */
  get(
    sha256: string,
    range?: { readonly from: number; readonly to: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
};

/** An image ready to be shown: upright, without metadata, at most 2,048 pixels a side. */
export type NormalImage = {
  readonly kind: "image";
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
};

export type Images = {
  /** Decodes a file to the last pixel; `none` with the reason when it is no sound image. */
  normalise(bytes: Uint8Array): Promise<NormalImage | { readonly kind: "none"; readonly reason: string }>;
  /** The same picture for lists, some hundred pixels a side; undefined where it is small already or none. */
  thumbnail(bytes: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | undefined>;
};

export type Recordings = {
  /** Reads what a recording is and how long; `none` with the reason when no browser would play it. */
  measure(
    bytes: Uint8Array,
  ): Promise<
    | { readonly kind: "recording"; readonly mediaType: string; readonly lengthMs: number }
    | { readonly kind: "none"; readonly reason: string }
  >;
};

/** Opens a zip from its bytes; `malformed` when it is none. Close it in the end. */
export type Unzip = (bytes: AsyncIterable<Uint8Array>) => Promise<Archive>;

/** A file on another server, opened: its name there, and its bytes as they arrive. */
export type RemoteFile = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

/** Opens what an owner named by its address, on the public internet only. Throws `invalid_input` or `too_large`. */
export type FetchUrl = (url: string, limits: { readonly maxBytes: number }) => Promise<RemoteFile>;

/** A bucket that speaks S3, and the keys to it where it is not public. */
export type Bucket = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
};

/** An object in it. */
export type BucketPlace = Bucket & { readonly key: string };

/** The objects whose names begin so, in the order of their names; on the public internet only. Throws `invalid_input`. */
export type ListBucket = (bucket: Bucket, prefix: string) => AsyncIterable<{ readonly key: string }>;

/** Opens it, on the public internet only. Throws `invalid_input` or `too_large`. */
export type FetchBucket = (place: BucketPlace, limits: { readonly maxBytes: number }) => Promise<RemoteFile>;

/** Bytes laid down in a temporary file. Close it in the end. */
export type Spooled = { readonly path: string; close(): Promise<void> };

/** Lays bytes down in a temporary file; it goes when the source breaks off. */
export type Spool = (bytes: AsyncIterable<Uint8Array>) => Promise<Spooled>;

/**
 * Rows of a Parquet file, counted from `firstLine`, read where a damaged file can be given up: throws `invalid_input` for one that is not
 * sound, or that takes more time or memory than a sound one would.
 */
export type ReadParquet = (path: string, firstLine: number) => AsyncIterable<SourceRow | BadRow>;

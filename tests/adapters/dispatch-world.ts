// An open bounty with items, gold and annotators who can sign, in a database of its own: the stage of the dispatch tests.
import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { createP256 } from "@/lib/adapters/p256";
import { prismaAnnotations, prismaKeyRing } from "@/lib/adapters/prisma/annotations";
import { prismaAssignments, prismaBountyGate, prismaNewestModel } from "@/lib/adapters/prisma/assignments";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaItemPayloads } from "@/lib/adapters/prisma/item-payloads";
import { createPool } from "@/lib/adapters/prisma/pool";
import { createSeal } from "@/lib/adapters/seal";
import { answerDigest, type ShownSuggestion, submissionMessage } from "@/lib/annotations/digest";
import type { AnnotationDeps } from "@/lib/annotations/ports";
import { keyIdOf } from "@/lib/annotators/session-key";
import type { LeaseView } from "@/lib/assignments/claim-reply";
import { base64UrlText } from "@/lib/kernel/base64url";
import type { Account } from "@/lib/kernel/caller";
import type { AccountNo, Address, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { createDatabase } from "./database";

export const LABELS = ["sun", "rain", "snow"];

export type Annotator = {
  readonly caller: Account;
  readonly keyId: string;
  sign(message: Uint8Array<ArrayBuffer>): Promise<string>;
};

export type AnswerDraft = {
  readonly lease: LeaseView;
  readonly answer: unknown;
  readonly key: string;
  readonly shown: ShownSuggestion | null;
};

export type World = {
  readonly url: string;
  readonly bountyId: string;
  readonly bountyNo: BountyNo;
  readonly manifestHash: string;
  readonly deps: AnnotationDeps;
  readonly annotators: readonly Annotator[];
  /** One statement on a connection of its own kind, for looking and meddling. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export type WorldSize = {
  readonly items: number;
  readonly golds: number;
  readonly overlap: number;
  readonly annotators: number;
  readonly policy?: Readonly<Record<string, number>>;
  readonly room?: number;
};

/** Items 0 … items − 1 are work, the golds follow. Leases live as `policy.leaseMs` says. */
export async function createWorld(size: WorldSize): Promise<World> {
  const database = await createDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const query: World["query"] = async (text, values) => (await pool.query(text, values)).rows;
  const annotators = await Promise.all(Array.from({ length: size.annotators }, (_, i) => createAnnotator(i + 1)));
  const bountyId = `bty_${randomBytes(10).toString("hex")}`;
  const manifestHash = `0x${sha256Hex(bountyId)}`;
  await fillAccounts(query, annotators);
  await fillBounty(query, size, bountyId, manifestHash);
  const hot = createPool(database.url);
  const db = createPrisma(hot);
  const payloads = prismaItemPayloads(hot);
  const deps: AnnotationDeps = {
    bounties: prismaBountyGate(db),
    store: prismaAssignments(db, hot, payloads),
    annotations: prismaAnnotations(hot, payloads),
    items: payloads,
    models: prismaNewestModel(db),
    keys: prismaKeyRing(db),
    signatures: createP256(),
    seal: createSeal("a secret of the tests"),
    now: () => Date.now(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  };
  const close = async () => {
    await db.$disconnect();
    await pool.end();
    await database.drop();
  };
  return { url: database.url, bountyId, bountyNo: 1n as BountyNo, manifestHash, deps, annotators, query, close };
}

/** An answer to a lease under a fresh key: the first label, nothing shown. */
export const draft = (lease: LeaseView, answer: unknown = LABELS[0]): AnswerDraft => ({
  lease,
  answer,
  key: randomUUID(),
  shown: null,
});

/** The body of a submit, signed as a browser does it. */
export async function signed(world: World, by: Annotator, drafts: readonly AnswerDraft[]) {
  const digests = drafts.map(({ lease, answer, key, shown }) =>
    answerDigest({ bounty: world.manifestHash, item: lease.item, answer, shown, key }),
  );
  return {
    bountyId: world.bountyId,
    keyId: by.keyId,
    signature: await by.sign(submissionMessage(world.manifestHash, digests)),
    answers: drafts.map(({ lease, answer, key, shown }) => ({ token: lease.token, key, answer, leadMs: 900, shown })),
  };
}

async function createAnnotator(no: number): Promise<Annotator & { readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const publicKey = base64UrlText(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const address = `0x${no.toString(16).padStart(40, "0")}` as Address;
  return {
    caller: { kind: "account", no: BigInt(no) as AccountNo, address },
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: async (message) => {
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, message);
      return base64UrlText(new Uint8Array(signature));
    },
  };
}

async function fillAccounts(
  query: World["query"],
  annotators: readonly (Annotator & { readonly publicKey: string })[],
): Promise<void> {
  const numbers = annotators.map(({ caller }) => caller.no.toString());
  await query("INSERT INTO account (no, address) SELECT * FROM unnest($1::bigint[], $2::text[])", [
    numbers,
    annotators.map(({ caller }) => caller.address),
  ]);
  await query(
    `INSERT INTO session_key (id, account_no, public_key, expires_at_s, signature)
     SELECT id, no, spki, 4000000000, '0x' FROM unnest($1::text[], $2::bigint[], $3::text[]) AS u (id, no, spki)`,
    [annotators.map(({ keyId }) => keyId), numbers, annotators.map(({ publicKey }) => publicKey)],
  );
}

async function fillBounty(query: World["query"], size: WorldSize, id: string, manifestHash: string): Promise<void> {
  const { items, golds, overlap, policy = {} } = size;
  const manifest = {
    itemCount: items + golds,
    goldCount: golds,
    policy: { overlap, ...policy },
    priceUnits: "50000",
    deadlineS: 0,
    betaQ16: 16_384,
  };
  await query(
    `INSERT INTO bounty (no, id, owner_no, state, title, task_type, task_version, config, policy, secret, manifest, manifest_hash, item_count, gold_count)
     VALUES (1, $1, 1, 'open', 'weather', 'choice', 1, $2, $3, '', $4, $5, $6, $7)`,
    [id, { question: "What weather?", labels: LABELS }, manifest.policy, manifest, manifestHash, items, golds],
  );
  await query("INSERT INTO import (no, id, bounty_no, name, format) VALUES (1, 'imp_1', 1, 'x.csv', 'csv')");
  await query(
    `INSERT INTO item_content (bounty_no, hash, import_no, line, external_id, payload, gold, item_no)
     SELECT 1, encode(sha256(('item ' || g)::bytea), 'hex'), 1, g, 'row-' || g, jsonb_build_object('kind', 'text', 'text', 'item ' || g),
            CASE WHEN g >= $1 THEN '"sun"'::jsonb END, g FROM generate_series(0, $2::int) g`,
    [items, items + golds - 1],
  );
  await query(
    `INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, CASE WHEN g < $1 THEN $3::int ELSE 0 END FROM generate_series(0, $2::int) g`,
    [items, items + golds - 1, overlap],
  );
  await query("INSERT INTO gold SELECT 1, g, $1 + g FROM generate_series(0, $2::int) g", [items, golds - 1]);
}

import { webcrypto } from "node:crypto";
import { verifyTypedData } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { answerDigest, submissionId, submissionMessage } from "@/lib/annotations/digest";
import { keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import { bountyManifest, goldSalt, type Manifest, manifestHash } from "@/lib/bounties/manifest";
import { base64UrlText } from "@/lib/kernel/base64url";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { RecordOf } from "@/lib/settlement/evidence";
import type { BatchFacts } from "@/lib/settlement/outcome";
import type { VerifyDeps } from "@/lib/settlement/verify";
import { p256Verifier } from "@/lib/settlement/verify-signatures";
import { dice } from "../referee/crowd";

const LABELS = ["good", "bad", "neither"] as const;
const SECRET = "5e".repeat(32);
const VAULT = "0x00000000000000000000000000000000000a11ce";
const NOW_MS = 1_790_000_000_000;
const EXPIRES_S = NOW_MS / 1000 + 3600;
const MODEL = sha256Hex("a model file");

const ITEMS: readonly string[] = Array.from({ length: 24 }, (_, i) => sha256Hex(`item ${i}`));
const truthOf = (item: string): string => LABELS[Number.parseInt(item.slice(0, 4), 16) % 3] ?? "good";
const GOLD = ITEMS.slice(0, 4);

/** What is asked in a batch: its frozen terms, and what people answer. */
type Work = {
  readonly manifest: Manifest;
  truthOf(item: string): Json;
  /** The answer of somebody who is right with this chance. */
  answerOf(item: string, accuracy: number, roll: () => number): Json;
  /** What the model proposed is on record with a posterior: only where answers are classes. */
  readonly posteriors: boolean;
};
type Json = RecordOf<"answer">["answer"];

const TERMS = {
  chainId: 31337,
  vault: VAULT,
  ledgerId: "1",
  token: "0x00000000000000000000000000000000000c0ffe",
  owner: "0x00000000000000000000000000000000000000aa",
  title: "Tone of short notes: “good”, bad, neither",
  guidelines: "Read the note. Pick its tone.",
  taskVersion: 1,
  policy: { overlap: 3, blindBps: 2000 },
  priceUnits: "50000",
  mostAnswers: 100,
  deadlineS: EXPIRES_S + 86_400,
  betaQ16: 32_768,
  items: ITEMS,
  secret: SECRET,
};

const CHOICE: Work = {
  manifest: bountyManifest({
    ...TERMS,
    taskType: "choice",
    config: { question: "What is the tone?", labels: [...LABELS] },
    gold: GOLD.map((item) => ({ item, answer: truthOf(item) })),
  }),
  truthOf,
  answerOf: (item, accuracy, roll) => (roll() < accuracy ? truthOf(item) : (LABELS[Math.floor(roll() * 3)] ?? "good")),
  posteriors: true,
};

const TOPICS = ["price", "quality", "delivery", "service"];
const topicsOf = (item: string) => ({ labels: TOPICS.filter((_, i) => Number.parseInt(item.slice(i, i + 1), 16) % 2) });

/** Several labels an item: answers that are no classes. */
const TOPIC: Work = {
  manifest: bountyManifest({
    ...TERMS,
    taskType: "multi-label",
    config: { question: "What is it about?", labels: TOPICS, none: true },
    gold: GOLD.map((item) => ({ item, answer: topicsOf(item) })),
  }),
  truthOf: topicsOf,
  answerOf: (item, accuracy, roll) => ({
    labels: TOPICS.filter((label) => topicsOf(item).labels.includes(label) === roll() < (1 + accuracy) / 2),
  }),
  posteriors: false,
};

/** A whole batch with real wallets, real session keys and real signatures; the same crowd every time. */
export const signedBatch = (change: Partial<Manifest> = {}): Promise<BatchFacts> =>
  batchOf({ ...CHOICE, manifest: { ...CHOICE.manifest, ...change } });

/** The same crowd at work whose answers are no classes. */
export const signedTopicBatch = (change: Partial<Manifest> = {}): Promise<BatchFacts> =>
  batchOf({ ...TOPIC, manifest: { ...TOPIC.manifest, ...change } });

async function batchOf(work: Work): Promise<BatchFacts> {
  const roll = dice(20);
  const bounty = manifestHash(work.manifest);
  const people = await Promise.all(Array.from({ length: 6 }, (_, w) => annotator(w)));
  const answers: RecordOf<"answer">[] = [];
  const submissions: RecordOf<"submission">[] = [];
  for (const [w, person] of people.entries()) {
    const given = ITEMS.flatMap((item, t) => (givesAnswer(w, t) ? [draft(work, person, w, item, t, roll)] : []));
    for (let from = 0; from < given.length; from += 5) {
      const some = given.slice(from, from + 5);
      const submission = await person.submit(bounty, some);
      submissions.push(submission);
      some.forEach(({ key: _, ...rest }, index) => {
        answers.push({ ...rest, submission: submission.submission, index });
      });
    }
  }
  return {
    batch: {
      type: "batch",
      version: 1,
      bounty: work.manifest,
      manifestHash: bounty,
      batchId: "7",
      feeBps: 250,
      escrowUnits: "5000000",
      previous: [{ batchId: "3", sha256: sha256Hex("an earlier file") }],
    },
    items: ITEMS.map((item) => ({
      type: "item",
      item,
      gold: GOLD.includes(item) ? { answer: work.truthOf(item), salt: goldSalt(SECRET, item) } : null,
    })),
    keys: people.map(({ record }) => record),
    submissions,
    answers,
    priors: ITEMS.slice(8, work.posteriors ? 16 : 8).map((item) => ({
      type: "prior",
      item,
      model: MODEL,
      gate: 0,
      q16: LABELS.map((label) => (label === truthOf(item) ? 40_000 : 12_000)),
    })),
    accounts: people.slice(0, 2).map(({ record }, i) => ({
      annotator: record.annotator,
      standingQ10: 100 * i,
      cluster: null,
      paidBeforeUnits: i === 0 ? "123456" : "0",
    })),
  };
}

/** What verification asks of the outside, without a chain. */
export const deps: VerifyDeps = {
  verifyTypedData: (signed) => verifyTypedData(signed),
  verifyP256: p256Verifier(webcrypto.subtle as SubtleCrypto),
};

/** Annotators 0 to 2 answer nearly everything, 3 and 4 half, 5 only came late. */
const givesAnswer = (w: number, t: number): boolean =>
  w < 3 ? (t + w) % 12 !== 0 : w < 5 ? (t + w) % 2 === 0 : t % 6 === 0;

type Draft = Omit<RecordOf<"answer">, "submission" | "index"> & { readonly key: string };

function draft(work: Work, person: Person, w: number, item: string, t: number, roll: () => number): Draft {
  const answer = work.answerOf(item, [0.95, 0.9, 0.85, 0.8, 0.4, 0.9][w] ?? 1, roll);
  const shown =
    t >= 8 && t < 16 && w % 2 === 0 ? { model: MODEL, answer: work.truthOf(item), confidenceQ16: 40_000 } : null;
  return {
    type: "answer",
    item,
    annotator: person.record.annotator,
    answer,
    id: `00000000-0000-4000-8000-${String(w * 1000 + t).padStart(12, "0")}`,
    shown,
    atMs: NOW_MS + t * 1000 + w,
    leadMs: 900 + t,
    kind: w === 5 ? "spare" : GOLD.includes(item) ? "gold" : "counted",
    key: person.record.key,
  };
}

type Person = Awaited<ReturnType<typeof annotator>>;

async function annotator(w: number) {
  const account = privateKeyToAccount(`0x${String(w + 1).padStart(64, "0")}`);
  const pair = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const publicKey = base64UrlText(new Uint8Array(await webcrypto.subtle.exportKey("spki", pair.publicKey)));
  const address = account.address.toLowerCase() as `0x${string}`;
  const terms = { chainId: 31337, vault: VAULT, annotator: address, publicKey, expiresAtS: EXPIRES_S } as const;
  const signature = await account.signTypedData(sessionKeyTypedData(terms));
  const key = keyIdOf(publicKey);
  const record: RecordOf<"key"> = {
    type: "key",
    key,
    annotator: address,
    publicKey,
    expiresAtS: EXPIRES_S,
    revokedAtMs: null,
    signature,
  };
  const submit = async (bounty: string, answers: readonly Draft[]): Promise<RecordOf<"submission">> => {
    const digests = answers.map(({ item, answer, shown, id }) =>
      answerDigest({ bounty, item, answer, shown, key: id }),
    );
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    const signed = await webcrypto.subtle.sign(algorithm, pair.privateKey, submissionMessage(bounty, digests));
    const submission = submissionId(key, bounty, digests);
    return { type: "submission", submission, key, digests, signature: base64UrlText(new Uint8Array(signed)) };
  };
  return { record, submit };
}

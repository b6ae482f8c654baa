import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { privateKeyToAccount } from "viem/accounts";
import { answerDigest, submissionId, submissionMessage } from "@/lib/annotations/digest";
import { keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import { bountyManifest, goldSalt, type Manifest, manifestHash } from "@/lib/bounties/manifest";
import { base64UrlText } from "@/lib/kernel/base64url";
import type { RecordOf } from "@/lib/settlement/evidence";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchFacts, batchOutcome } from "@/lib/settlement/outcome";
import { dice } from "../referee/crowd";

const LABELS = ["a", "b", "c", "d", "e"] as const;
const SECRET = "5e".repeat(32);
const VAULT = "0x00000000000000000000000000000000000a11ce";
const NOW_MS = 1_790_000_000_000;
const EXPIRES_S = NOW_MS / 1000 + 7 * 86_400;

export type CrowdShape = {
  readonly items: number;
  readonly annotators: number;
  readonly perItem: number;
  /** Answers under one signature. */
  readonly perSubmission: number;
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A bounty with real wallets, real P-256 keys and real signatures over every answer; the same labels every time. */
async function signedCrowd(shape: CrowdShape): Promise<BatchFacts> {
  const roll = dice(7);
  const items = Array.from({ length: shape.items }, (_, i) => sha256(`item ${i}`));
  const truth = items.map((_, i) => LABELS[(i * 7) % LABELS.length] ?? "a");
  const golden = items.slice(0, Math.ceil(shape.items / 50));
  const goldSet = new Set(golden);
  const manifest = manifestOf(shape, items, golden, truth);
  const bounty = manifestHash(manifest);
  const answers: RecordOf<"answer">[] = [];
  const submissions: RecordOf<"submission">[] = [];
  const keys: RecordOf<"key">[] = [];
  const stride = Math.floor(shape.annotators / shape.perItem);
  for (let w = 0; w < shape.annotators; w++) {
    const person = await annotator(w);
    keys.push(person.record);
    const skill = 0.6 + 0.38 * roll();
    const given: { t: number; answer: string }[] = [];
    for (let layer = 0; layer < shape.perItem; layer++) {
      const first = (w + shape.annotators - layer * stride) % shape.annotators;
      for (let t = first; t < shape.items; t += shape.annotators) {
        const guess = LABELS[Math.floor(roll() * LABELS.length)] ?? "a";
        given.push({ t, answer: roll() < skill ? (truth[t] ?? "a") : guess });
      }
    }
    for (let from = 0; from < given.length; from += shape.perSubmission) {
      const some = given.slice(from, from + shape.perSubmission).map(({ t, answer }, i) => ({
        item: items[t] ?? "",
        answer,
        id: `00000000-0000-4000-8000-${String(w * 1_000_000 + from + i).padStart(12, "0")}`,
      }));
      const submission = submissionOf(person, bounty, some);
      submissions.push(submission);
      some.forEach(({ item, answer, id }, index) => {
        answers.push({
          ...{ type: "answer", item, annotator: person.record.annotator, answer, id, shown: null },
          ...{ submission: submission.submission, index, atMs: NOW_MS + from, leadMs: 900 + index },
          kind: goldSet.has(item) ? "gold" : "counted",
        });
      });
    }
  }
  return {
    batch: {
      ...{ type: "batch", version: 1, bounty: manifest, manifestHash: bounty, batchId: "7", feeBps: 250 },
      ...{ escrowUnits: String(60_000n * BigInt(shape.items * shape.perItem)), previous: [] },
    },
    items: items.map((item, i) => {
      const known = i < golden.length ? { answer: truth[i] ?? "a", salt: goldSalt(SECRET, item) } : null;
      return { type: "item", item, gold: known };
    }),
    ...{ keys, submissions, answers, priors: [], accounts: [] },
  };
}

/** The evidence file of that crowd, line by line. */
export async function* signedEvidence(shape: CrowdShape): AsyncGenerator<string> {
  const facts = await signedCrowd(shape);
  yield* evidenceLines(facts, batchOutcome(facts));
}

function manifestOf(
  shape: CrowdShape,
  items: readonly string[],
  golden: readonly string[],
  truth: readonly string[],
): Manifest {
  return bountyManifest({
    ...{ chainId: 31337, vault: VAULT, ledgerId: "1", token: `0x${"c0".repeat(20)}`, owner: `0x${"aa".repeat(20)}` },
    ...{ title: "A crowd for timing", guidelines: "Pick one.", taskType: "choice", taskVersion: 1 },
    config: { question: "Which?", labels: [...LABELS] },
    policy: { overlap: shape.perItem, blindBps: 2000 },
    ...{ priceUnits: "50000", mostAnswers: shape.items * shape.perItem, deadlineS: EXPIRES_S, betaQ16: 32_768 },
    items,
    gold: golden.map((item, i) => ({ item, answer: truth[i] ?? "a" })),
    secret: SECRET,
  });
}

type Person = Awaited<ReturnType<typeof annotator>>;

async function annotator(w: number) {
  const account = privateKeyToAccount(`0x${String(w + 1).padStart(64, "0")}`);
  const pair = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const publicKey = base64UrlText(pair.publicKey.export({ type: "spki", format: "der" }));
  const address = account.address.toLowerCase() as `0x${string}`;
  const terms = { chainId: 31337, vault: VAULT, annotator: address, publicKey, expiresAtS: EXPIRES_S } as const;
  const signature = await account.signTypedData(sessionKeyTypedData(terms));
  const record: RecordOf<"key"> = {
    ...{ type: "key", key: keyIdOf(publicKey), annotator: address, publicKey, expiresAtS: EXPIRES_S },
    ...{ revokedAtMs: null, signature },
  };
  return { record, privateKey: pair.privateKey };
}

function submissionOf(
  { record: { key }, privateKey }: Person,
  bounty: string,
  answers: readonly { readonly item: string; readonly answer: string; readonly id: string }[],
): RecordOf<"submission"> {
  const digests = answers.map(({ item, answer, id }) => answerDigest({ bounty, item, answer, shown: null, key: id }));
  const message = submissionMessage(bounty, digests);
  const signature = sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" });
  return {
    ...{ type: "submission", submission: submissionId(key, bounty, digests), key, digests },
    signature: base64UrlText(signature),
  };
}

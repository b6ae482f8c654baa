/** A bounty that is really funded on a chain and really answered: wallets, session keys and signatures are genuine. */
import { randomUUID, webcrypto } from "node:crypto";
import { createWalletClient, http } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import type { ChainVault } from "@/lib/adapters/chain/vault";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { answerDigest, submissionMessage } from "@/lib/annotations/digest";
import { keyIdOf, sessionKeyTypedData } from "@/lib/annotators/session-key";
import { bountyManifest, manifestHash } from "@/lib/bounties/manifest";
import { base64UrlText } from "@/lib/kernel/base64url";
import type { Account } from "@/lib/kernel/caller";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { AccountNo, Address, BountyNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { mined } from "./mined";

const LABELS = ["calm", "angry", "neither"] as const;
const PRICE = 50_000n;
const ITEMS = 20;
const GOLD = 4;

export type Person = { readonly wallet: PrivateKeyAccount; readonly caller: Account };

export type FundedBounty = {
  readonly no: BountyNo;
  readonly id: string;
  readonly owner: Person;
  readonly annotators: readonly Person[];
  readonly escrow: bigint;
  /** One more answer of this annotator, written as a submit would. */
  answer(annotator: number, itemNo: number, label: string): Promise<void>;
};

/** What is true of item `itemNo`; the owner's gold says so too. */
export const truthOf = (itemNo: number): string => LABELS[(itemNo * 7) % 3] ?? "calm";

/** Posts, funds and opens a bounty of 20 items (4 gold) and has `crowd` annotators answer every item. */
export async function fundedBounty(
  db: PrismaClient,
  chain: ChainVault,
  rpcUrl: string,
  crowd: number,
  options: { readonly answered?: boolean } = {},
): Promise<FundedBounty> {
  const owner = await person(db);
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const payload = { kind: "text", text: `${i % 5 === 0 ? "=" : ""}note ${i}` };
    return { itemNo: i, id: `n-${i}`, payload, hash: sha256Hex(canonicalJson({ id: `n-${i}`, payload })) };
  });
  const gold = items.slice(ITEMS - GOLD);
  const secret = Buffer.from(webcrypto.getRandomValues(new Uint8Array(32))).toString("hex");
  const deadlineS = (await chain.headTimestampS()) + 3600;
  const manifest = bountyManifest({
    chainId: chain.chainId,
    vault: chain.vault.toLowerCase(),
    ledgerId: chain.ledgerId.toString(),
    token: chain.deployment.token.toLowerCase(),
    owner: owner.caller.address,
    title: "Tone of short notes",
    guidelines: "Read it.",
    taskType: "choice",
    taskVersion: 1,
    config: { question: "Which tone?", labels: [...LABELS] },
    policy: { overlap: crowd },
    priceUnits: PRICE.toString(),
    mostAnswers: ITEMS * Math.max(crowd, 1),
    deadlineS,
    betaQ16: 32_768,
    items: items.map(({ hash }) => hash),
    gold: gold.map(({ hash, itemNo }) => ({ item: hash, answer: truthOf(itemNo) })),
    secret,
  });
  const hash = manifestHash(manifest);
  const escrow = (PRICE * BigInt(manifest.mostAnswers) * 10_300n) / 10_000n;
  await fund(chain, rpcUrl, owner.wallet, escrow, deadlineS, hash);
  const bounty = await db.bounty.create({
    data: {
      id: `bty_${randomUUID().slice(0, 20)}`,
      ownerNo: owner.caller.no,
      state: "open",
      title: manifest.title,
      guidelines: "Read it.",
      taskType: "choice",
      taskVersion: 1,
      config: manifest.config as object,
      policy: manifest.policy,
      priceUnits: PRICE.toString(),
      deadline: new Date(deadlineS * 1000),
      itemCount: ITEMS - GOLD,
      goldCount: GOLD,
      secret,
      manifest,
      manifestHash: hash,
      chainBountyId: chain.bountyIdOf(owner.wallet.address, hash),
      escrowUnits: escrow.toString(),
      fundedUnits: escrow.toString(),
      openedAt: new Date(),
    },
  });
  const upload = { id: `imp_${randomUUID().slice(0, 20)}`, bountyNo: bounty.no, state: "accepted" };
  const { no: importNo } = await db.import.create({ data: { ...upload, name: "notes.csv", format: "csv" } });
  await db.itemContent.createMany({
    data: items.map(({ hash, id, payload, itemNo }) => ({
      ...{ bountyNo: bounty.no, hash, importNo, line: itemNo + 1, externalId: id, payload, itemNo },
      ...(gold.some((item) => item.itemNo === itemNo) ? { gold: truthOf(itemNo) } : {}),
    })),
  });
  const annotators = await Promise.all(Array.from({ length: crowd }, () => person(db)));
  const desks = await Promise.all(annotators.map((each) => desk(db, chain, bounty.no, hash, each)));
  const made: FundedBounty = {
    no: bounty.no as BountyNo,
    id: bounty.id,
    owner,
    annotators,
    escrow,
    answer: (annotator, itemNo, label) => {
      const item = items[itemNo];
      const at = desks[annotator];
      if (!item || !at) throw new RangeError("no such item or annotator");
      return at([{ itemNo, hash: item.hash, label, gold: itemNo >= ITEMS - GOLD }]);
    },
  };
  if (options.answered === false) return made;
  for (const [w, at] of desks.entries()) {
    await at(
      items.map(({ itemNo, hash }) => {
        const wrong = (itemNo * 5 + w * 3) % 11 === 0;
        const label = wrong ? (LABELS[(itemNo + w) % 3] ?? "calm") : truthOf(itemNo);
        return { itemNo, hash, label, gold: itemNo >= ITEMS - GOLD };
      }),
    );
  }
  return made;
}

export async function person(db: PrismaClient): Promise<Person> {
  const wallet = privateKeyToAccount(generatePrivateKey());
  const address = wallet.address.toLowerCase() as Address;
  const { no } = await db.account.create({ data: { address } });
  return { wallet, caller: { kind: "account", no: no as AccountNo, address } };
}

async function fund(
  chain: ChainVault,
  rpcUrl: string,
  account: PrivateKeyAccount,
  amount: bigint,
  deadlineS: number,
  hash: `0x${string}`,
): Promise<void> {
  await chain.faucet({ to: account.address, amount });
  const wallet = createWalletClient({ account, chain: foundry, transport: http(rpcUrl) });
  const { token, vault } = chain.deployment;
  const approve = { address: token, abi: testTokenAbi, functionName: "approve", args: [vault, amount] } as const;
  await mined(rpcUrl, wallet.writeContract(approve));
  const args = [chain.ledgerId, amount, deadlineS, hash] as const;
  const call = { address: vault, abi: bountyVaultAbi, functionName: "fund", args } as const;
  await mined(rpcUrl, wallet.writeContract(call));
}

type Given = { readonly itemNo: number; readonly hash: string; readonly label: string; readonly gold: boolean };

/** An annotator's browser: a session key that signs, and the rows a submit leaves behind. */
async function desk(db: PrismaClient, chain: ChainVault, bountyNo: bigint, bounty: string, { wallet, caller }: Person) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const publicKey = base64UrlText(new Uint8Array(await webcrypto.subtle.exportKey("spki", pair.publicKey)));
  const expiresAtS = Math.floor(Date.now() / 1000) + 86_400;
  const vault = chain.vault.toLowerCase() as `0x${string}`;
  const terms = { chainId: chain.chainId, vault, annotator: caller.address, publicKey, expiresAtS };
  const keyId = keyIdOf(publicKey);
  const signature = await wallet.signTypedData(sessionKeyTypedData(terms));
  const key = { id: keyId, accountNo: caller.no, publicKey, expiresAtS: BigInt(expiresAtS), signature };
  await db.sessionKey.create({ data: key });
  await db.$executeRaw`INSERT INTO enrolment (bounty_no, annotator_no, seed) VALUES (${bountyNo}, ${caller.no}, 1)`;
  return async (answers: readonly Given[]): Promise<void> => {
    const signed = answers.map((given) => ({ ...given, key: randomUUID() }));
    const digests = signed.map((given) =>
      answerDigest({ bounty, item: given.hash, answer: given.label, shown: null, key: given.key }),
    );
    const bytes = submissionMessage(bounty, digests);
    const proof = await webcrypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes);
    await db.$transaction(async (tx) => {
      const { id } = await tx.submission.create({
        data: {
          ...{ bountyNo, annotatorNo: caller.no, keyId },
          digests: Buffer.from(digests.join(""), "hex"),
          signature: new Uint8Array(proof),
        },
      });
      await tx.annotation.createMany({
        data: signed.map(({ itemNo, label, gold, key: uuid }, pos) => ({
          ...{ bountyNo, annotatorNo: caller.no, key: uuid, itemNo, leadMs: 900 + itemNo, kind: gold ? 2 : 0 },
          ...{ answer: label, submissionId: id, pos },
        })),
      });
      await tx.enrolment.update({
        where: { bountyNo_annotatorNo: { bountyNo, annotatorNo: caller.no } },
        data: { answered: { increment: signed.length } },
      });
      await tx.outbox.create({ data: { bountyNo, annotatorNo: caller.no, items: signed.map(({ itemNo }) => itemNo) } });
    });
  };
}

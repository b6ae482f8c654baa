// What a wallet is asked for, in which order, and what it is not asked for when something is missing.
import { expect, test } from "vitest";
import type { Api } from "@/lib/client/api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { fundBounty } from "@/lib/client/fund-bounty";
import { type ActStep, challenge } from "@/lib/client/money-acts";
import type { ContractCall, Wallet } from "@/lib/client/wallet-port";
import type { DisputeView } from "@/lib/settlement/dispute-view";

const HASH = `0x${"ee".repeat(32)}` as const;
const CASE = `0x${"ca".repeat(32)}` as const;
const terms = {
  vault: `0x${"b2".repeat(20)}`,
  ledgerId: "1",
  token: { address: `0x${"c3".repeat(20)}`, symbol: "tUSD", decimals: 6, permit: false },
} as unknown as ChainTerms;
const view = {
  batchId: "bat_1",
  bondUnits: "10000000",
  feeWei: "7",
  challengeArgs: {
    header: { ledgerId: "1", batchId: "2", token: terms.token.address, claimableAt: 9, meta: CASE },
    root: CASE,
    total: "5",
  },
} as unknown as DisputeView;

/** A wallet with so many tokens, of which the vault may take so many. */
function walletWith(balance: bigint, allowed: bigint) {
  const sent: ContractCall[] = [];
  const wallet: Wallet = {
    address: `0x${"a1".repeat(20)}`,
    signMessage: async () => HASH,
    signTypedData: async () => HASH,
    read: async ({ functionName }) => (functionName === "balanceOf" ? balance : allowed) as never,
    send: async (call, onTried) => {
      onTried?.();
      sent.push(call);
      return HASH;
    },
    mined: async () => undefined,
    clockS: async () => 100,
  };
  return { wallet, sent };
}

const api = { send: async () => ({ evidenceHash: CASE }) } as unknown as Api;

test("default: a challenge lets the vault take the bond, then names case, fee and batch", async () => {
  const { wallet, sent } = walletWith(20_000_000n, 0n);
  const steps: ActStep["kind"][] = [];
  await challenge({ api, wallet, terms }, view, "wrong", ({ kind }) => steps.push(kind));
  expect(steps).toEqual(["checking", "approving", "checking", "signing", "mining"]);
  expect(sent.map(({ functionName }) => functionName)).toEqual(["approve", "challenge"]);
  expect(sent[0]?.args).toEqual([terms.vault, 10_000_000n]);
  expect(sent[1]).toMatchObject({ value: 7n, args: [{ ledgerId: 1n, batchId: 2n }, CASE, 5n, CASE] });
});

test("behavior: an allowance that is high enough is not asked for again", async () => {
  const { wallet, sent } = walletWith(20_000_000n, 10_000_000n);
  await challenge({ api, wallet, terms }, view, "wrong", () => undefined);
  expect(sent.map(({ functionName }) => functionName)).toEqual(["challenge"]);
});

test("behavior: with too few tokens the wallet is asked for nothing, and both figures are told", async () => {
  const { wallet, sent } = walletWith(2_500_000n, 0n);
  await expect(challenge({ api, wallet, terms }, view, "wrong", () => undefined)).rejects.toMatchObject({
    trouble: "low-balance",
    message: expect.stringMatching(/holds 2\.500 tUSD; this takes 10\.000 tUSD/),
  });
  const order = { manifestHash: CASE, amountUnits: 3_000_000n, deadlineS: 9 };
  await expect(fundBounty(wallet, terms, order, () => undefined)).rejects.toMatchObject({ trouble: "low-balance" });
  expect(sent).toEqual([]);
});

test("behavior: a low allowance is raised before the money moves, on the bounty's own ledger", async () => {
  const { wallet, sent } = walletWith(5_000_000n, 1n);
  const steps: string[] = [];
  const order = { manifestHash: CASE, amountUnits: 3_000_000n, deadlineS: 9, ledgerId: "4" };
  await fundBounty(wallet, terms, order, (step) => steps.push(step));
  expect(steps).toEqual(["checking", "approving", "funding", "mining"]);
  expect(sent.map(({ functionName, args }) => [functionName, args])).toEqual([
    ["approve", [terms.vault, 3_000_000n]],
    ["fund", [4n, 3_000_000n, 9, CASE]],
  ]);
});

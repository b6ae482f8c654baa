// Every trouble leads somewhere, and a transaction that is on its way is never sent twice.
import { expect, test } from "vitest";
import { WalletError } from "@/lib/client/wallet-port";
import { wayOut } from "@/lib/client/way-out";
import type { Trouble } from "@/lib/settlement/chain-words";

const EXPECTED: Readonly<Record<Trouble, readonly [dev: string, elsewhere: string]>> = {
  rejected: ["again", "again"],
  "no-wallet": ["connect", "connect"],
  "wrong-chain": ["again", "again"],
  "no-gas": ["faucet", "again"],
  "low-balance": ["faucet", "again"],
  "low-allowance": ["again", "again"],
  "no-answer": ["again", "again"],
  stuck: ["look", "look"],
  cancelled: ["again", "again"],
  replaced: ["again", "again"],
  reverted: ["again", "again"],
  refused: ["again", "again"],
  unknown: ["again", "again"],
};

test.each(Object.entries(EXPECTED))("%s", (trouble, ways) => {
  expect([wayOut(trouble as Trouble, { dev: true }).act, wayOut(trouble as Trouble, { dev: false }).act]).toEqual(ways);
});

test("a problem of the server's own can be tried again", () => {
  expect(wayOut(undefined, { dev: true }).act).toBe("again");
});

test("a failure keeps the transaction that it is about", () => {
  const hash = `0x${"cd".repeat(32)}` as const;
  expect(WalletError.of(new Error("Timed out while waiting for transaction"), hash)).toMatchObject({
    trouble: "stuck",
    hash,
  });
  const told = new WalletError("cancelled");
  expect(WalletError.of(told, hash)).toBe(told);
});

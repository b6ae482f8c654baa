import { expect, test } from "vitest";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { contractWords, rpcWords, troubleIn } from "@/lib/settlement/chain-words";

test("what the vault refuses owners and annotators with has words of its own", () => {
  const met =
    /Claimable|AlreadyPaid|Refund|Paused|Deadline|Authorisation|Signature|Acceptance|Allocation|Batch|Bounty[A-Z]/;
  const names = bountyVaultAbi
    .flatMap((part) => (part.type === "error" ? part.name : []))
    .filter((name) => met.test(name.split("_")[1] ?? ""));
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => contractWords(name).includes(name))).toEqual([]);
});

test("an error that nobody foresaw is named, not hidden", () => {
  expect(contractWords("Token_Odd")).toContain("Token_Odd");
});

test("balances and allowances of the test token are explained", () => {
  const names = testTokenAbi.flatMap((part) => (part.type === "error" ? part.name : []));
  for (const name of names.filter((each) => /^Insufficient(Balance|Allowance)$/.test(each))) {
    expect(contractWords(name)).toMatch(/Top it up|Approve/);
  }
});

test.each([
  ["MetaMask Tx Signature: User denied transaction signature.", "rejected"],
  ["The current chain of the wallet (id: 1) does not match the target chain for the transaction", "wrong-chain"],
  ["insufficient funds for gas * price + value", "no-gas"],
  ["Timed out while waiting for transaction with hash 0x1 to be confirmed.", "stuck"],
  ["HTTP request failed. URL: http://127.0.0.1:1", "no-answer"],
  ["The request took too long to respond.", "no-answer"],
  ["something new", "unknown"],
] as const)("%s is %s", (words, trouble) => {
  expect(troubleIn(words)).toBe(trouble);
  expect(rpcWords(trouble).length).toBeGreaterThan(20);
});

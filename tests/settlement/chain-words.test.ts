import {
  BaseError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  parseAbi,
  TimeoutError,
  TransactionExecutionError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import { describe, expect, test } from "vitest";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { contractWords, rpcWords, troubleIn, troubleOf } from "@/lib/settlement/chain-words";

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

describe("what was thrown, in words", () => {
  const HASH: Hex = `0x${"ab".repeat(32)}`;
  /** As viem and wagmi hand it on: the cause is three errors deep. */
  const wrapped = (cause: BaseError) =>
    new BaseError("The call did not go through.", {
      cause: new TransactionExecutionError(cause, { account: null as never, to: `0x${"11".repeat(20)}` }),
    });
  const reverted = (abi: readonly unknown[], data: Hex) =>
    new BaseError("The call was refused.", {
      cause: new ContractFunctionRevertedError({ abi: abi as never, data, functionName: "fund" }),
    });

  test.each([
    ["a rejected signature", wrapped(new UserRejectedRequestError(new Error("no"))), "rejected"],
    [
      "a bare refusal of a provider",
      Object.assign(new Error("User rejected the request."), { code: 4001 }),
      "rejected",
    ],
    ["no coin for gas", wrapped(new InsufficientFundsError()), "no-gas"],
    [
      "no coin for gas, as an old node says it",
      wrapped(new BaseError("insufficient funds for gas * price + value")),
      "no-gas",
    ],
    ["a node that is down", wrapped(new HttpRequestError({ url: "http://node" })), "no-answer"],
    ["a node that is slow", wrapped(new TimeoutError({ body: {}, url: "http://node" })), "no-answer"],
    ["a stuck transaction", new WaitForTransactionReceiptTimeoutError({ hash: HASH }), "stuck"],
    [
      "another chain, by its name",
      Object.assign(new Error("other"), { name: "ConnectorChainMismatchError" }),
      "wrong-chain",
    ],
  ] as const)("%s", (_, error, trouble) => {
    expect(troubleOf(error)).toEqual({ trouble, words: rpcWords(trouble) });
  });

  test("a contract's refusal has its own words, and its own way out where it is about the wallet", () => {
    const early = encodeErrorResult({ abi: bountyVaultAbi, errorName: "BountyVault_RefundTooEarly", args: [5n] });
    expect(troubleOf(reverted(bountyVaultAbi, early))).toEqual({
      trouble: "refused",
      words: contractWords("BountyVault_RefundTooEarly"),
    });
    const token = parseAbi([
      "error ERC20InsufficientAllowance(address, uint256, uint256)",
      "error TransferFromFailed()",
    ]);
    const args = [`0x${"22".repeat(20)}`, 0n, 5n] as const;
    const low = encodeErrorResult({ abi: token, errorName: "ERC20InsufficientAllowance", args });
    expect(troubleOf(reverted(token, low)).trouble).toBe("low-allowance");
    const failed = encodeErrorResult({ abi: token, errorName: "TransferFromFailed" });
    expect(troubleOf(reverted(token, failed)).trouble).toBe("low-balance");
  });

  test("what nobody foresaw is told as it was said, in one line, and that nothing moved", () => {
    const { trouble, words } = troubleOf(new Error("Odd thing\nwith a call behind it"));
    expect(trouble).toBe("unknown");
    expect(words).toContain("Odd thing");
    expect(words).not.toContain("behind it");
    expect(words).toContain("No tokens moved");
    expect(troubleOf(undefined).words).toBe(rpcWords("unknown"));
  });
});

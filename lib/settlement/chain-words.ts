/**
 * What a chain, a node or a wallet says no with, in words for people: what happened, what is safe, what to do. The one
 * table for the server, the browser and the command line. Keys are the contracts' error names, and those of `RPC_WORDS`.
 */
const CONTRACT_WORDS: Readonly<Record<string, string>> = {
  BountyVault_AcceptanceInvalid:
    "The acceptance is not signed by the bounty's owner for this state of the batch. Sign again.",
  BountyVault_AllocationTooLarge: "The bounty holds less than this batch needs. Top it up, then try the batch again.",
  BountyVault_AlreadyPaid: "This was paid already. Nothing is left to claim here.",
  BountyVault_AmountOutOfRange: "The token moved nothing. Choose an amount above zero that your wallet holds.",
  BountyVault_ArbitrationFeeMismatch: "The arbitrator's fee has changed. Reload the page and challenge again.",
  BountyVault_AuthorisationExpired: "The signature for another address is over its deadline. Sign again.",
  BountyVault_AuthorisationInvalid: "The signature names another sender, no receiver, or too high a fee. Sign again.",
  BountyVault_BatchFinal: "The batch is final: it can neither be taken back nor challenged.",
  BountyVault_BatchMismatch: "The batch has changed since this was prepared. Reload and try again.",
  BountyVault_BatchOutOfTurn: "Another batch took this place on the ledger. It is built anew by itself.",
  BountyVault_BountyExpired: "The bounty's deadline and grace are over: what is left belongs to its owner.",
  BountyVault_BountyUnknown: "Nobody has funded this bounty yet.",
  BountyVault_DeadlinePassed: "The deadline is not in the future. Choose a later one.",
  BountyVault_ForeignBounty: "The bounty was funded under another ledger.",
  BountyVault_LedgerUnknown: "There is no such ledger. Check the deployment file.",
  BountyVault_NotClaimableYet: "The challenge window is still open. Claim when it has ended.",
  BountyVault_NotOperator: "Only the ledger's operator may do this. Check which key signs.",
  BountyVault_NothingCredited: "Nothing is credited to this account.",
  BountyVault_NothingToRefund: "The bounty has no money that is not reserved for annotators.",
  BountyVault_Paused:
    "The guardian has stopped new money and new batches for a while. It ends by itself; claims go on.",
  BountyVault_ProofInvalid: "The proof does not fit the batch. Reload and try again.",
  BountyVault_RefundTooEarly: "Refunds open after the deadline and its grace, and a while after a batch was voided.",
  BountyVault_SignatureInvalid: "The payout's account did not sign this. Sign with the wallet that earned it.",
  BountyVault_TokenWithoutCode: "There is no token at this address on this chain.",
  BountyVault_NotTimedOut: "The judges still have time. A dispute that nobody decides ends after 60 days.",
  CommitteeArbitrator_NothingEarned: "Nothing has been earned by judging that was not withdrawn already.",
  CommitteeArbitrator_VoteInvalid: "You are no member, have voted already, or the dispute is over.",
  ERC20InsufficientAllowance: "The vault may not take that much from your wallet yet. Approve the amount first.",
  ERC20InsufficientBalance: "Your wallet holds fewer tokens than this takes. Top it up.",
  ERC2612ExpiredSignature: "The permit you signed is over its time. Start again and sign a fresh one.",
  ERC2612InvalidSigner: "The permit was not signed by this wallet. Start again and sign with the wallet that pays.",
  InsufficientAllowance: "The vault may not take that much from your wallet yet. Approve the amount first.",
  InsufficientBalance: "Your wallet holds fewer tokens than this takes. Top it up.",
  TestToken_FaucetLimit: "The faucet gives less at a time. Ask for a smaller amount.",
  TransferFromFailed:
    "The token did not come: your wallet holds too little, or has not approved the vault. Check both.",
  TransferFailed: "The token refused to pay this account. The payout stays yours; claim it to another address.",
};

const RPC_WORDS = {
  rejected: "You said no in your wallet. Nothing was signed and nothing moved.",
  "no-wallet": "The wallet of this account is not connected here. Connect it and try again; nothing was sent.",
  "wrong-chain": "Your wallet is on another chain. Switch it and try again; nothing was sent.",
  "no-gas":
    "The account has too little of the chain's own coin to pay for gas. Add some, then try again; nothing was sent.",
  "low-balance": "Your wallet holds fewer tokens than this takes. Top it up; nothing was sent.",
  "low-allowance": "The vault may not take that much from your wallet yet. Approve the amount first; nothing moved.",
  "no-answer": "The chain's node does not answer. Nothing was lost; try again in a moment.",
  stuck:
    "The transaction waits longer than usual. It may still go through: speed it up in your wallet, or wait. Do not send a second one.",
  cancelled: "The transaction was cancelled in your wallet. No tokens moved.",
  replaced:
    "Another transaction of your wallet took the place of this one, so this one can never go through. No tokens moved by it.",
  reverted: "The chain took the transaction and reverted it. No tokens moved; the gas is spent.",
  refused: "The contract refused this. No tokens moved.",
  unknown: "The chain or the wallet refused this. No tokens moved.",
} as const;

export type Trouble = keyof typeof RPC_WORDS;

/** Words for a contract's error; its bare name when the table does not know it. */
export const contractWords = (name: string): string => CONTRACT_WORDS[name] ?? `The contract refused: ${name}.`;

export const rpcWords = (trouble: Trouble): string => RPC_WORDS[trouble];

/** How nodes and wallets say it, each in its own words; the first that fits. */
const SAYINGS: readonly (readonly [RegExp, Trouble])[] = [
  [/user (rejected|denied)|rejected the request|code.{0,3}4001/i, "rejected"],
  [/chain (mismatch|id)|does not match the target chain|wrong network|unsupported chain|4902/i, "wrong-chain"],
  [/insufficient funds|exceeds the balance|gas required exceeds allowance|too little ether/i, "no-gas"],
  [
    /timed? ?out while waiting|WaitForTransactionReceiptTimeout|replacement (transaction|fee).{0,12}(underpriced|too low)/i,
    "stuck",
  ],
  [
    /fetch failed|http request failed|failed to fetch|ECONNREFUSED|socket hang up|took too long|timed? ?out/i,
    "no-answer",
  ],
];

/** What kind of trouble these words tell of. */
export function troubleIn(words: string): Trouble {
  return SAYINGS.find(([saying]) => saying.test(words))?.[1] ?? "unknown";
}

/** Errors of wallet and node libraries that say by their name what is wrong. */
const NAMED: Readonly<Record<string, Trouble>> = {
  UserRejectedRequestError: "rejected",
  ChainMismatchError: "wrong-chain",
  ConnectorChainMismatchError: "wrong-chain",
  SwitchChainError: "wrong-chain",
  ConnectorNotConnectedError: "no-wallet",
  ConnectorAccountNotFoundError: "no-wallet",
  InsufficientFundsError: "no-gas",
  WaitForTransactionReceiptTimeoutError: "stuck",
};

/** A contract's errors that are a trouble of the wallet's own, with a way out of its own. */
const OF_THE_WALLET: Readonly<Record<string, Trouble>> = {
  ERC20InsufficientBalance: "low-balance",
  InsufficientBalance: "low-balance",
  TransferFromFailed: "low-balance",
  ERC20InsufficientAllowance: "low-allowance",
  InsufficientAllowance: "low-allowance",
};

type Thrown = {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly data?: { readonly errorName?: unknown } | unknown;
};

/**
 * What went wrong with a call to a wallet, a node or a contract, and the words for it, from whatever was thrown. Looks
 * through the causes: libraries wrap what a wallet says three and four times.
 */
export function troubleOf(error: unknown): { readonly trouble: Trouble; readonly words: string } {
  const causes = causesOf(error);
  const named = (trouble: Trouble) => ({ trouble, words: rpcWords(trouble) });
  for (const { name, code } of causes) {
    if (code === 4001) return named("rejected");
    const known = NAMED[String(name)];
    if (known) return named(known);
  }
  const refusal = causes.map(refusalOf).find((told) => told !== undefined);
  if (refusal !== undefined) {
    return { trouble: OF_THE_WALLET[refusal] ?? "refused", words: contractWords(refusal) };
  }
  const trouble = troubleIn(causes.map(({ message }) => String(message ?? "")).join("\n"));
  if (trouble !== "unknown") return named(trouble);
  const [first] = causes;
  const said = shortOf(first);
  return { trouble, words: said ? `${rpcWords("unknown")} It said: ${said}` : rpcWords("unknown") };
}

function causesOf(error: unknown): readonly Thrown[] {
  const found: Thrown[] = [];
  for (let at: unknown = error; typeof at === "object" && at !== null && found.length < 12; at = (at as Thrown).cause) {
    found.push(at as Thrown);
  }
  return found;
}

/** The name of the contract's error, where a library has read it. */
function refusalOf({ data }: Thrown): string | undefined {
  const name = typeof data === "object" && data !== null && "errorName" in data ? data.errorName : undefined;
  return typeof name === "string" ? name : undefined;
}

/** The first line of what was said: libraries add the whole call behind it. */
function shortOf(error: Thrown | undefined): string {
  if (!error) return "";
  const short = (error as { shortMessage?: unknown }).shortMessage ?? error.message;
  return typeof short === "string" ? (short.split("\n")[0]?.slice(0, 200) ?? "") : "";
}

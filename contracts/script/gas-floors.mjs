#!/usr/bin/env node
// What the protocol charges for each transaction of the gas table, whatever the code: the transaction itself, its
// calldata, the storage words it must read and write, calls, logs and hashes. No opcode that computes is in it, so no
// contract with this storage, these events and an ERC-20 of plain balances can cost less.
//   node contracts/script/gas-floors.mjs    prints every floor with its parts
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encodeFunctionData, hexToBytes, keccak256, numberToHex, toHex } from "viem";

/** Gas, with the rule that sets it. */
const PRICE = {
  transaction: 21_000, // Yellow Paper, G_transaction
  zeroByte: 4, // EIP-2028 leaves it
  byte: 16, // EIP-2028
  coldRead: 2_100, // EIP-2929, COLD_SLOAD_COST
  warmRead: 100, // EIP-2929, WARM_STORAGE_READ_COST
  firstWrite: 2_900, // EIP-2929: 5,000 of EIP-2200 less COLD_SLOAD_COST, a word that was not zero
  newWord: 20_000, // EIP-2200, SSTORE_SET_GAS, a word that was zero
  secondWrite: 100, // EIP-2200 as EIP-2929 prices it: the word was written in this transaction before
  coldAccount: 2_600, // EIP-2929, COLD_ACCOUNT_ACCESS_COST
  warmAccount: 100, // EIP-2929
  transient: 100, // EIP-1153
  log: 375, // Yellow Paper, G_log; a topic costs the same
  logByte: 8, // Yellow Paper, G_logdata
  hash: 30, // Yellow Paper, G_keccak256
  hashWord: 6, // Yellow Paper, G_keccak256word
};

const change = PRICE.coldRead + PRICE.firstWrite;
const create = PRICE.coldRead + PRICE.newWord;
const log = (/** @type {number} */ topics, /** @type {number} */ words) =>
  PRICE.log * (1 + topics) + PRICE.logByte * 32 * words;
const hashOf = (/** @type {number} */ words) => PRICE.hash + PRICE.hashWord * words;
const transferLog = log(3, 1);

/** keccak256 of chain, vault, ledger, batch; of root, total, token, moment, meta; of word and batch. */
const BATCH_HASHES = hashOf(4) + hashOf(5) + hashOf(2);
const LEAF_HASH = hashOf(5);
const NODE_HASH = hashOf(4);

/**
 * @typedef {Record<string, number>} Parts gas by what it is for
 * @typedef {{ metric: string, parts: Parts, floor: number }} Floor
 */

/** @returns {{ [metric: string]: Floor }} by the names of gas-targets.mjs */
export function gasFloors() {
  const settleOne = settle(1);
  const settleFive = settle(5);
  const fresh = claim(create);
  const returning = claim(change);
  const rows = {
    "fund, new bounty": fund(),
    "fund + settle": { fund: sum(fund()), settle: sum(settleOne) },
    "settle, 1 bounty, any number of payouts": settleOne,
    "each extra bounty of a batch": { all: (sum(settleFive) - sum(settleOne)) / 4 },
    "claim, fresh annotator": fresh,
    "claim, returning annotator": returning,
    "5 bounties, one batch, returning annotator": returning,
    "5 batches, returning annotator": claimMany(5),
    "push, returning annotator": perLeaf(sweep(256, 256, 2, change), 256),
    "push, fresh annotator": perLeaf(sweep(256, 256, 2, create), 256),
    "5 bounties x 100 returning annotators, a payment": perLeaf(
      { settle: sum(settleFive), sweep: sum(sweep(128, 100, 0, change)) },
      500,
    ),
  };
  return Object.fromEntries(
    Object.entries(rows).map(([metric, parts]) => [metric, { metric, parts, floor: Math.ceil(sum(parts)) }]),
  );
}

/** @returns {Parts} */
function fund() {
  return {
    transaction: PRICE.transaction,
    calldata: calldata("fund", [1n, 100_000_000n, 1_702_592_000, word("manifest")]),
    "the ledger's token": PRICE.coldRead,
    "the bounty's word, new": create,
    "the lock": 3 * PRICE.transient,
    "balanceOf, transferFrom, balanceOf": PRICE.coldAccount + 2 * PRICE.warmAccount,
    "the vault's balance, twice read and changed": change + PRICE.warmRead,
    "the owner's balance, changed": change,
    "the allowance": PRICE.coldRead,
    "Transfer and BountyFunded": transferLog + log(4, 3),
    hashes: hashOf(3) + 5 * hashOf(2),
  };
}

/** @returns {Parts} */
function settle(/** @type {number} */ bounties) {
  const allocations = Array.from({ length: bounties }, (_, i) => ({
    bountyId: word(`bounty ${i}`),
    amount: 50_000_000n,
  }));
  return {
    transaction: PRICE.transaction,
    calldata: calldata("settle", [1n, 2n, word("root"), 49_000_000n * BigInt(bounties), word("evidence"), allocations]),
    "the ledger's head, counted": change,
    "the ledger's token": PRICE.coldRead,
    "each bounty's word, lowered": bounties * change,
    "the commitment, new": create,
    Settled: log(3, 7 + 2 * bounties),
    hashes: hashOf(2 + 2 * bounties) + hashOf(3) + hashOf(4) + hashOf(5) + (2 + bounties) * hashOf(2),
  };
}

/** @returns {Parts} one leaf of 1000; the word of paid bits has another one already */
function claim(/** @type {number} */ balance) {
  return {
    transaction: PRICE.transaction,
    calldata: calldata("claim", [header(1n), { index: 2n, account: account(2), amount: 1_000_000n }, proof(10)]),
    "the lock": PRICE.transient,
    "the commitment": PRICE.coldRead,
    "the paid bit": change,
    "the token": PRICE.coldAccount,
    "the vault's balance": change,
    "the annotator's balance": balance,
    "Transfer and Claimed": transferLog + log(2, 1),
    hashes: BATCH_HASHES + LEAF_HASH + 10 * NODE_HASH + 3 * hashOf(2),
  };
}

/** @returns {Parts} */
function claimMany(/** @type {number} */ batches) {
  const claims = Array.from({ length: batches }, (_, i) => ({
    header: header(BigInt(i + 1)),
    index: 1n,
    amount: 1_000_000n,
    proof: proof(10),
  }));
  return {
    transaction: PRICE.transaction,
    calldata: calldata("claimMany", [claims, account(1)]),
    "the lock": PRICE.transient,
    "the commitments": batches * PRICE.coldRead,
    "the paid bits": batches * change,
    "the token": PRICE.coldAccount,
    "both balances": 2 * change,
    "Transfer and Claimed": transferLog + batches * log(2, 1),
    hashes: batches * (BATCH_HASHES + LEAF_HASH + 10 * NODE_HASH + hashOf(2)) + 2 * hashOf(2),
  };
}

/** @returns {Parts} `leaves` packed leaves, of which `paid` have an amount, under `levels` more levels */
function sweep(
  /** @type {number} */ leaves,
  /** @type {number} */ paid,
  /** @type {number} */ levels,
  /** @type {number} */ balance,
) {
  const packed = Array.from({ length: leaves }, (_, i) =>
    i < paid ? account(i).slice(2) + numberToHex(1_000_000n, { size: 16 }).slice(2) : "0".repeat(72),
  );
  return {
    transaction: PRICE.transaction,
    calldata: calldata("sweep", [header(1n), 0n, `0x${packed.join("")}`, proof(levels)]),
    "the lock": 3 * PRICE.transient,
    "the commitment": PRICE.coldRead,
    "the paid word, new": create,
    "the token": PRICE.coldAccount + (paid - 1) * PRICE.warmAccount,
    "the vault's balance": change + (paid - 1) * (PRICE.warmRead + PRICE.secondWrite),
    "the annotators' balances": paid * balance,
    "Transfer and Swept": paid * transferLog + log(2, 3),
    hashes: BATCH_HASHES + leaves * LEAF_HASH + (leaves - 1 + levels) * NODE_HASH + 2 * paid * hashOf(2),
  };
}

const { abi } = JSON.parse(readFileSync(new URL("../artifacts/BountyVault.json", import.meta.url), "utf8"));

/** Gas of the bytes of a call. Hashes and addresses stand for themselves: nearly all their bytes are not zero. */
function calldata(/** @type {string} */ functionName, /** @type {readonly unknown[]} */ args) {
  const bytes = hexToBytes(encodeFunctionData({ abi, functionName, args }));
  return bytes.reduce((gas, byte) => gas + (byte === 0 ? PRICE.zeroByte : PRICE.byte), 0);
}

function header(/** @type {bigint} */ batchId) {
  return { ledgerId: 1n, batchId, token: account(1000), claimableAt: 1_700_086_400, meta: word("meta") };
}

/** @returns {`0x${string}`} a hash and a sum of six decimals' money for each level */
function proof(/** @type {number} */ levels) {
  const elements = Array.from(
    { length: levels },
    (_, i) => word(`node ${i}`) + numberToHex(1_000_000n << BigInt(i), { size: 16 }).slice(2),
  );
  return `0x${elements.map((element) => element.slice(2)).join("")}`;
}

function word(/** @type {string} */ name) {
  return keccak256(toHex(name));
}

/** @returns {`0x${string}`} */
function account(/** @type {number} */ i) {
  return `0x${word(`account ${i}`).slice(26)}`;
}

/** @returns {Parts} */
function perLeaf(/** @type {Parts} */ parts, /** @type {number} */ leaves) {
  return Object.fromEntries(Object.entries(parts).map(([name, gas]) => [name, gas / leaves]));
}

function sum(/** @type {Parts} */ parts) {
  return Object.values(parts).reduce((total, gas) => total + gas, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { metric, parts, floor } of Object.values(gasFloors())) {
    console.log(`\n${metric}: ${floor}`);
    for (const [name, gas] of Object.entries(parts))
      console.log(`${gas.toFixed(gas % 1 === 0 ? 0 : 1).padStart(10)}  ${name}`);
  }
}

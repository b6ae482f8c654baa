import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchKey, buildTree, type Hex, type Leaf, type Payout, rootOf, verifyProof } from "@/lib/settlement/sum-tree";
import { GOLDEN_KEY, goldenPayouts, goldenTrees } from "./golden-trees";

const GOLDEN = new URL("../golden/sum-tree.json", import.meta.url);

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((raw): Hex => `0x${Buffer.from(raw).toString("hex")}`);
const amount = fc.bigInt({ min: 0n, max: 2n ** 100n });
const payouts = fc.array(fc.record({ account: hex(20), amount }), { minLength: 1, maxLength: 70 });

/** A tree and one of its leaves. */
const planted = fc.tuple(payouts, fc.nat()).map(([list, at]) => {
  const index = at % list.length;
  return { tree: buildTree(GOLDEN_KEY, list), leaf: leafAt(list, index) };
});

describe("a payout tree", () => {
  test("every proof verifies, and the sums add up", () => {
    fc.assert(
      fc.property(payouts, (list) => {
        const tree = buildTree(GOLDEN_KEY, list);
        expect(tree.total).toBe(list.reduce((sum, payout) => sum + payout.amount, 0n));
        expect(tree.size).toBe(2 ** tree.depth);
        list.forEach((_, index) => {
          expect(verifyProof(GOLDEN_KEY, leafAt(list, index), tree.proof(index), tree)).toBe(true);
        });
      }),
      { numRuns: 30 },
    );
  });

  test("a changed account, amount or index is refused", () => {
    fc.assert(
      fc.property(planted, hex(20), amount, fc.nat(80), ({ tree, leaf }, account, otherAmount, index) => {
        const proof = tree.proof(leaf.index);
        const changes: Leaf[] = [
          { ...leaf, account },
          { ...leaf, amount: otherAmount },
          { ...leaf, index },
        ];
        for (const changed of changes) {
          const same =
            changed.account === leaf.account && changed.amount === leaf.amount && changed.index === leaf.index;
          expect(verifyProof(GOLDEN_KEY, changed, proof, tree)).toBe(same);
        }
      }),
    );
  });

  test("one flipped bit anywhere in the proof is refused: hashes and sums alike", () => {
    fc.assert(
      fc.property(
        planted.filter(({ tree }) => tree.depth > 0),
        fc.nat(),
        ({ tree, leaf }, at) => {
          const bytes = Buffer.from(tree.proof(leaf.index).slice(2), "hex");
          const bit = at % (bytes.length * 8);
          bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          expect(verifyProof(GOLDEN_KEY, leaf, `0x${bytes.toString("hex")}`, tree)).toBe(false);
        },
      ),
    );
  });

  test("an index beyond the tree is refused although its low bits name the leaf", () => {
    fc.assert(
      fc.property(planted, fc.integer({ min: 1, max: 1000 }), ({ tree, leaf }, times) => {
        const beyond = { ...leaf, index: leaf.index + times * tree.size };
        expect(rootOf(GOLDEN_KEY, beyond, tree.proof(leaf.index))).toBeNull();
      }),
    );
  });

  test("a ragged, shortened or lengthened proof is refused", () => {
    const list = goldenPayouts(1, 5);
    const tree = buildTree(GOLDEN_KEY, list);
    const leaf = leafAt(list, 4);
    const proof = tree.proof(4);
    const cut = (chars: number): Hex => `0x${proof.slice(2, proof.length - chars)}`;
    expect(rootOf(GOLDEN_KEY, leaf, cut(2))).toBeNull();
    expect(rootOf(GOLDEN_KEY, leaf, cut(96))).toBeNull(); // index 4 needs three levels
    expect(verifyProof(GOLDEN_KEY, leaf, `${proof}${"00".repeat(48)}`, tree)).toBe(false);
  });

  test("a leaf proven for one batch fits no other chain, vault, ledger or batch", () => {
    const vault = "0x00000000000000000000000000000000000000aa";
    const names: Parameters<typeof batchKey>[] = [
      [1, vault, 1n, 1n],
      [2, vault, 1n, 1n],
      [1, "0x00000000000000000000000000000000000000ab", 1n, 1n],
      [1, vault, 2n, 1n],
      [1, vault, 1n, 2n],
    ];
    const keys = names.map((name) => batchKey(...name));
    expect(new Set(keys).size).toBe(keys.length);
    const list = goldenPayouts(3, 4);
    const [own, ...others] = keys.map((key) => ({ key, tree: buildTree(key, list) }));
    if (own === undefined) throw new Error("no keys");
    for (const other of others) {
      expect(verifyProof(other.key, leafAt(list, 0), own.tree.proof(0), own.tree)).toBe(false);
    }
  });

  test("range proofs and packed leaves lead to the same root", () => {
    const list = goldenPayouts(9, 13);
    const tree = buildTree(GOLDEN_KEY, list);
    expect(tree.rangeProof(0, 16)).toBe("0x");
    expect(tree.rangeProof(8, 4)).toBe(`0x${tree.proof(8).slice(2 + 2 * 96)}`);
    expect(tree.packed(12, 4)).toHaveLength(2 + 4 * 72);
    expect(tree.packed(12, 4).slice(74)).toBe("0".repeat(3 * 72)); // three padding leaves
    for (const [first, count] of [
      [0, 3],
      [2, 4],
      [16, 1],
      [0, 32],
    ] as const) {
      expect(() => tree.rangeProof(first, count)).toThrow("no subtree");
    }
  });

  test("impossible payouts are refused", () => {
    const account: Hex = "0x00000000000000000000000000000000000000aa";
    expect(() => buildTree(GOLDEN_KEY, [])).toThrow("at least one leaf");
    expect(() => buildTree(GOLDEN_KEY, [{ account, amount: -1n }])).toThrow("uint128");
    expect(() => buildTree(GOLDEN_KEY, [{ account, amount: 2n ** 128n }])).toThrow("uint128");
    const most = { account, amount: 2n ** 128n - 1n };
    expect(() => buildTree(GOLDEN_KEY, [most, most])).toThrow("uint128");
  });

  test("the golden trees, which Solidity checks too, are unchanged", () => {
    const fresh = `${JSON.stringify(goldenTrees(), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, fresh);
    expect(readFileSync(GOLDEN, "utf8")).toBe(fresh);
  }, 60_000);
});

function leafAt(list: readonly Payout[], index: number): Leaf {
  const payout = list[index];
  if (payout === undefined) throw new Error(`no payout ${index}`);
  return { ...payout, index };
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

/// @notice Whatever tree a dishonest operator commits to, one batch never pays more than its committed total.
contract LyingTreeTest is VaultTest {
    using Tree for Tree.Built;

    uint256 private constant LEAVES = 8;
    bytes32 private constant VICTIM = keccak256("somebody else's money in the same vault");

    function setUp() public override {
        super.setUp();
        ledgerId = _ledger(address(token), 0);
        _fund(500_000e6, VICTIM);
    }

    /// @param lies Two bits a node: 3 makes the node lie about its own sum to its parent.
    function testFuzz_NeverPaysMoreThanTheTotal(
        uint96[8] calldata amounts,
        uint256 lies,
        uint128[16] calldata saidSums,
        uint64 declared
    ) external {
        Tree.Payout[] memory payouts = new Tree.Payout[](LEAVES);
        for (uint256 i; i < LEAVES; ++i) {
            payouts[i] = Tree.Payout(_worker(i), amounts[i] % 1000e6);
        }
        Tree.Built memory tree = _lyingTree(payouts, lies, saidSums);
        bool mayDeclareTheSum = tree.total() > 0 && tree.total() <= 400_000e6;
        uint128 total =
            mayDeclareTheSum && declared % 2 == 0 ? uint128(tree.total()) : uint128(bound(declared, 1, 10_000e6));
        IBountyTypes.BatchHeader memory header = _commit(tree.root(), total);

        uint256 held = token.balanceOf(address(vault));
        _claimAll(header, payouts, tree);
        _sweepAll(header, payouts, tree);
        assertLe(held - token.balanceOf(address(vault)), total, "paid");
    }

    function test_PaysTheProvableHalfOfAHalfLie() external {
        Tree.Payout[] memory payouts = _even(LEAVES, 100);
        uint128[16] memory saidSums;
        Tree.Built memory tree = _lyingTree(payouts, 3 << (2 * 2), saidSums); // node 2, the left half, says 0
        assertEq(tree.total(), 400, "the root believes it");
        IBountyTypes.BatchHeader memory header = _commit(tree.root(), 400);
        assertEq(_claimAll(header, payouts, tree), 4, "only the honest half can be proven");
    }

    /// @dev A malformed proof must not count as a proof of the zero root, which an operator can commit to.
    function test_TheZeroRootPaysNobody() external {
        IBountyTypes.BatchHeader memory header = _commit(0, 1000);
        IBountyTypes.Leaf memory leaf = IBountyTypes.Leaf(0, STRANGER, 1000);
        bytes[4] memory proofs = [bytes(""), hex"00", new bytes(47), new bytes(48)];
        for (uint256 i; i < proofs.length; ++i) {
            for (leaf.index = 0; leaf.index < 3; ++leaf.index) {
                try vault.claim(header, leaf, proofs[i]) { } catch { }
                try vault.sweep(header, leaf.index, abi.encodePacked(STRANGER, uint128(1000)), proofs[i]) { } catch { }
            }
        }
        assertEq(token.balanceOf(STRANGER), 0, "nothing");
    }

    function _lyingTree(Tree.Payout[] memory payouts, uint256 lies, uint128[16] memory saidSums)
        private
        view
        returns (Tree.Built memory tree)
    {
        tree = Tree.build(vault.batchKeyOf(ledgerId, 1), payouts);
        for (uint256 n = 2 * LEAVES - 1; n > 0; --n) {
            if (n < LEAVES) tree.fold(n, tree.sums[2 * n], tree.sums[2 * n + 1]);
            if (n > 1 && (lies >> (2 * n)) & 3 == 3) tree.sums[n] = saidSums[n];
        }
    }

    /// @dev Posts a final batch with exactly this root and total.
    function _commit(bytes32 root, uint128 total) private returns (IBountyTypes.BatchHeader memory) {
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](1);
        allocations[0] = IBountyTypes.Allocation(_fund(total, "attacker"), total);
        vm.prank(OPERATOR);
        vault.settle(ledgerId, 1, root, total, EVIDENCE, allocations);
        vm.warp(block.timestamp + WINDOW);
        bytes32 meta = keccak256(abi.encode(EVIDENCE, keccak256(abi.encode(allocations)), uint256(0)));
        return IBountyTypes.BatchHeader(uint64(ledgerId), 1, address(token), uint40(block.timestamp), meta);
    }

    function _claimAll(IBountyTypes.BatchHeader memory header, Tree.Payout[] memory payouts, Tree.Built memory tree)
        private
        returns (uint256 paid)
    {
        for (uint256 i; i < LEAVES; ++i) {
            IBountyTypes.Leaf memory leaf = IBountyTypes.Leaf(uint128(i), payouts[i].account, payouts[i].amount);
            try vault.claim(header, leaf, tree.proof(i)) {
                ++paid;
            } catch { }
        }
    }

    function _sweepAll(IBountyTypes.BatchHeader memory header, Tree.Payout[] memory payouts, Tree.Built memory tree)
        private
    {
        for (uint256 count = 1; count <= LEAVES; count *= 2) {
            for (uint256 first; first < LEAVES; first += count) {
                bytes memory packed = Tree.pack(payouts, first, count);
                try vault.sweep(header, first, packed, tree.rangeProof(first, count)) { } catch { }
            }
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SumTree } from "../../src/libraries/SumTree.sol";

/// @notice Builds sum trees the slow and plain way, with abi.encode: the vault's assembly is tested against it.
library Tree {
    struct Payout {
        address account;
        uint128 amount;
    }

    /// @dev Nodes in heap order: 1 is the root, the children of n are 2n and 2n + 1, leaf i is `size` + i.
    struct Built {
        uint256 size;
        bytes32[] hashes;
        uint256[] sums;
    }

    function build(bytes32 batchKey, Payout[] memory payouts) internal pure returns (Built memory tree) {
        tree.size = 1;
        while (tree.size < payouts.length) tree.size *= 2;
        tree.hashes = new bytes32[](2 * tree.size);
        tree.sums = new uint256[](2 * tree.size);
        for (uint256 i; i < tree.size; ++i) {
            Payout memory payout = i < payouts.length ? payouts[i] : Payout(address(0), 0);
            tree.hashes[tree.size + i] =
                keccak256(abi.encode(SumTree.LEAF_TYPEHASH, batchKey, i, payout.account, payout.amount));
            tree.sums[tree.size + i] = payout.amount;
        }
        for (uint256 n = tree.size - 1; n > 0; --n) {
            fold(tree, n, tree.sums[2 * n], tree.sums[2 * n + 1]);
        }
    }

    /// @dev Sets node n from its children, with sums that need not be true.
    function fold(Built memory tree, uint256 n, uint256 leftSum, uint256 rightSum) internal pure {
        tree.hashes[n] = keccak256(abi.encode(tree.hashes[2 * n], leftSum, tree.hashes[2 * n + 1], rightSum));
        unchecked {
            tree.sums[n] = leftSum + rightSum;
        }
    }

    function root(Built memory tree) internal pure returns (bytes32) {
        return tree.hashes[1];
    }

    function total(Built memory tree) internal pure returns (uint256) {
        return tree.sums[1];
    }

    function proof(Built memory tree, uint256 index) internal pure returns (bytes memory) {
        return rangeProof(tree, index, 1);
    }

    /// @dev Proof of the subtree of `count` leaves that begins at `first`.
    function rangeProof(Built memory tree, uint256 first, uint256 count) internal pure returns (bytes memory elements) {
        for (uint256 n = (tree.size + first) / count; n > 1; n /= 2) {
            elements = abi.encodePacked(elements, tree.hashes[n ^ 1], uint128(tree.sums[n ^ 1]));
        }
    }

    function pack(Payout[] memory payouts, uint256 first, uint256 count) internal pure returns (bytes memory packed) {
        for (uint256 i = first; i < first + count; ++i) {
            Payout memory payout = i < payouts.length ? payouts[i] : Payout(address(0), 0);
            packed = abi.encodePacked(packed, payout.account, payout.amount);
        }
    }
}

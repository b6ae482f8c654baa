// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EfficientHashLib } from "solady/utils/EfficientHashLib.sol";

import { Errors } from "./Errors.sol";

/// @dev Bytes of one packed leaf: 20 of account, 16 of amount.
uint256 constant PACKED_LEAF = 36;

/// @title SumTree
/// @notice Merkle sum trees: every node carries the sum of what lies below it, and hashes its children together with
/// their sums. Whoever proves a leaf recomputes the total on the way up, so the leaves that can be proven against one
/// (root, total) never add up to more than the total, whatever tree was committed to.
///
/// leaf  = keccak256(LEAF_TYPEHASH, batchKey, index, account, amount)                160 bytes, its sum is the amount
/// node  = keccak256(left, leftSum, right, rightSum)                                 128 bytes, so never a leaf
/// proof = one 48-byte element a level, from the leaf up: sibling hash, then its sum as uint128
///
/// Bit k of the index says on which side level k's node stands. A list whose length is no power of two is filled up
/// with leaves of account 0 and amount 0. lib/settlement/sum-tree.ts builds these trees; tests/golden/sum-tree.json
/// keeps the two in step.
library SumTree {
    bytes32 internal constant LEAF_TYPEHASH =
        keccak256("Leaf(bytes32 batchKey,uint256 index,address account,uint128 amount)");

    /// @dev Most leaves in one range: they share one word of a paid map.
    uint256 internal constant MAX_RANGE = 256;

    /// @dev Most levels above the leaves, as in sum-tree.ts.
    uint256 internal constant MAX_DEPTH = 32;

    /// @dev Bytes of one proof element: 32 of hash, 16 of sum.
    uint256 internal constant PROOF_ELEMENT = 48;

    /// @notice Root and total that the leaf at `index` leads to.
    function rootOfLeaf(bytes32 batchKey, uint256 index, address account, uint256 amount, bytes calldata proof)
        internal
        pure
        returns (bytes32 root, uint256 total)
    {
        return _climb(leafHash(batchKey, index, account, amount), amount, index, proof);
    }

    /// @notice Number of leaves in a packed range that begins at `first`. Refuses a range that is no whole subtree: the
    /// number must be a power of two, at most 256, and divide `first`.
    function rangeSize(uint256 first, uint256 packedLength) internal pure returns (uint256 count) {
        count = packedLength / PACKED_LEAF;
        bool whole = count * PACKED_LEAF == packedLength && count != 0 && count <= MAX_RANGE;
        if (!whole || count & (count - 1) != 0 || first % count != 0) {
            revert Errors.SumTree_RangeInvalid(first, packedLength);
        }
    }

    /// @notice Root and total that `count` leaves beginning at `first` lead to. Check them with `rangeSize` before.
    function rootOfRange(bytes32 batchKey, uint256 first, uint256 count, bytes calldata packed, bytes calldata proof)
        internal
        pure
        returns (bytes32 root, uint256 total)
    {
        uint256 nodes = _leaves(batchKey, first, count, packed);
        for (uint256 width = count >> 1; width != 0; width >>= 1) {
            _foldLevel(nodes, width);
        }
        (root, total) = _load(nodes);
        return _climb(root, total, first / count, proof);
    }

    function leafHash(bytes32 batchKey, uint256 index, address account, uint256 amount)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(
            LEAF_TYPEHASH, batchKey, bytes32(index), bytes32(uint256(uint160(account))), bytes32(amount)
        );
    }

    // -------------------------------------------------------------------------------------------------- walking up

    /// @dev Sums cannot wrap: each step adds less than 2^128 and costs calldata. The two children lie in the first 128
    /// bytes of memory, at fixed places, which saves an addition at every store; what Solidity keeps in the second half
    /// (the free memory pointer and the zero slot) is put back.
    function _climb(bytes32 hash, uint256 sum, uint256 index, bytes calldata proof)
        private
        pure
        returns (bytes32, uint256)
    {
        uint256 depth = proof.length / PROOF_ELEMENT;
        if (depth * PROOF_ELEMENT != proof.length || depth > MAX_DEPTH || index >> depth != 0) {
            revert Errors.SumTree_ProofMalformed();
        }
        assembly ("memory-safe") {
            let freeMemory := mload(0x40)
            let end := add(proof.offset, proof.length)
            let side := shl(6, index) // its bit 6 says where this node lies: byte 0 for a left child, 64 for a right one
            for { let place := proof.offset } lt(place, end) { place := add(place, PROOF_ELEMENT) } {
                let own := and(side, 64)
                let other := xor(own, 64)
                let otherSum := shr(128, calldataload(add(place, 32)))
                mstore(own, hash)
                mstore(or(own, 32), sum)
                mstore(other, calldataload(place))
                mstore(or(other, 32), otherSum)
                hash := keccak256(0, 128)
                sum := add(sum, otherSum)
                side := shr(1, side)
            }
            mstore(0x40, freeMemory)
            mstore(0x60, 0)
        }
        return (hash, sum);
    }

    // ---------------------------------------------------------------------------------------- folding a whole range

    /// @dev Hashes `count` leaves into fresh memory: `count` nodes of 64 bytes (hash, sum).
    function _leaves(bytes32 batchKey, uint256 first, uint256 count, bytes calldata packed)
        private
        pure
        returns (uint256 nodes)
    {
        bytes32 typehash = LEAF_TYPEHASH;
        assembly ("memory-safe") {
            let scratch := mload(0x40)
            nodes := add(scratch, 160)
            mstore(scratch, typehash)
            mstore(add(scratch, 32), batchKey)
            let at := packed.offset
            let node := nodes
            for { let i := 0 } lt(i, count) { i := add(i, 1) } {
                let amount := shr(128, calldataload(add(at, 20)))
                mstore(add(scratch, 64), add(first, i))
                mstore(add(scratch, 96), shr(96, calldataload(at)))
                mstore(add(scratch, 128), amount)
                mstore(node, keccak256(scratch, 160))
                mstore(add(node, 32), amount)
                at := add(at, PACKED_LEAF)
                node := add(node, 64)
            }
            mstore(0x40, node)
        }
    }

    /// @dev Replaces 2 * `width` nodes by their `width` parents, in place.
    function _foldLevel(uint256 nodes, uint256 width) private pure {
        assembly ("memory-safe") {
            let end := add(nodes, shl(7, width))
            let parent := nodes
            for { let child := nodes } lt(child, end) { child := add(child, 128) } {
                let sum := add(mload(add(child, 32)), mload(add(child, 96)))
                mstore(parent, keccak256(child, 128))
                mstore(add(parent, 32), sum)
                parent := add(parent, 64)
            }
        }
    }

    function _load(uint256 node) private pure returns (bytes32 hash, uint256 sum) {
        assembly ("memory-safe") {
            hash := mload(node)
            sum := mload(add(node, 32))
        }
    }
}

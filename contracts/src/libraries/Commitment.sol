// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EfficientHashLib } from "solady/utils/EfficientHashLib.sol";

import { IBountyTypes } from "../interfaces/IBountyTypes.sol";

/// @title Commitment
/// @notice How a batch is named and committed to. Each hash is keccak256(abi.encode(...)) of its arguments, in order.
library Commitment {
    bytes32 internal constant CLAIM_TO_TYPEHASH = keccak256(
        "ClaimTo(bytes32 batchKey,uint256 index,address to,address relayer,uint128 relayerFee,uint256 deadline)"
    );

    bytes32 internal constant ACCEPT_TYPEHASH = keccak256("Accept(bytes32 batchKey,bytes32 commit)");

    bytes32 private constant FROZEN = keccak256("FROZEN");
    bytes32 private constant CONDEMNED = keccak256("CONDEMNED");

    /// @notice The name of a batch: no leaf or proof fits two batches on any chain, in any vault.
    function keyOf(uint256 ledgerId, uint256 batchId) internal view returns (bytes32) {
        return EfficientHashLib.hash(block.chainid, uint256(uint160(address(this))), ledgerId, batchId);
    }

    /// @notice `keyOf` the batch that a header names.
    function keyOf(IBountyTypes.BatchHeader calldata header) internal view returns (bytes32 key) {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, chainid())
            mstore(add(words, 32), address())
            calldatacopy(add(words, 64), header, 64) // ledgerId, batchId
            key := keccak256(words, 128)
        }
    }

    /// @notice `hashOf` what a header says of its batch. The header's words are taken as they come: a word with bits
    /// that do not belong there leads to another hash.
    function hashOf(bytes32 root, uint256 total, IBountyTypes.BatchHeader calldata header)
        internal
        pure
        returns (bytes32 commit)
    {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, root)
            mstore(add(words, 32), total)
            calldatacopy(add(words, 64), add(header, 64), 96) // token, claimableAt, meta
            commit := keccak256(words, 160)
        }
    }

    /// @notice What a batch is bound to: all that a claimant proves or supplies.
    function hashOf(bytes32 root, uint256 total, address token, uint256 claimableAt, bytes32 meta)
        internal
        pure
        returns (bytes32)
    {
        return EfficientHashLib.hash(root, bytes32(total), bytes32(uint256(uint160(token))), bytes32(claimableAt), meta);
    }

    /// @notice The part of a batch that claimants need not look into.
    function metaOf(bytes32 evidenceHash, bytes32 allocationsHash, uint256 fee) internal pure returns (bytes32) {
        return EfficientHashLib.hash(evidenceHash, allocationsHash, bytes32(fee));
    }

    /// @notice What stands in place of a commitment while its batch is challenged: no proof can lead to it.
    function frozen(bytes32 commit) internal pure returns (bytes32) {
        return EfficientHashLib.hash(commit, FROZEN);
    }

    /// @notice What stands in place of the commitment of a batch that did not stand, until its money is back.
    function condemned(bytes32 commit) internal pure returns (bytes32) {
        return EfficientHashLib.hash(commit, CONDEMNED);
    }

    /// @notice The EIP-712 struct hash of an owner's consent to a batch.
    function acceptHash(bytes32 batchKey, bytes32 commit) internal pure returns (bytes32) {
        return EfficientHashLib.hash(ACCEPT_TYPEHASH, batchKey, commit);
    }

    /// @notice The EIP-712 struct hash of an annotator's permission to pay another address.
    function claimToHash(bytes32 batchKey, uint256 index, IBountyTypes.ClaimTo calldata to)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(CLAIM_TO_TYPEHASH, batchKey, index, to.to, to.relayer, to.relayerFee, to.deadline));
    }
}

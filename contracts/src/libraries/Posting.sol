// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../interfaces/IBountyTypes.sol";

/// @title Posting
/// @notice Reads, hashes and logs the allocations of a batch without decoding them one by one: posting a batch costs
/// its operator per bounty, and this is half of what it costs besides storage.
library Posting {
    bytes32 private constant SETTLED =
        keccak256("Settled(uint256,uint256,bytes32,uint256,uint256,bytes32,uint256,(bytes32,uint256)[])");

    /// @dev Bytes of one allocation: its id and its amount, a word each.
    uint256 private constant ALLOCATION = 64;

    /// @notice Allocation `i`.
    function read(IBountyTypes.Allocation[] calldata allocations, uint256 i)
        internal
        pure
        returns (bytes32 bountyId, uint256 amount)
    {
        assembly ("memory-safe") {
            let place := add(allocations.offset, mul(i, ALLOCATION))
            bountyId := calldataload(place)
            amount := calldataload(add(place, 32))
        }
    }

    /// @notice keccak256(abi.encode(allocations)).
    function hash(IBountyTypes.Allocation[] calldata allocations) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let data := mload(0x40)
            let size := mul(allocations.length, ALLOCATION)
            mstore(data, 32)
            mstore(add(data, 32), allocations.length)
            calldatacopy(add(data, 64), allocations.offset, size)
            result := keccak256(data, add(size, 64))
        }
    }

    /// @notice Emits `Settled` with these values, and returns `hash(allocations)`: both read the same copy.
    function log(
        uint256 ledgerId,
        uint256 batchId,
        bytes32 root,
        uint256 total,
        uint256 claimableAt,
        bytes32 evidenceHash,
        uint256 fee,
        IBountyTypes.Allocation[] calldata allocations
    ) internal returns (bytes32 allocationsHash) {
        bytes32 topic = SETTLED;
        assembly ("memory-safe") {
            let data := mload(0x40)
            let size := mul(allocations.length, ALLOCATION)
            mstore(data, root)
            mstore(add(data, 32), total)
            mstore(add(data, 64), claimableAt)
            mstore(add(data, 96), evidenceHash)
            mstore(add(data, 128), fee)
            mstore(add(data, 192), allocations.length)
            calldatacopy(add(data, 224), allocations.offset, size)
            // The word before the array is its offset: 32 where it is encoded alone, 192 within the event.
            mstore(add(data, 160), 32)
            allocationsHash := keccak256(add(data, 160), add(size, 64))
            mstore(add(data, 160), 192)
            log3(data, add(size, 224), topic, ledgerId, batchId)
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Used in assembly, where solhint does not look.
// solhint-disable-next-line no-unused-import
import { PACKED_LEAF } from "./SumTree.sol";

/// @title BatchTransfer
/// @notice Pays many accounts in one go; an account that cannot be paid does not stop the others.
library BatchTransfer {
    /// @notice Transfers each packed leaf's amount to its account, except leaves whose bit in `paid` is set and leaves
    /// of amount 0.
    /// @param packed Leaves of 20 bytes of account and 16 of amount, at most 256 of them.
    /// @param paid Bit i set: leaf i was paid before.
    /// @return failed Bit i set: the token refused to pay leaf i (it reverted, returned false, or holds no code).
    function payEach(address token, bytes calldata packed, uint256 paid) internal returns (uint256 failed) {
        assembly ("memory-safe") {
            let callData := mload(0x40)
            mstore(callData, shl(224, 0xa9059cbb)) // transfer(address,uint256)
            let hasCode := gt(extcodesize(token), 0)
            let bit := 1
            let end := add(packed.offset, packed.length)
            for { let place := packed.offset } lt(place, end) { place := add(place, PACKED_LEAF) } {
                let amount := shr(128, calldataload(add(place, 20)))
                if and(iszero(and(paid, bit)), gt(amount, 0)) {
                    mstore(add(callData, 4), shr(96, calldataload(place)))
                    mstore(add(callData, 36), amount)
                    mstore(0, 0)
                    let called := call(gas(), token, 0, callData, 68, 0, 32)
                    if iszero(and(called, eq(mload(0), 1))) {
                        // Some tokens answer nothing, which is consent too.
                        if iszero(and(called, and(iszero(returndatasize()), hasCode))) { failed := or(failed, bit) }
                    }
                }
                bit := shl(1, bit)
            }
        }
    }
}

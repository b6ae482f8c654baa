// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice The first slot of a Ledger as one word, because settling reads all of it and writes its count: from the low
/// end 160 bits of operator, 40 of window, 40 of batch count, 16 of fee.
type LedgerHead is uint256;

using LedgerHeads for LedgerHead global;

library LedgerHeads {
    uint256 private constant WINDOW_SHIFT = 160;
    uint256 private constant COUNT_SHIFT = 200;
    uint256 private constant FEE_SHIFT = 240;

    function operator(LedgerHead head) internal pure returns (address) {
        return address(uint160(LedgerHead.unwrap(head)));
    }

    function window(LedgerHead head) internal pure returns (uint256) {
        return uint40(LedgerHead.unwrap(head) >> WINDOW_SHIFT);
    }

    function batchCount(LedgerHead head) internal pure returns (uint256) {
        return uint40(LedgerHead.unwrap(head) >> COUNT_SHIFT);
    }

    function feeBps(LedgerHead head) internal pure returns (uint256) {
        return LedgerHead.unwrap(head) >> FEE_SHIFT;
    }

    /// @dev One batch more. The count would overflow after 2^40 batches: tens of thousands of years of a batch a second.
    function counted(LedgerHead head) internal pure returns (LedgerHead) {
        unchecked {
            return LedgerHead.wrap(LedgerHead.unwrap(head) + (1 << COUNT_SHIFT));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../interfaces/IBountyTypes.sol";
import { Errors } from "./Errors.sol";

/// @notice A bounty in one word, so that settling it reads and writes a single slot. From the low end: 128 bits
/// available, 48 ledger, 40 deadline, 40 held until. Zero is a bounty that nobody has funded.
type BountySlot is uint256;

using BountySlots for BountySlot global;

library BountySlots {
    uint256 private constant LEDGER_SHIFT = 128;
    uint256 private constant DEADLINE_SHIFT = 176;
    uint256 private constant HELD_SHIFT = 216;

    /// @dev A void holds a bounty no longer than this after its own end: whoever posts and takes back for ever cannot keep
    /// an owner's money for ever.
    uint256 private constant MAX_HOLD = 180 days;

    function available(BountySlot slot) internal pure returns (uint256) {
        return uint128(BountySlot.unwrap(slot));
    }

    function ledgerId(BountySlot slot) internal pure returns (uint256) {
        return uint48(BountySlot.unwrap(slot) >> LEDGER_SHIFT);
    }

    function deadline(BountySlot slot) internal pure returns (uint256) {
        return uint40(BountySlot.unwrap(slot) >> DEADLINE_SHIFT);
    }

    function heldUntil(BountySlot slot) internal pure returns (uint256) {
        return BountySlot.unwrap(slot) >> HELD_SHIFT;
    }

    /// @dev The last moment of settling; refunds begin behind it.
    function closesAt(BountySlot slot, uint256 grace) internal pure returns (uint256) {
        uint256 ends = deadline(slot) + grace;
        uint256 holds = heldUntil(slot);
        return holds > ends ? holds : ends;
    }

    /// @dev Check that `amount` is available before.
    function minus(BountySlot slot, uint256 amount) internal pure returns (BountySlot) {
        return BountySlot.wrap(BountySlot.unwrap(slot) - amount);
    }

    function plus(BountySlot slot, uint256 amount) internal pure returns (BountySlot) {
        if (amount > type(uint128).max - available(slot)) revert Errors.BountyVault_AmountOutOfRange(amount);
        return BountySlot.wrap(BountySlot.unwrap(slot) + amount);
    }

    /// @dev The same bounty, under this ledger and with this deadline.
    function until(BountySlot slot, uint256 ledgerId_, uint40 deadline_) internal pure returns (BountySlot) {
        uint256 rest = BountySlot.unwrap(slot) & (uint256(type(uint40).max) << HELD_SHIFT | type(uint128).max);
        return BountySlot.wrap(rest | ledgerId_ << LEDGER_SHIFT | uint256(deadline_) << DEADLINE_SHIFT);
    }

    /// @dev The same bounty after a void at `time`: open to settling, and closed to refunds, for another grace period.
    function held(BountySlot slot, uint256 time, uint256 grace) internal pure returns (BountySlot) {
        uint256 latest = deadline(slot) + grace + MAX_HOLD;
        uint256 holds = time + grace < latest ? time + grace : latest;
        if (holds <= heldUntil(slot)) return slot;
        uint256 rest = BountySlot.unwrap(slot) & (type(uint256).max >> (256 - HELD_SHIFT));
        return BountySlot.wrap(rest | holds << HELD_SHIFT);
    }

    function unpacked(BountySlot slot) internal pure returns (IBountyTypes.Bounty memory) {
        return IBountyTypes.Bounty({
            available: uint128(available(slot)),
            ledgerId: uint48(ledgerId(slot)),
            deadline: uint40(deadline(slot)),
            heldUntil: uint40(heldUntil(slot))
        });
    }
}

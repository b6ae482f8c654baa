// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyVault } from "../interfaces/IBountyVault.sol";
import { Errors } from "../libraries/Errors.sol";
import { VaultState } from "./VaultState.sol";

/// @title Guarded
/// @notice All that the guardian can do: stop new money and new batches for at most 14 days, and let one batch wait up
/// to 7 days longer. It reaches no money, no final batch and no term of a ledger.
abstract contract Guarded is VaultState {
    uint256 private constant MAX_PAUSE = 14 days;
    uint256 private constant PAUSE_COOLDOWN = 30 days;
    uint256 private constant MAX_EXTENSION = 7 days;

    modifier onlyGuardian() {
        if (msg.sender != GUARDIAN) revert Errors.BountyVault_NotGuardian(msg.sender);
        _;
    }

    /// @inheritdoc IBountyVault
    function pause(uint256[] calldata ledgerIds, uint40 duration) external onlyGuardian {
        if (duration > MAX_PAUSE) revert Errors.BountyVault_TooLong(duration, MAX_PAUSE);
        uint256 until = block.timestamp + duration;
        for (uint256 i; i < ledgerIds.length; ++i) {
            uint256 last = pausedUntil(ledgerIds[i]);
            uint256 opensAt = last + PAUSE_COOLDOWN;
            bool shortens = until <= last;
            if (last != 0 && !shortens && block.timestamp < opensAt) {
                revert Errors.BountyVault_PauseTooSoon(ledgerIds[i], opensAt);
            }
            _setPause(ledgerIds[i], uint40(until));
        }
    }

    /// @inheritdoc IBountyVault
    function extendWindow(BatchHeader calldata header, bytes32 root, uint256 total, uint40 by) external onlyGuardian {
        _requireNotFinal(header);
        if (by > MAX_EXTENSION) revert Errors.BountyVault_TooLong(by, MAX_EXTENSION);
        (bytes32 batchKey,) = _requireCommitted(header, root, total);
        if (_paid(batchKey, EXTENDED_WORD).bits != 0) revert Errors.BountyVault_AlreadyExtended(batchKey);

        _paid(batchKey, EXTENDED_WORD).bits = 1;
        _reschedule(header, root, total, batchKey, header.claimableAt + by);
    }

    /// @inheritdoc IBountyVault
    function pausedUntil(uint256 ledgerId) public view returns (uint256) {
        return ledgerId == 0 ? _openingPausedUntil : _ledgers[ledgerId].pausedUntil;
    }

    function _setPause(uint256 ledgerId, uint40 until) private {
        if (ledgerId == 0) _openingPausedUntil = until;
        else _ledgers[ledgerId].pausedUntil = until;
        emit Paused(ledgerId, until);
    }
}

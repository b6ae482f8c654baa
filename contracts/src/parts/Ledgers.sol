// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyVault } from "../interfaces/IBountyVault.sol";
import { Errors } from "../libraries/Errors.sol";
import { VaultState } from "./VaultState.sol";

/// @title Ledgers
/// @notice Opening an operator's book, and the bounds of its terms. No function of the vault changes a term afterwards.
abstract contract Ledgers is VaultState {
    uint256 private constant MAX_FEE_BPS = 1000;
    uint256 private constant MIN_RECLAIM = 365 days;

    /// @inheritdoc IBountyVault
    function createLedger(LedgerTerms calldata terms) external returns (uint256 ledgerId) {
        if (block.timestamp < _openingPausedUntil) revert Errors.BountyVault_Paused(0, _openingPausedUntil);
        _requireLawful(terms);

        ledgerId = ++_ledgerCount;
        Ledger storage ledger = _ledgers[ledgerId];
        (ledger.operator, ledger.window, ledger.feeBps) = (msg.sender, terms.window, terms.feeBps);
        (ledger.token, ledger.reclaimAfter) = (terms.token, terms.reclaimAfter);
        (ledger.arbitrator, ledger.challengeBond) = (terms.arbitrator, terms.challengeBond);
        emit LedgerCreated(ledgerId, msg.sender, terms.token, terms);
    }

    function _requireLawful(LedgerTerms calldata terms) private view {
        if (terms.token.code.length == 0) revert Errors.BountyVault_TokenWithoutCode(terms.token);
        if (terms.arbitrator.code.length == 0) revert Errors.BountyVault_ArbitratorWithoutCode(terms.arbitrator);
        if (terms.window < MIN_WINDOW || terms.window > MAX_WINDOW) {
            revert Errors.BountyVault_WindowOutOfRange(terms.window, MIN_WINDOW, MAX_WINDOW);
        }
        if (terms.feeBps > MAX_FEE_BPS) revert Errors.BountyVault_FeeTooHigh(terms.feeBps, MAX_FEE_BPS);
        if (terms.reclaimAfter != 0 && terms.reclaimAfter < MIN_RECLAIM) {
            revert Errors.BountyVault_ReclaimTooEarly(terms.reclaimAfter, MIN_RECLAIM);
        }
    }
}

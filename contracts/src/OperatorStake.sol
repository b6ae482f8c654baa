// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IBountyTypes } from "./interfaces/IBountyTypes.sol";
import { IBountyVault } from "./interfaces/IBountyVault.sol";
import { IOperatorStake } from "./interfaces/IOperatorStake.sol";
import { Errors } from "./libraries/Errors.sol";

/// @title OperatorStake
/// @notice See IOperatorStake for the promises. One contract serves every vault: a vault reaches only its own stakes,
/// because they are kept under the address that calls.
contract OperatorStake is IOperatorStake {
    using SafeTransferLib for address;

    /// @notice The longest that a guardian can extend a window, and the time in which a final batch may still be looked
    /// into before the stake leaves.
    uint256 public constant MARGIN = 7 days + 7 days;

    mapping(address vault => mapping(uint256 ledgerId => Notice)) private _notices;

    /// @inheritdoc IOperatorStake
    mapping(address vault => mapping(uint256 ledgerId => uint256)) public stakeOf;

    /// @inheritdoc IOperatorStake
    mapping(address account => uint256) public creditOf;

    /// @inheritdoc IOperatorStake
    function deposit(address vault, uint256 ledgerId) external payable {
        stakeOf[vault][ledgerId] += msg.value;
        emit Deposited(vault, ledgerId, msg.value, stakeOf[vault][ledgerId]);
    }

    /// @inheritdoc IOperatorStake
    function announceWithdrawal(address vault, uint256 ledgerId) external returns (uint256 openAt) {
        IBountyTypes.Ledger memory ledger = _requireOperator(vault, ledgerId);

        openAt = block.timestamp + ledger.window + MARGIN;
        _notices[vault][ledgerId] = Notice(ledger.batchCount, uint40(openAt));
        emit WithdrawalAnnounced(vault, ledgerId, openAt);
    }

    /// @inheritdoc IOperatorStake
    function withdraw(address vault, uint256 ledgerId, address to) external returns (uint256 amount) {
        IBountyTypes.Ledger memory ledger = _requireOperator(vault, ledgerId);
        Notice memory notice = _notices[vault][ledgerId];
        bool open = notice.openAt != 0 && block.timestamp >= notice.openAt && notice.batchCount == ledger.batchCount;
        if (!open) revert Errors.OperatorStake_NotOpen(notice.openAt);
        if (ledger.openChallenges != 0) revert Errors.OperatorStake_ChallengeOpen(ledgerId);
        amount = stakeOf[vault][ledgerId];
        if (amount == 0) revert Errors.OperatorStake_NothingHeld();

        delete stakeOf[vault][ledgerId];
        delete _notices[vault][ledgerId];
        emit Withdrawn(vault, ledgerId, amount);

        to.safeTransferETH(amount);
    }

    /// @inheritdoc IOperatorStake
    function slash(uint256 ledgerId, address challenger, uint256 arbitrationFee, address treasury) external {
        uint256 amount = stakeOf[msg.sender][ledgerId];
        if (amount == 0) return;
        uint256 costs = arbitrationFee < amount ? arbitrationFee : amount;
        uint256 share = costs + (amount - costs) / 2;

        delete stakeOf[msg.sender][ledgerId];
        creditOf[challenger] += share;
        creditOf[treasury] += amount - share;
        emit Slashed(msg.sender, ledgerId, challenger, amount, share);
    }

    /// @inheritdoc IOperatorStake
    function withdrawCredit(address account) external returns (uint256 amount) {
        amount = creditOf[account];
        if (amount == 0) revert Errors.OperatorStake_NothingHeld();

        delete creditOf[account];
        emit CreditWithdrawn(account, amount);

        account.safeTransferETH(amount);
    }

    /// @inheritdoc IOperatorStake
    function noticeOf(address vault, uint256 ledgerId) external view returns (Notice memory) {
        return _notices[vault][ledgerId];
    }

    function _requireOperator(address vault, uint256 ledgerId)
        private
        view
        returns (IBountyTypes.Ledger memory ledger)
    {
        ledger = IBountyVault(vault).ledgerOf(ledgerId);
        if (msg.sender != ledger.operator) revert Errors.OperatorStake_NotOperator(msg.sender, ledgerId);
    }
}

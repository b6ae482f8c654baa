// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IArbitrable, IArbitrator } from "../interfaces/IArbitrator.sol";
import { IBountyVault } from "../interfaces/IBountyVault.sol";
import { Commitment } from "../libraries/Commitment.sol";
import { Errors } from "../libraries/Errors.sol";
import { VaultState } from "./VaultState.sol";

/// @title Challenges
/// @notice Freezing a batch, and what an arbitrator's ruling does to it. Bonds are credited and not sent, so that no
/// account can keep a ruling from taking effect by refusing money.
abstract contract Challenges is VaultState {
    using SafeTransferLib for address;

    uint256 private constant ARBITRATION_TIMEOUT = 60 days;
    uint256 private constant BOND_BPS = 100;
    uint256 private constant RULINGS = 2;
    uint256 private constant STANDS = 1;
    uint256 private constant INVALID = 2;

    mapping(bytes32 batchKey => Challenge) private _challenges;
    mapping(address arbitrator => mapping(uint256 disputeId => bytes32 batchKey)) private _disputes;

    /// @inheritdoc IBountyVault
    mapping(address token => mapping(address account => uint256)) public creditOf;

    /// @inheritdoc IBountyVault
    function challenge(BatchHeader calldata header, bytes32 root, uint256 total, bytes32 evidenceHash)
        external
        payable
        nonReentrant
        returns (uint256 disputeId)
    {
        _requireNotFinal(header);
        (bytes32 batchKey, bytes32 commit) = _requireCommitted(header, root, total);

        Challenge storage opened = _challenges[batchKey];
        commitOf[batchKey] = Commitment.frozen(commit);
        ++_ledgers[header.ledgerId].openChallenges;
        (opened.challenger, opened.openedAt, opened.state) = (msg.sender, uint40(block.timestamp), ChallengeState.Open);
        (opened.arbitrator, opened.ledgerId) = (_ledgers[header.ledgerId].arbitrator, uint96(header.ledgerId));
        (opened.commit, opened.arbitrationFee) = (commit, uint128(msg.value));

        opened.bond = _takeBond(header, total);
        disputeId = _openDispute(opened.arbitrator, batchKey, evidenceHash);
        opened.disputeId = disputeId;
        emit Challenged(batchKey, msg.sender, opened.arbitrator, disputeId, opened.bond, evidenceHash);
    }

    /// @inheritdoc IArbitrable
    function rule(uint256 disputeId, uint256 ruling) external nonReentrant {
        bytes32 batchKey = _disputes[msg.sender][disputeId];
        if (batchKey == 0 || !_isOpen(batchKey, disputeId)) {
            revert Errors.BountyVault_DisputeUnknown(msg.sender, disputeId);
        }
        if (ruling > RULINGS) revert Errors.BountyVault_RulingUnknown(ruling);
        emit Ruling(IArbitrator(msg.sender), disputeId, ruling);
        _close(batchKey, ruling);
    }

    /// @inheritdoc IBountyVault
    function timeOut(bytes32 batchKey) external nonReentrant {
        Challenge storage opened = _challenges[batchKey];
        uint256 opensAt = opened.openedAt + ARBITRATION_TIMEOUT;
        if (opened.state != ChallengeState.Open || block.timestamp <= opensAt) {
            revert Errors.BountyVault_NotTimedOut(opensAt + 1);
        }
        _close(batchKey, 0);
    }

    /// @inheritdoc IBountyVault
    function withdrawCredit(address token, address account) external nonReentrant returns (uint256 amount) {
        amount = creditOf[token][account];
        if (amount == 0) revert Errors.BountyVault_NothingCredited(token, account);

        creditOf[token][account] = 0;
        emit CreditWithdrawn(token, account, amount);

        token.safeTransfer(account, amount);
    }

    /// @inheritdoc IBountyVault
    function challengeOf(bytes32 batchKey) external view returns (Challenge memory) {
        return _challenges[batchKey];
    }

    /// @inheritdoc IBountyVault
    function challengeBondOf(uint256 ledgerId, uint256 total) public view returns (uint256) {
        uint256 least = _ledgers[ledgerId].challengeBond;
        uint256 share = total * BOND_BPS / BPS;
        return share > least ? share : least;
    }

    /// @dev The batch stands again, or waits for `voidBatch`; the bond goes to who was right, and back when nobody was.
    function _close(bytes32 batchKey, uint256 ruling) private {
        Challenge storage closed = _challenges[batchKey];
        Ledger storage ledger = _ledgers[closed.ledgerId];
        address winner = ruling == STANDS ? ledger.operator : closed.challenger;

        closed.state = ChallengeState.Closed;
        --ledger.openChallenges;
        commitOf[batchKey] = ruling == STANDS ? closed.commit : Commitment.condemned(closed.commit);
        creditOf[ledger.token][winner] += closed.bond;
        emit Ruled(batchKey, ruling);
        emit BondAwarded(batchKey, winner, closed.bond);

        if (ruling != INVALID) return;
        STAKE.slash(closed.ledgerId, closed.challenger, closed.arbitrationFee, TREASURY);
    }

    function _isOpen(bytes32 batchKey, uint256 disputeId) private view returns (bool) {
        Challenge storage known = _challenges[batchKey];
        return known.state == ChallengeState.Open && known.disputeId == disputeId;
    }

    function _takeBond(BatchHeader calldata header, uint256 total) private returns (uint128) {
        uint256 bond = challengeBondOf(header.ledgerId, total);
        return bond == 0 ? 0 : _pull(header.token, bond);
    }

    function _openDispute(address arbitrator, bytes32 batchKey, bytes32 evidenceHash)
        private
        returns (uint256 disputeId)
    {
        bytes memory extraData = abi.encode(batchKey, msg.sender, evidenceHash);
        uint256 cost = IArbitrator(arbitrator).arbitrationCost(extraData);
        if (msg.value != cost) revert Errors.BountyVault_ArbitrationFeeMismatch(cost, msg.value);
        disputeId = IArbitrator(arbitrator).createDispute{ value: cost }(RULINGS, extraData);
        if (_disputes[arbitrator][disputeId] != 0) revert Errors.BountyVault_DisputeKnown(disputeId);
        _disputes[arbitrator][disputeId] = batchKey;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EIP712 } from "solady/utils/EIP712.sol";
import { EfficientHashLib } from "solady/utils/EfficientHashLib.sol";
import { ReentrancyGuardTransient } from "solady/utils/ReentrancyGuardTransient.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IBountyVault } from "../interfaces/IBountyVault.sol";
import { BountySlot } from "../libraries/BountySlot.sol";
import { Commitment } from "../libraries/Commitment.sol";
import { Errors } from "../libraries/Errors.sol";

/// @title VaultState
/// @notice What the parts of the vault share: its storage, and how a batch's commitment is checked.
/// @dev A batch is one word, its commitment. Freezing and condemning replace that word, so paying needs no other check
/// than the one that proves the leaf.
abstract contract VaultState is IBountyVault, EIP712, ReentrancyGuardTransient {
    using SafeTransferLib for address;

    uint256 public constant MAX_FEE_BPS = 1000;
    uint256 public constant MAX_WINDOW = 30 days;
    uint256 public constant MIN_RECLAIM = 365 days;
    uint256 internal constant BPS = 10_000;

    /// @dev Words of the paid map that mark the fee and the one extension. Leaves cannot reach them: their words end
    /// at 2^248 - 1.
    uint256 internal constant FEE_WORD = type(uint256).max;
    uint256 internal constant EXTENDED_WORD = type(uint256).max - 1;

    /// @inheritdoc IBountyVault
    address public immutable treasury;

    /// @inheritdoc IBountyVault
    address public immutable guardian;

    /// @inheritdoc IBountyVault
    address public immutable operatorStake;

    /// @inheritdoc IBountyVault
    address public immutable permit2;

    /// @inheritdoc IBountyVault
    uint256 public immutable minWindow;

    /// @inheritdoc IBountyVault
    uint256 public immutable grace;

    /// @dev One slot: creating a ledger reads the pause with the count.
    uint48 internal _ledgerCount;
    uint40 internal _openingPausedUntil;

    mapping(uint256 ledgerId => Ledger) internal _ledgers;
    mapping(bytes32 bountyId => BountySlot) internal _bounties;
    mapping(bytes32 batchKey => mapping(uint256 word => uint256 bits)) internal _paid;

    /// @inheritdoc IBountyVault
    mapping(bytes32 batchKey => bytes32) public commitOf;

    constructor(
        address treasury_,
        address guardian_,
        address operatorStake_,
        address permit2_,
        uint256 minWindow_,
        uint256 grace_
    ) {
        if (treasury_ == address(0)) revert Errors.BountyVault_TreasuryZero();
        if (minWindow_ == 0 || minWindow_ > MAX_WINDOW) revert Errors.BountyVault_MinWindowInvalid(minWindow_);
        (treasury, guardian, operatorStake, permit2) = (treasury_, guardian_, operatorStake_, permit2_);
        (minWindow, grace) = (minWindow_, grace_);
    }

    // ---------------------------------------------------------------------------------------------------- shared checks

    function _requireFinal(BatchHeader calldata header) internal view {
        if (block.timestamp < header.claimableAt) revert Errors.BountyVault_NotClaimableYet(header.claimableAt);
    }

    function _requireNotFinal(BatchHeader calldata header) internal view {
        if (block.timestamp >= header.claimableAt) revert Errors.BountyVault_BatchFinal(header.claimableAt);
    }

    /// @dev The batch stands and commits to exactly this.
    function _requireCommitted(BatchHeader calldata header, bytes32 root, uint256 total)
        internal
        view
        returns (bytes32 batchKey, bytes32 commit)
    {
        batchKey = Commitment.keyOf(header.ledgerId, header.batchId);
        commit = Commitment.hashOf(root, total, header.token, header.claimableAt, header.meta);
        if (commit != commitOf[batchKey]) revert Errors.BountyVault_BatchMismatch(batchKey);
    }

    /// @dev The header's meta is made of exactly this.
    function _requireMeta(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash)
        internal
        view
    {
        if (header.meta != Commitment.metaOf(content.evidenceHash, allocationsHash, content.fee)) {
            revert Errors.BountyVault_BatchMismatch(Commitment.keyOf(header.ledgerId, header.batchId));
        }
    }

    /// @dev The same batch with another moment of finality.
    function _reschedule(
        BatchHeader calldata header,
        bytes32 root,
        uint256 total,
        bytes32 batchKey,
        uint256 claimableAt
    ) internal {
        commitOf[batchKey] = Commitment.hashOf(root, total, header.token, claimableAt, header.meta);
        emit Rescheduled(header.ledgerId, header.batchId, claimableAt);
    }

    /// @dev Takes tokens from the caller and says how many arrived.
    function _pull(address token, uint256 amount) internal returns (uint128) {
        uint256 balanceBefore = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        return _arrived(token, balanceBefore);
    }

    function _arrived(address token, uint256 balanceBefore) internal view returns (uint128) {
        uint256 received = token.balanceOf(address(this)) - balanceBefore;
        if (received == 0 || received > type(uint128).max) revert Errors.BountyVault_AmountOutOfRange(received);
        return uint128(received);
    }

    // -------------------------------------------------------------------------------------------- settings of mixins

    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("BountyVault", "1");
    }

    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }

    // --------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IBountyVault
    function ledgerCount() external view returns (uint256) {
        return _ledgerCount;
    }

    /// @inheritdoc IBountyVault
    function ledgerOf(uint256 ledgerId) external view returns (Ledger memory) {
        return _ledgers[ledgerId];
    }

    /// @inheritdoc IBountyVault
    function bountyOf(bytes32 bountyId) external view returns (Bounty memory) {
        return _bounties[bountyId].unpacked();
    }

    /// @inheritdoc IBountyVault
    function bountyIdOf(address owner, uint256 ledgerId, bytes32 manifestHash) public pure returns (bytes32) {
        return EfficientHashLib.hash(bytes32(uint256(uint160(owner))), bytes32(ledgerId), manifestHash);
    }

    /// @inheritdoc IBountyVault
    function batchKeyOf(uint256 ledgerId, uint256 batchId) external view returns (bytes32) {
        return Commitment.keyOf(ledgerId, batchId);
    }

    /// @inheritdoc IBountyVault
    function isClaimed(bytes32 batchKey, uint256 index) external view returns (bool) {
        return _paid[batchKey][index >> 8] >> (index & 0xff) & 1 != 0;
    }

    /// @inheritdoc IBountyVault
    function isFeeCollected(bytes32 batchKey) external view returns (bool) {
        return _paid[batchKey][FEE_WORD] != 0;
    }
}

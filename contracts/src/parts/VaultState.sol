// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EIP712 } from "solady/utils/EIP712.sol";
import { EfficientHashLib } from "solady/utils/EfficientHashLib.sol";
import { ReentrancyGuardTransient } from "solady/utils/ReentrancyGuardTransient.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IBountyVault } from "../interfaces/IBountyVault.sol";
import { IOperatorStake } from "../interfaces/IOperatorStake.sol";
import { IPermit2 } from "../interfaces/IPermit2.sol";
import { BountySlot } from "../libraries/BountySlot.sol";
import { Commitment } from "../libraries/Commitment.sol";
import { Errors } from "../libraries/Errors.sol";
import { LedgerHead } from "../libraries/LedgerHead.sol";

/// @title VaultState
/// @notice What the parts of the vault share: its storage, and how a batch's commitment is checked.
/// @dev A batch is one word, its commitment. Freezing and condemning replace that word, so paying needs no other check
/// than the one that proves the leaf.
abstract contract VaultState is IBountyVault, EIP712, ReentrancyGuardTransient {
    using SafeTransferLib for address;

    uint256 internal constant MAX_WINDOW = 30 days;
    uint256 internal constant BPS = 10_000;

    /// @dev Words of the paid map that mark the fee and the one extension. Leaves cannot reach them: their words end
    /// at 2^248 - 1.
    uint256 internal constant FEE_WORD = type(uint256).max;
    uint256 internal constant EXTENDED_WORD = type(uint256).max - 1;

    address internal immutable TREASURY;
    address internal immutable GUARDIAN;
    IOperatorStake internal immutable STAKE;
    IPermit2 internal immutable PERMIT2;
    uint256 internal immutable MIN_WINDOW;
    uint256 internal immutable GRACE;

    /// @dev A struct, so that a place that was looked up once can be read and written.
    struct BountyPlace {
        BountySlot slot;
    }

    /// @dev One slot: creating a ledger reads the pause with the count.
    uint48 internal _ledgerCount;
    uint40 internal _openingPausedUntil;

    mapping(uint256 ledgerId => Ledger) internal _ledgers;
    mapping(bytes32 bountyId => BountyPlace) internal _bounties;

    /// @inheritdoc IBountyVault
    mapping(bytes32 batchKey => bytes32) public commitOf;

    constructor(Settings memory given) {
        if (given.treasury == address(0)) revert Errors.BountyVault_TreasuryZero();
        if (given.minWindow == 0 || given.minWindow > MAX_WINDOW) {
            revert Errors.BountyVault_MinWindowInvalid(given.minWindow);
        }
        (TREASURY, GUARDIAN) = (given.treasury, given.guardian);
        (STAKE, PERMIT2) = (IOperatorStake(given.operatorStake), IPermit2(given.permit2));
        (MIN_WINDOW, GRACE) = (given.minWindow, given.grace);
    }

    // ---------------------------------------------------------------------------------------------------- ledger heads

    function _headOf(Ledger storage ledger) internal view returns (LedgerHead head) {
        assembly ("memory-safe") {
            head := sload(ledger.slot)
        }
    }

    function _setHead(Ledger storage ledger, LedgerHead head) internal {
        assembly ("memory-safe") {
            sstore(ledger.slot, head)
        }
    }

    // --------------------------------------------------------------------------------------------------- paid leaves

    /// @dev 256 leaves of a batch, a bit each. Its place is keccak256(word, batchKey): one hash, where a mapping of
    /// mappings takes two. No mapping's place can be the same: it would hash the batch key as its own small slot number.
    struct PaidWord {
        uint256 bits;
    }

    function _paid(bytes32 batchKey, uint256 word) internal pure returns (PaidWord storage place) {
        bytes32 slot = EfficientHashLib.hash(bytes32(word), batchKey);
        assembly ("memory-safe") {
            place.slot := slot
        }
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
        batchKey = Commitment.keyOf(header);
        commit = Commitment.hashOf(root, total, header);
        if (commit != commitOf[batchKey]) revert Errors.BountyVault_BatchMismatch(batchKey);
    }

    /// @dev The header's meta is made of exactly this.
    function _requireMeta(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash)
        internal
        view
    {
        if (header.meta != Commitment.metaOf(content.evidenceHash, allocationsHash, content.fee)) {
            revert Errors.BountyVault_BatchMismatch(Commitment.keyOf(header));
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
    function settings() external view returns (Settings memory) {
        return Settings(TREASURY, GUARDIAN, address(STAKE), address(PERMIT2), MIN_WINDOW, GRACE);
    }

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
        return _bounties[bountyId].slot.unpacked();
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
        return _paid(batchKey, index >> 8).bits >> (index & 0xff) & 1 != 0;
    }

    /// @inheritdoc IBountyVault
    function isFeeCollected(bytes32 batchKey) external view returns (bool) {
        return _paid(batchKey, FEE_WORD).bits != 0;
    }
}

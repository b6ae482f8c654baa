// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { EIP712 } from "solady/utils/EIP712.sol";
import { EfficientHashLib } from "solady/utils/EfficientHashLib.sol";
import { ReentrancyGuardTransient } from "solady/utils/ReentrancyGuardTransient.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { SignatureCheckerLib } from "solady/utils/SignatureCheckerLib.sol";

import { IBountyVault } from "./interfaces/IBountyVault.sol";
import { BatchTransfer } from "./libraries/BatchTransfer.sol";
import { Commitment } from "./libraries/Commitment.sol";
import { Errors } from "./libraries/Errors.sol";
import { SumTree } from "./libraries/SumTree.sol";

/// @title BountyVault
/// @notice See IBountyVault for the promises.
/// @dev Functions that move tokens out one by one are strict checks-effects-interactions and take the read side of the
/// lock (`nonReadReentrant`); those that measure a balance or loop over transfers take the lock itself.
contract BountyVault is IBountyVault, EIP712, ReentrancyGuardTransient {
    using SafeTransferLib for address;

    // ---------------------------------------------------------------------------------------------------- constants

    uint256 public constant MAX_FEE_BPS = 1000;
    uint256 public constant MAX_WINDOW = 30 days;
    uint256 private constant BPS = 10_000;
    /// @dev Word of the paid map that marks the fee. Leaves cannot reach it: their words end at 2^248 - 1.
    uint256 private constant FEE_WORD = type(uint256).max;

    /// @inheritdoc IBountyVault
    address public immutable treasury;

    /// @inheritdoc IBountyVault
    uint256 public immutable minWindow;

    /// @inheritdoc IBountyVault
    uint256 public immutable grace;

    // ------------------------------------------------------------------------------------------------------ storage

    /// @inheritdoc IBountyVault
    uint256 public ledgerCount;

    mapping(uint256 ledgerId => Ledger) private _ledgers;
    mapping(bytes32 bountyId => Bounty) private _bounties;
    mapping(bytes32 batchKey => mapping(uint256 word => uint256 bits)) private _paid;

    /// @inheritdoc IBountyVault
    mapping(bytes32 batchKey => bytes32) public commitOf;

    constructor(address treasury_, uint256 minWindow_, uint256 grace_) {
        if (treasury_ == address(0)) revert Errors.BountyVault_TreasuryZero();
        if (minWindow_ == 0 || minWindow_ > MAX_WINDOW) revert Errors.BountyVault_MinWindowInvalid(minWindow_);
        (treasury, minWindow, grace) = (treasury_, minWindow_, grace_);
    }

    // ------------------------------------------------------------------------------------------------------ ledgers

    /// @inheritdoc IBountyVault
    function createLedger(address token, uint40 window, uint16 feeBps) external returns (uint256 ledgerId) {
        if (token.code.length == 0) revert Errors.BountyVault_TokenWithoutCode(token);
        if (window < minWindow || window > MAX_WINDOW) {
            revert Errors.BountyVault_WindowOutOfRange(window, minWindow, MAX_WINDOW);
        }
        if (feeBps > MAX_FEE_BPS) revert Errors.BountyVault_FeeTooHigh(feeBps, MAX_FEE_BPS);

        ledgerId = ++ledgerCount;
        _ledgers[ledgerId] = Ledger(msg.sender, window, 0, feeBps, token);
        emit LedgerCreated(ledgerId, msg.sender, token, window, feeBps);
    }

    // ------------------------------------------------------------------------------------------------------ funding

    /// @inheritdoc IBountyVault
    function fund(uint256 ledgerId, uint128 amount, uint40 deadline, bytes32 manifestHash)
        external
        nonReentrant
        returns (bytes32 bountyId)
    {
        return _fund(_tokenOf(ledgerId), ledgerId, amount, deadline, manifestHash);
    }

    /// @inheritdoc IBountyVault
    function fundWithPermit(
        uint256 ledgerId,
        uint128 amount,
        uint40 deadline,
        bytes32 manifestHash,
        PermitSignature calldata permit
    ) external nonReentrant returns (bytes32 bountyId) {
        address token = _tokenOf(ledgerId);
        // A permit seen in the mempool can be used by anybody, which leaves the allowance that was asked for.
        try IERC20Permit(token)
            .permit(msg.sender, address(this), amount, permit.deadline, permit.v, permit.r, permit.s) { }
            catch { }
        return _fund(token, ledgerId, amount, deadline, manifestHash);
    }

    function _fund(address token, uint256 ledgerId, uint128 amount, uint40 deadline, bytes32 manifestHash)
        private
        returns (bytes32 bountyId)
    {
        uint128 received = _pull(token, amount);
        bountyId = bountyIdOf(msg.sender, ledgerId, manifestHash);
        Bounty storage bounty = _bounties[bountyId];
        uint40 until = bounty.deadline > deadline ? bounty.deadline : deadline;
        if (until <= block.timestamp) revert Errors.BountyVault_DeadlinePassed(until);

        if (until != bounty.deadline) {
            (bounty.owner, bounty.deadline, bounty.ledgerId) = (msg.sender, until, uint56(ledgerId));
        }
        bounty.available += received;
        emit BountyFunded(bountyId, ledgerId, msg.sender, received, until, manifestHash);
    }

    /// @dev Takes tokens from the caller and says how many arrived.
    function _pull(address token, uint256 amount) private returns (uint128) {
        uint256 balanceBefore = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - balanceBefore;
        if (received == 0 || received > type(uint128).max) revert Errors.BountyVault_AmountOutOfRange(received);
        return uint128(received);
    }

    function _tokenOf(uint256 ledgerId) private view returns (address token) {
        token = _ledgers[ledgerId].token;
        if (token == address(0)) revert Errors.BountyVault_LedgerUnknown(ledgerId);
    }

    // ----------------------------------------------------------------------------------------------------- settling

    /// @inheritdoc IBountyVault
    function settle(
        uint256 ledgerId,
        uint256 expectedBatchId,
        bytes32 root,
        uint128 total,
        bytes32 evidenceHash,
        Allocation[] calldata allocations
    ) external nonReentrant returns (bytes32 batchKey) {
        Ledger storage ledger = _ledgers[ledgerId];
        if (msg.sender != ledger.operator) revert Errors.BountyVault_NotOperator(msg.sender, ledgerId);
        uint256 batchId = uint256(ledger.batchCount) + 1;
        if (batchId != expectedBatchId) revert Errors.BountyVault_BatchOutOfTurn(batchId, expectedBatchId);

        ledger.batchCount = uint40(batchId);
        uint256 sum = _reserve(ledgerId, allocations);
        uint256 fee = sum * ledger.feeBps / BPS;
        if (total == 0 || total != sum - fee) revert Errors.BountyVault_TotalMismatch(total, sum - fee);

        batchKey = batchKeyOf(ledgerId, batchId);
        uint256 claimableAt = block.timestamp + ledger.window;
        bytes32 meta = Commitment.metaOf(evidenceHash, keccak256(abi.encode(allocations)), fee);
        commitOf[batchKey] = Commitment.hashOf(root, total, ledger.token, claimableAt, meta);
        emit Settled(ledgerId, batchId, root, total, claimableAt, evidenceHash, fee, allocations);
    }

    /// @dev Moves each allocation from available to reserved.
    function _reserve(uint256 ledgerId, Allocation[] calldata allocations) private returns (uint256 sum) {
        for (uint256 i; i < allocations.length; ++i) {
            bytes32 bountyId = allocations[i].bountyId;
            uint128 amount = allocations[i].amount;
            Bounty storage bounty = _bounties[bountyId];

            if (bounty.ledgerId != ledgerId) revert Errors.BountyVault_ForeignBounty(bountyId, ledgerId);
            if (block.timestamp > bounty.deadline + grace) revert Errors.BountyVault_BountyExpired(bountyId);
            (uint128 available, uint128 reserved) = (bounty.available, bounty.reserved);
            if (amount > available) revert Errors.BountyVault_AllocationTooLarge(bountyId, amount, available);

            (bounty.available, bounty.reserved) = (available - amount, reserved + amount);
            sum += amount;
        }
    }

    /// @inheritdoc IBountyVault
    function voidBatch(BatchHeader calldata header, BatchContent calldata content, Allocation[] calldata allocations)
        external
        nonReentrant
    {
        if (msg.sender != _ledgers[header.ledgerId].operator) {
            revert Errors.BountyVault_NotOperator(msg.sender, header.ledgerId);
        }
        if (block.timestamp >= header.claimableAt) revert Errors.BountyVault_BatchFinal(header.claimableAt);
        bytes32 batchKey = _requireContent(header, content, keccak256(abi.encode(allocations)));

        delete commitOf[batchKey];
        for (uint256 i; i < allocations.length; ++i) {
            Bounty storage bounty = _bounties[allocations[i].bountyId];
            uint128 amount = allocations[i].amount;
            (bounty.available, bounty.reserved) = (bounty.available + amount, bounty.reserved - amount);
        }
        emit Voided(header.ledgerId, header.batchId, batchKey);
    }

    /// @inheritdoc IBountyVault
    function collectFee(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash)
        external
        nonReadReentrant
    {
        _requireFinal(header);
        bytes32 batchKey = _requireContent(header, content, allocationsHash);
        if (_paid[batchKey][FEE_WORD] != 0) revert Errors.BountyVault_AlreadyPaid(batchKey, FEE_WORD);

        _paid[batchKey][FEE_WORD] = 1;
        emit FeeCollected(batchKey, content.fee);

        header.token.safeTransfer(treasury, content.fee);
    }

    // ------------------------------------------------------------------------------------------------------- claims

    /// @inheritdoc IBountyVault
    function claim(BatchHeader calldata header, Leaf calldata leaf, bytes calldata proof) external nonReadReentrant {
        _consume(header, leaf.index, leaf.account, leaf.amount, proof);

        header.token.safeTransfer(leaf.account, leaf.amount);
    }

    /// @inheritdoc IBountyVault
    function claimMany(Claim[] calldata claims, address account) external nonReadReentrant {
        if (claims.length == 0) revert Errors.BountyVault_NoClaims();
        address token = claims[0].header.token;
        uint256 sum;
        for (uint256 i; i < claims.length; ++i) {
            Claim calldata each = claims[i];
            if (each.header.token != token) revert Errors.BountyVault_MixedTokens(token, each.header.token);
            _consume(each.header, each.index, account, each.amount, each.proof);
            sum += each.amount;
        }

        token.safeTransfer(account, sum);
    }

    /// @inheritdoc IBountyVault
    function claimTo(
        BatchHeader calldata header,
        Leaf calldata leaf,
        bytes calldata proof,
        ClaimTo calldata to,
        bytes calldata signature
    ) external nonReadReentrant {
        _requireAuthorised(header, leaf, to, signature);
        _consume(header, leaf.index, leaf.account, leaf.amount, proof);

        header.token.safeTransfer(to.to, leaf.amount - to.relayerFee);
        if (to.relayerFee != 0) header.token.safeTransfer(msg.sender, to.relayerFee);
    }

    /// @inheritdoc IBountyVault
    function sweep(BatchHeader calldata header, uint256 first, bytes calldata packed, bytes calldata proof)
        external
        nonReentrant
    {
        bytes32 batchKey = batchKeyOf(header.ledgerId, header.batchId);
        uint256 count = SumTree.rangeSize(first, packed.length);
        (bytes32 root, uint256 total) = SumTree.rootOfRange(batchKey, first, count, packed, proof);
        _requireProven(header, batchKey, first, root, total);
        _payRange(header.token, batchKey, first, count, packed);
    }

    /// @dev Marks the whole range paid before paying it, and unmarks what could not be paid.
    function _payRange(address token, bytes32 batchKey, uint256 first, uint256 count, bytes calldata packed) private {
        mapping(uint256 => uint256) storage words = _paid[batchKey];
        uint256 shift = first & 0xff;
        uint256 before = words[first >> 8];
        uint256 marked = before | ((type(uint256).max >> (256 - count)) << shift);
        words[first >> 8] = marked;

        uint256 failed = BatchTransfer.payEach(token, packed, before >> shift) << shift;

        if (failed != 0) words[first >> 8] = marked & ~failed;
        emit Swept(batchKey, first, marked & ~before & ~failed, failed);
    }

    /// @dev Proves that the leaf belongs to a final batch and marks it paid.
    function _consume(BatchHeader calldata header, uint256 index, address account, uint128 amount, bytes calldata proof)
        private
    {
        bytes32 batchKey = batchKeyOf(header.ledgerId, header.batchId);
        (bytes32 root, uint256 total) = SumTree.rootOfLeaf(batchKey, index, account, amount, proof);
        _requireProven(header, batchKey, index, root, total);

        uint256 bits = _paid[batchKey][index >> 8];
        uint256 bit = 1 << (index & 0xff);
        if (bits & bit != 0) revert Errors.BountyVault_AlreadyPaid(batchKey, index);

        _paid[batchKey][index >> 8] = bits | bit;
        emit Claimed(batchKey, index);
    }

    // ------------------------------------------------------------------------------------------------------- refund

    /// @inheritdoc IBountyVault
    function refund(bytes32 bountyId) external nonReentrant returns (uint256 amount) {
        Bounty storage bounty = _bounties[bountyId];
        if (msg.sender != bounty.owner) revert Errors.BountyVault_NotOwner(msg.sender, bountyId);
        uint256 closesAt = bounty.deadline + grace;
        if (block.timestamp <= closesAt) revert Errors.BountyVault_RefundTooEarly(closesAt + 1);
        amount = bounty.available;
        if (amount == 0) revert Errors.BountyVault_NothingToRefund(bountyId);

        bounty.available = 0;
        emit Refunded(bountyId, msg.sender, amount);

        _ledgers[bounty.ledgerId].token.safeTransfer(msg.sender, amount);
    }

    // ------------------------------------------------------------------------------------------------------- checks

    function _requireFinal(BatchHeader calldata header) private view {
        if (block.timestamp < header.claimableAt) revert Errors.BountyVault_NotClaimableYet(header.claimableAt);
    }

    /// @dev The proof led to `root` and `total`: they open the batch only if they are the committed ones.
    function _requireProven(BatchHeader calldata header, bytes32 batchKey, uint256 index, bytes32 root, uint256 total)
        private
        view
    {
        _requireFinal(header);
        if (commitOf[batchKey] != Commitment.hashOf(root, total, header.token, header.claimableAt, header.meta)) {
            revert Errors.BountyVault_ProofInvalid(batchKey, index);
        }
    }

    function _requireContent(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash)
        private
        view
        returns (bytes32 batchKey)
    {
        batchKey = batchKeyOf(header.ledgerId, header.batchId);
        bytes32 meta = Commitment.metaOf(content.evidenceHash, allocationsHash, content.fee);
        bytes32 commit = Commitment.hashOf(content.root, content.total, header.token, header.claimableAt, meta);
        if (commit != commitOf[batchKey]) revert Errors.BountyVault_BatchMismatch(batchKey);
    }

    function _requireAuthorised(
        BatchHeader calldata header,
        Leaf calldata leaf,
        ClaimTo calldata to,
        bytes calldata signature
    ) private view {
        if (block.timestamp > to.deadline) {
            revert Errors.BountyVault_AuthorisationExpired(to.deadline);
        }
        bool relayerFits = to.relayer == address(0) || to.relayer == msg.sender;
        if (!relayerFits || to.to == address(0) || to.relayerFee > leaf.amount) {
            revert Errors.BountyVault_AuthorisationInvalid();
        }

        bytes32 batchKey = batchKeyOf(header.ledgerId, header.batchId);
        bytes32 digest = _hashTypedData(Commitment.claimToHash(batchKey, leaf.index, to));
        if (!SignatureCheckerLib.isValidSignatureNowCalldata(leaf.account, digest, signature)) {
            revert Errors.BountyVault_SignatureInvalid(leaf.account);
        }
    }

    // ---------------------------------------------------------------------------------------------- settings of mixins

    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("BountyVault", "1");
    }

    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }

    // -------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IBountyVault
    function ledgerOf(uint256 ledgerId) external view returns (Ledger memory) {
        return _ledgers[ledgerId];
    }

    /// @inheritdoc IBountyVault
    function bountyOf(bytes32 bountyId) external view returns (Bounty memory) {
        return _bounties[bountyId];
    }

    /// @inheritdoc IBountyVault
    function bountyIdOf(address owner, uint256 ledgerId, bytes32 manifestHash) public pure returns (bytes32) {
        return EfficientHashLib.hash(bytes32(uint256(uint160(owner))), bytes32(ledgerId), manifestHash);
    }

    /// @inheritdoc IBountyVault
    function batchKeyOf(uint256 ledgerId, uint256 batchId) public view returns (bytes32) {
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { SignatureCheckerLib } from "solady/utils/SignatureCheckerLib.sol";

import { IBountyVault } from "./interfaces/IBountyVault.sol";
import { IPermit2 } from "./interfaces/IPermit2.sol";
import { BatchTransfer } from "./libraries/BatchTransfer.sol";
import { BountySlot } from "./libraries/BountySlot.sol";
import { Commitment } from "./libraries/Commitment.sol";
import { Errors } from "./libraries/Errors.sol";
import { LedgerHead } from "./libraries/LedgerHead.sol";
import { Posting } from "./libraries/Posting.sol";
import { SumTree } from "./libraries/SumTree.sol";
import { Challenges } from "./parts/Challenges.sol";
import { Guarded } from "./parts/Guarded.sol";
import { Ledgers } from "./parts/Ledgers.sol";
import { VaultState } from "./parts/VaultState.sol";

/// @title BountyVault
/// @notice See IBountyVault for the promises.
/// @dev Functions that move tokens out one by one are strict checks-effects-interactions and take the read side of the
/// lock (`nonReadReentrant`), and so does `settle`, which moves none; those that measure a balance or loop over
/// transfers take the lock itself.
contract BountyVault is Ledgers, Challenges, Guarded {
    using SafeTransferLib for address;

    constructor(Settings memory given) VaultState(given) { }

    // ------------------------------------------------------------------------------------------------------ funding

    /// @inheritdoc IBountyVault
    function fund(uint256 ledgerId, uint128 amount, uint40 deadline, bytes32 manifestHash)
        external
        nonReentrant
        returns (bytes32 bountyId)
    {
        return _credit(ledgerId, _pull(_openToken(_ledgers[ledgerId], ledgerId), amount), deadline, manifestHash);
    }

    /// @inheritdoc IBountyVault
    function fundWithPermit(
        uint256 ledgerId,
        uint128 amount,
        uint40 deadline,
        bytes32 manifestHash,
        PermitSignature calldata permit
    ) external nonReentrant returns (bytes32 bountyId) {
        address token = _openToken(_ledgers[ledgerId], ledgerId);
        // A permit seen in the mempool can be used by anybody, which leaves the allowance that was asked for.
        try IERC20Permit(token)
            .permit(msg.sender, address(this), amount, permit.deadline, permit.v, permit.r, permit.s) { }
            catch { }
        return _credit(ledgerId, _pull(token, amount), deadline, manifestHash);
    }

    /// @inheritdoc IBountyVault
    function fundWithPermit2(
        uint256 ledgerId,
        uint128 amount,
        uint40 deadline,
        bytes32 manifestHash,
        Permit2Signature calldata permit
    ) external nonReentrant returns (bytes32 bountyId) {
        address token = _openToken(_ledgers[ledgerId], ledgerId);
        uint256 balanceBefore = token.balanceOf(address(this));
        PERMIT2.permitTransferFrom(
            IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(token, amount), permit.nonce, permit.deadline),
            IPermit2.SignatureTransferDetails(address(this), amount),
            msg.sender,
            permit.signature
        );
        return _credit(ledgerId, _arrived(token, balanceBefore), deadline, manifestHash);
    }

    function _credit(uint256 ledgerId, uint128 received, uint40 deadline, bytes32 manifestHash)
        private
        returns (bytes32 bountyId)
    {
        bountyId = bountyIdOf(msg.sender, ledgerId, manifestHash);
        BountyPlace storage place = _bounties[bountyId];
        BountySlot bounty = place.slot;
        uint40 until = bounty.deadline() > deadline ? uint40(bounty.deadline()) : deadline;
        if (until <= block.timestamp) revert Errors.BountyVault_DeadlinePassed(until);

        place.slot = bounty.until(ledgerId, until).plus(received);
        emit BountyFunded(bountyId, ledgerId, msg.sender, received, until, manifestHash);
    }

    /// @dev The ledger's token, if the ledger takes money now.
    function _openToken(Ledger storage ledger, uint256 ledgerId) private view returns (address token) {
        uint256 until;
        (token, until) = (ledger.token, ledger.pausedUntil);
        if (token == address(0)) revert Errors.BountyVault_LedgerUnknown(ledgerId);
        if (block.timestamp < until) revert Errors.BountyVault_Paused(ledgerId, until);
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
    ) external returns (bytes32 batchKey) {
        // Calls nobody, so it needs no lock.
        (address token, LedgerHead head) = _countBatch(ledgerId, expectedBatchId);
        uint256 fee = _reserve(ledgerId, head.feeBps(), total, allocations);

        uint256 claimableAt = block.timestamp + head.window();
        bytes32 allocationsHash =
            Posting.log(ledgerId, expectedBatchId, root, total, claimableAt, evidenceHash, fee, allocations);
        batchKey = Commitment.keyOf(ledgerId, expectedBatchId);
        bytes32 meta = Commitment.metaOf(evidenceHash, allocationsHash, fee);
        commitOf[batchKey] = Commitment.hashOf(root, total, token, claimableAt, meta);
    }

    /// @dev The ledger's operator posts its next batch, and no other.
    function _countBatch(uint256 ledgerId, uint256 expectedBatchId) private returns (address token, LedgerHead head) {
        Ledger storage ledger = _ledgers[ledgerId];
        head = _headOf(ledger);
        if (msg.sender != head.operator()) revert Errors.BountyVault_NotOperator(msg.sender, ledgerId);
        uint256 batchId = head.batchCount() + 1;
        if (batchId != expectedBatchId) revert Errors.BountyVault_BatchOutOfTurn(batchId, expectedBatchId);
        token = _openToken(ledger, ledgerId);

        _setHead(ledger, head.counted());
    }

    /// @dev Takes each allocation out of what its bounty has available; their sum is the total and the fee, exactly.
    function _reserve(uint256 ledgerId, uint256 feeBps, uint256 total, Allocation[] calldata allocations)
        private
        returns (uint256 fee)
    {
        uint256 sum;
        for (uint256 i; i < allocations.length; ++i) {
            (bytes32 bountyId, uint256 amount) = Posting.read(allocations, i);
            BountyPlace storage place = _bounties[bountyId];
            BountySlot bounty = place.slot;

            if (bounty.ledgerId() != ledgerId) revert Errors.BountyVault_ForeignBounty(bountyId, ledgerId);
            if (block.timestamp > bounty.closesAt(GRACE)) revert Errors.BountyVault_BountyExpired(bountyId);
            if (amount > bounty.available()) {
                revert Errors.BountyVault_AllocationTooLarge(bountyId, amount, bounty.available());
            }

            place.slot = bounty.minus(amount);
            unchecked {
                sum += amount; // each is below 2^128
            }
        }
        unchecked {
            fee = sum * feeBps / BPS; // a part of the sum
        }
        if (total == 0 || total + fee != sum) revert Errors.BountyVault_TotalMismatch(total, sum - fee);
    }

    /// @inheritdoc IBountyVault
    function voidBatch(BatchHeader calldata header, BatchContent calldata content, Allocation[] calldata allocations)
        external
        nonReentrant
    {
        _requireMeta(header, content, Posting.hash(allocations));
        bytes32 batchKey = Commitment.keyOf(header);
        bytes32 commit = Commitment.hashOf(content.root, content.total, header);
        if (commitOf[batchKey] != Commitment.condemned(commit)) {
            if (msg.sender != _ledgers[header.ledgerId].operator) {
                revert Errors.BountyVault_NotOperator(msg.sender, header.ledgerId);
            }
            _requireNotFinal(header);
            if (commitOf[batchKey] != commit) revert Errors.BountyVault_BatchMismatch(batchKey);
        }

        delete commitOf[batchKey];
        for (uint256 i; i < allocations.length; ++i) {
            BountyPlace storage place = _bounties[allocations[i].bountyId];
            place.slot = place.slot.plus(allocations[i].amount).held(block.timestamp, GRACE);
        }
        emit Voided(header.ledgerId, header.batchId, batchKey);
    }

    /// @inheritdoc IBountyVault
    function accept(
        BatchHeader calldata header,
        BatchContent calldata content,
        Allocation[] calldata allocations,
        Acceptance[] calldata acceptances
    ) external nonReadReentrant {
        _requireNotFinal(header);
        _requireMeta(header, content, Posting.hash(allocations));
        (bytes32 batchKey, bytes32 commit) = _requireCommitted(header, content.root, content.total);
        bytes32 digest = _hashTypedData(Commitment.acceptHash(batchKey, commit));
        for (uint256 i; i < allocations.length; ++i) {
            if (i >= acceptances.length) revert Errors.BountyVault_AcceptanceInvalid(i);
            Acceptance calldata given = acceptances[i];
            bool theirs = bountyIdOf(given.owner, header.ledgerId, given.manifestHash) == allocations[i].bountyId;
            if (!theirs) revert Errors.BountyVault_AcceptanceInvalid(i);
            if (given.owner != msg.sender) _requireSigned(given.owner, digest, given.signature);
        }

        _reschedule(header, content.root, content.total, batchKey, block.timestamp);
    }

    /// @inheritdoc IBountyVault
    function collectFee(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash)
        external
        nonReadReentrant
    {
        _requireFinal(header);
        _requireMeta(header, content, allocationsHash);
        (bytes32 batchKey,) = _requireCommitted(header, content.root, content.total);
        if (_paid(batchKey, FEE_WORD).bits != 0) revert Errors.BountyVault_AlreadyPaid(batchKey, FEE_WORD);

        _paid(batchKey, FEE_WORD).bits = 1;
        emit FeeCollected(batchKey, content.fee);

        header.token.safeTransfer(TREASURY, content.fee);
    }

    // ------------------------------------------------------------------------------------------------------- claims

    /// @inheritdoc IBountyVault
    function claim(BatchHeader calldata header, Leaf calldata leaf, bytes calldata proof) external nonReadReentrant {
        (address account, uint128 amount) = (leaf.account, leaf.amount);
        _consume(header, leaf.index, account, amount, proof);

        header.token.safeTransfer(account, amount);
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
        bytes32 batchKey = Commitment.keyOf(header);
        uint256 count = SumTree.rangeSize(first, packed.length);
        (bytes32 root, uint256 total) = SumTree.rootOfRange(batchKey, first, count, packed, proof);
        _requireProven(header, batchKey, first, root, total);
        _payRange(header.token, batchKey, first, count, packed);
    }

    /// @dev Marks the whole range paid before paying it, and unmarks what could not be paid.
    function _payRange(address token, bytes32 batchKey, uint256 first, uint256 count, bytes calldata packed) private {
        PaidWord storage word = _paid(batchKey, first >> 8);
        uint256 shift = first & 0xff;
        uint256 before = word.bits;
        uint256 marked = before | ((type(uint256).max >> (256 - count)) << shift);
        word.bits = marked;

        uint256 failed = BatchTransfer.payEach(token, packed, before >> shift) << shift;

        if (failed != 0) word.bits = marked & ~failed;
        emit Swept(batchKey, first, marked & ~before & ~failed, failed);
    }

    /// @dev Proves that the leaf belongs to a final batch and marks it paid.
    function _consume(BatchHeader calldata header, uint256 index, address account, uint128 amount, bytes calldata proof)
        private
        returns (bytes32 batchKey)
    {
        batchKey = Commitment.keyOf(header);
        (bytes32 root, uint256 total) = SumTree.rootOfLeaf(batchKey, index, account, amount, proof);
        _requireProven(header, batchKey, index, root, total);

        PaidWord storage word = _paid(batchKey, index >> 8);
        (uint256 bits, uint256 bit) = (word.bits, 1 << (index & 0xff));
        if (bits & bit != 0) revert Errors.BountyVault_AlreadyPaid(batchKey, index);

        word.bits = bits | bit;
        emit Claimed(batchKey, index);
    }

    // ------------------------------------------------------------------------------------------- back to the owners

    /// @inheritdoc IBountyVault
    function refund(uint256 ledgerId, bytes32 manifestHash) external nonReentrant returns (uint256 amount) {
        bytes32 bountyId = bountyIdOf(msg.sender, ledgerId, manifestHash);
        BountyPlace storage place = _bounties[bountyId];
        BountySlot bounty = place.slot;
        if (bounty.ledgerId() == 0) revert Errors.BountyVault_BountyUnknown(bountyId);
        uint256 closesAt = bounty.closesAt(GRACE);
        if (block.timestamp <= closesAt) revert Errors.BountyVault_RefundTooEarly(closesAt + 1);
        amount = bounty.available();
        if (amount == 0) revert Errors.BountyVault_NothingToRefund(bountyId);

        place.slot = bounty.minus(amount);
        emit Refunded(bountyId, msg.sender, amount);

        _ledgers[ledgerId].token.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IBountyVault
    function reclaim(
        BatchHeader calldata header,
        BatchContent calldata content,
        Allocation[] calldata allocations,
        Leaf calldata leaf,
        bytes calldata proof
    ) external nonReadReentrant {
        uint256 wait = _ledgers[header.ledgerId].reclaimAfter;
        uint256 opensAt = header.claimableAt + wait;
        if (wait == 0 || block.timestamp < opensAt) revert Errors.BountyVault_NotReclaimable(wait == 0 ? 0 : opensAt);
        _requireMeta(header, content, Posting.hash(allocations));

        bytes32 batchKey = _consume(header, leaf.index, leaf.account, leaf.amount, proof);
        emit Reclaimed(batchKey, leaf.index, leaf.amount);
        _giveBack(leaf.amount, content.total + content.fee, allocations);
    }

    /// @dev Divides `amount` in proportion to the allocations, which add up to `sum`. The last one takes the remainder.
    function _giveBack(uint256 amount, uint256 sum, Allocation[] calldata allocations) private {
        uint256 left = amount;
        for (uint256 i; i < allocations.length; ++i) {
            BountyPlace storage place = _bounties[allocations[i].bountyId];
            uint256 share = i + 1 == allocations.length ? left : amount * allocations[i].amount / sum;
            place.slot = place.slot.plus(share);
            left -= share;
        }
    }

    // ------------------------------------------------------------------------------------------------------- checks

    /// @dev The proof led to `root` and `total`: they open the batch only if they are the committed ones.
    function _requireProven(BatchHeader calldata header, bytes32 batchKey, uint256 index, bytes32 root, uint256 total)
        private
        view
    {
        _requireFinal(header);
        if (commitOf[batchKey] != Commitment.hashOf(root, total, header)) {
            revert Errors.BountyVault_ProofInvalid(batchKey, index);
        }
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

        bytes32 batchKey = Commitment.keyOf(header);
        bytes32 digest = _hashTypedData(Commitment.claimToHash(batchKey, leaf.index, to));
        _requireSigned(leaf.account, digest, signature);
    }

    function _requireSigned(address account, bytes32 digest, bytes calldata signature) private view {
        if (!SignatureCheckerLib.isValidSignatureNowCalldata(account, digest, signature)) {
            revert Errors.BountyVault_SignatureInvalid(account);
        }
    }
}

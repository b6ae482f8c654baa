// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbitrable } from "./IArbitrator.sol";
import { IBountyTypes } from "./IBountyTypes.sol";

/// @title IBountyVault
/// @notice Holds the money of bounties and pays annotators from it.
///
/// An owner funds a bounty under an operator's ledger. The operator posts batches: each is one Merkle sum tree of
/// payouts, for one or many bounties of the ledger, and reserves its total from those bounties. After the ledger's
/// window a batch is final: every leaf is payable to its account, once, for ever; nobody can lower, delay or redirect
/// it. Before that, the operator may take the batch back, and the money returns to the bounties it came from.
///
/// Before it is final, anybody may challenge a batch against a bond. That freezes this batch alone until the ledger's
/// arbitrator (ERC-792) rules: the batch stands (1), is invalid (2), or nobody can say (0, or silence of 60 days). A
/// batch that does not stand is void: its money returns to its bounties.
///
/// No owner, no proxy: nobody has power over the vault itself. An operator can do harm only within the escrow of
/// bounties whose owners funded that operator's ledger. A guardian may stop new money and new batches for a while, and
/// nothing else: what is in the vault can always be claimed, challenged and refunded.
///
/// Amounts are base units of the ledger's token, times are Unix seconds, fees are basis points. Tokens whose balances
/// change by themselves (rebasing) are not supported; fee-on-transfer tokens are credited with what arrived.
interface IBountyVault is IBountyTypes, IArbitrable {
    // ------------------------------------------------------------------------------------------------------- events

    event LedgerCreated(uint256 indexed ledgerId, address indexed operator, address indexed token, LedgerTerms terms);

    /// @param amount What arrived with this funding, not the sum of all.
    /// @param deadline The bounty's deadline after this funding.
    event BountyFunded(
        bytes32 indexed bountyId,
        uint256 indexed ledgerId,
        address indexed owner,
        uint256 amount,
        uint256 deadline,
        bytes32 manifestHash
    );

    event Settled(
        uint256 indexed ledgerId,
        uint256 indexed batchId,
        bytes32 root,
        uint256 total,
        uint256 claimableAt,
        bytes32 evidenceHash,
        uint256 fee,
        Allocation[] allocations
    );

    /// @notice The batch has another moment of finality: all owners accepted it, or the guardian extended its window.
    event Rescheduled(uint256 indexed ledgerId, uint256 indexed batchId, uint256 claimableAt);

    /// @notice A batch was taken back, or did not stand; its allocations, listed in its `Settled` event, are available
    /// again.
    event Voided(uint256 indexed ledgerId, uint256 indexed batchId, bytes32 batchKey);

    /// @notice The batch is frozen until its arbitrator rules.
    /// @param evidenceHash Hash of what the challenger says; the arbitrator's own rules say where to publish it.
    event Challenged(
        bytes32 indexed batchKey,
        address indexed challenger,
        address indexed arbitrator,
        uint256 disputeId,
        uint256 bond,
        bytes32 evidenceHash
    );

    /// @notice The challenge is over. 1: the batch stands. 2: it is invalid. 0: nobody could say, or the arbitrator was
    /// silent. After 0 and 2 anybody may call `voidBatch`.
    event Ruled(bytes32 indexed batchKey, uint256 ruling);

    /// @notice The bond of a challenge was credited.
    event BondAwarded(bytes32 indexed batchKey, address indexed account, uint256 amount);

    event CreditWithdrawn(address indexed token, address indexed account, uint256 amount);

    /// @notice An unclaimed leaf went back to the batch's bounties.
    event Reclaimed(bytes32 indexed batchKey, uint256 index, uint256 amount);

    /// @notice The guardian stopped (or released) a ledger's funding and settling; ledger 0 is the opening of ledgers.
    event Paused(uint256 indexed ledgerId, uint256 until);

    /// @notice A leaf was paid. Account and amount stand in the leaf and in the token's own Transfer event.
    event Claimed(bytes32 indexed batchKey, uint256 index);

    /// @notice A range of leaves was pushed. Bit i of the maps stands for leaf (first - first % 256) + i.
    /// @param paid Leaves that became paid now.
    /// @param failed Leaves whose account the token refused to pay; they stay claimable.
    event Swept(bytes32 indexed batchKey, uint256 first, uint256 paid, uint256 failed);

    event FeeCollected(bytes32 indexed batchKey, uint256 amount);

    event Refunded(bytes32 indexed bountyId, address indexed owner, uint256 amount);

    // -------------------------------------------------------------------------------------------------- the operator

    /// @notice Opens a book whose operator is the caller. New terms need a new ledger.
    function createLedger(LedgerTerms calldata terms) external returns (uint256 ledgerId);

    /// @notice Posts the next batch: moves each allocation from available to reserved and commits to the payouts.
    /// @param expectedBatchId Must be the ledger's batch count plus one, so that no batch is ever posted twice.
    /// @param root Root of the sum tree over the batch's leaves (see SumTree).
    /// @param total Sum of the leaves. Must equal the sum of allocations less the fee, which is
    /// floor(sum * feeBps / 10000), taken once for the batch.
    /// @param evidenceHash SHA-256 of the evidence file that shows how the payouts were found.
    /// @return batchKey Name of the batch on this chain, in this vault.
    function settle(
        uint256 ledgerId,
        uint256 expectedBatchId,
        bytes32 root,
        uint128 total,
        bytes32 evidenceHash,
        Allocation[] calldata allocations
    ) external returns (bytes32 batchKey);

    /// @notice Returns a batch's money to its bounties: called by the operator to take back a batch that is not final,
    /// or by anybody for a batch that did not stand. Those bounties stay open to settling, and closed to refunds, for
    /// one more grace period.
    function voidBatch(BatchHeader calldata header, BatchContent calldata content, Allocation[] calldata allocations)
        external;

    /// @notice Pays a final batch's fee to the treasury, once. Anybody may call it.
    function collectFee(BatchHeader calldata header, BatchContent calldata content, bytes32 allocationsHash) external;

    // ----------------------------------------------------------------------------------------------------- the owner

    /// @notice Pays into the caller's bounty, creating it the first time. The caller must have approved the token.
    /// @param deadline Of a new bounty: in the future. Of a known one: extends its deadline, and never shortens it.
    /// @param manifestHash Hash of the bounty's frozen terms.
    function fund(uint256 ledgerId, uint128 amount, uint40 deadline, bytes32 manifestHash)
        external
        returns (bytes32 bountyId);

    /// @notice `fund` with an EIP-2612 permit. A permit that somebody else has used already does no harm.
    function fundWithPermit(
        uint256 ledgerId,
        uint128 amount,
        uint40 deadline,
        bytes32 manifestHash,
        PermitSignature calldata permit
    ) external returns (bytes32 bountyId);

    /// @notice `fund` with a Permit2 signature transfer to this vault.
    function fundWithPermit2(
        uint256 ledgerId,
        uint128 amount,
        uint40 deadline,
        bytes32 manifestHash,
        Permit2Signature calldata permit
    ) external returns (bytes32 bountyId);

    /// @notice Ends the batch's window now. Needs the consent of the owner of every bounty in it.
    /// @param acceptances One for each allocation, in the same order.
    function accept(
        BatchHeader calldata header,
        BatchContent calldata content,
        Allocation[] calldata allocations,
        Acceptance[] calldata acceptances
    ) external;

    /// @notice Returns to the caller what no batch has reserved of its bounty, after the deadline and the grace period,
    /// and one grace period after a void.
    function refund(uint256 ledgerId, bytes32 manifestHash) external returns (uint256 amount);

    /// @notice Sends one unclaimed leaf of a long-final batch back to the batch's bounties, in proportion to what each
    /// contributed. Only in ledgers whose terms allow it. Anybody may call it.
    function reclaim(
        BatchHeader calldata header,
        BatchContent calldata content,
        Allocation[] calldata allocations,
        Leaf calldata leaf,
        bytes calldata proof
    ) external;

    // ----------------------------------------------------------------------------------------------- the challenger

    /// @notice Freezes a batch that is not final until the ledger's arbitrator rules. Takes `challengeBondOf` in the
    /// ledger's token from the caller, and exactly the arbitrator's fee in ether.
    function challenge(BatchHeader calldata header, bytes32 root, uint256 total, bytes32 evidenceHash)
        external
        payable
        returns (uint256 disputeId);

    /// @notice Ends a challenge that its arbitrator has not answered for 60 days, as a ruling of 0. Anybody may call it.
    function timeOut(bytes32 batchKey) external;

    /// @notice Pays out what challenges have credited to an account. Anybody may call it.
    function withdrawCredit(address token, address account) external returns (uint256 amount);

    // ------------------------------------------------------------------------------------------------- the guardian

    /// @notice Stops funding and settling of these ledgers, or the opening of ledgers (id 0). It ends by itself, and a
    /// ledger can be stopped again only 30 days after. A pause that runs can be made shorter.
    /// @param duration Seconds from now, at most 14 days; 0 ends the pause.
    function pause(uint256[] calldata ledgerIds, uint40 duration) external;

    /// @notice Makes a batch that is not final wait longer; once for each batch.
    /// @param by Seconds, at most 7 days.
    function extendWindow(BatchHeader calldata header, bytes32 root, uint256 total, uint40 by) external;

    // ------------------------------------------------------------------------------------------------- the annotator

    /// @notice Pays a leaf of a final batch to its account. Anybody may call it.
    function claim(BatchHeader calldata header, Leaf calldata leaf, bytes calldata proof) external;

    /// @notice Pays leaves of one account from several batches of one token in one transfer. Anybody may call it.
    function claimMany(Claim[] calldata claims, address account) external;

    /// @notice Pays a leaf to another address, less a fee for the caller, as the leaf's account has signed
    /// (EIP-712 by a key, or ERC-1271 by a contract).
    function claimTo(
        BatchHeader calldata header,
        Leaf calldata leaf,
        bytes calldata proof,
        ClaimTo calldata to,
        bytes calldata signature
    ) external;

    /// @notice Pushes payouts to a whole subtree of leaves. A leaf that cannot be paid is skipped and stays claimable.
    /// Anybody may call it.
    /// @param first Index of the first leaf, a multiple of the number of leaves.
    /// @param packed 2^k leaves, at most 256, each 20 bytes of account and 16 of amount.
    /// @param proof Proof elements from the subtree's root up.
    function sweep(BatchHeader calldata header, uint256 first, bytes calldata packed, bytes calldata proof) external;

    // -------------------------------------------------------------------------------------------------------- views

    function settings() external view returns (Settings memory);

    function ledgerCount() external view returns (uint256);

    function ledgerOf(uint256 ledgerId) external view returns (Ledger memory);

    function bountyOf(bytes32 bountyId) external view returns (Bounty memory);

    function bountyIdOf(address owner, uint256 ledgerId, bytes32 manifestHash) external pure returns (bytes32);

    /// @notice keccak256(abi.encode(chain id, this vault, ledger, batch)): no leaf or proof fits two batches anywhere.
    function batchKeyOf(uint256 ledgerId, uint256 batchId) external view returns (bytes32);

    /// @notice What challenging a batch with this total takes: the ledger's bond, or 1 % of the total if that is more.
    function challengeBondOf(uint256 ledgerId, uint256 total) external view returns (uint256);

    function challengeOf(bytes32 batchKey) external view returns (Challenge memory);

    /// @notice What challenges have credited to an account and nobody has withdrawn.
    function creditOf(address token, address account) external view returns (uint256);

    /// @notice Until when the guardian has stopped this ledger; ledger 0 is the opening of ledgers.
    function pausedUntil(uint256 ledgerId) external view returns (uint256);

    /// @notice The batch's commitment, keccak256(abi.encode(root, total, token, claimableAt, meta)); zero when the
    /// batch was never posted, or is void. While a challenge is open it is keccak256(abi.encode(commit,
    /// keccak256("FROZEN"))); for a batch that did not stand and is not void yet, the same with "CONDEMNED".
    function commitOf(bytes32 batchKey) external view returns (bytes32);

    function isClaimed(bytes32 batchKey, uint256 index) external view returns (bool);

    function isFeeCollected(bytes32 batchKey) external view returns (bool);
}

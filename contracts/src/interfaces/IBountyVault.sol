// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbitrable } from "./IArbitrator.sol";

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
interface IBountyVault is IArbitrable {
    // ------------------------------------------------------------------------------------------------------ structs

    /// @notice What is fixed when the vault is deployed.
    struct Settings {
        /// @dev Where fees go, and what remains of a slashed stake.
        address treasury;
        /// @dev Who may stop new money and new batches for a while; zero for nobody.
        address guardian;
        /// @dev Holds the operators' stakes; slashed when a challenge succeeds (see IOperatorStake).
        address operatorStake;
        /// @dev The Permit2 contract that `fundWithPermit2` uses.
        address permit2;
        /// @dev The smallest window a ledger may have, in seconds.
        uint256 minWindow;
        /// @dev Seconds after a bounty's deadline, and after a void, during which the operator may still settle.
        uint256 grace;
    }

    /// @notice What an operator chooses for ever when it opens a ledger.
    struct LedgerTerms {
        /// @dev Must hold code.
        address token;
        /// @dev Seconds between posting a batch and its finality, from `settings().minWindow` to 30 days.
        uint40 window;
        /// @dev Fee on settled amounts, at most 1000 (10 %).
        uint16 feeBps;
        /// @dev ERC-792 arbitrator of this ledger's challenges. Must hold code.
        address arbitrator;
        /// @dev Least bond of a challenge, base units of the token (see `challengeBondOf`).
        uint96 challengeBond;
        /// @dev Seconds after finality from which unclaimed leaves may go back to their bounties: 0 for never, or at
        /// least 365 days.
        uint32 reclaimAfter;
    }

    /// @notice An operator's book. What stands in LedgerTerms never changes.
    struct Ledger {
        address operator;
        uint40 window;
        /// @dev Number of batches posted; batch ids count from 1.
        uint40 batchCount;
        uint16 feeBps;
        address token;
        /// @dev The guardian has stopped funding and settling until this moment.
        uint40 pausedUntil;
        uint32 reclaimAfter;
        /// @dev Challenges of this ledger's batches that wait for a ruling.
        uint24 openChallenges;
        address arbitrator;
        uint96 challengeBond;
    }

    /// @notice One storage slot. Its owner is in its id: keccak256(abi.encode(owner, ledgerId, manifestHash)).
    struct Bounty {
        /// @dev Money that no batch has reserved.
        uint128 available;
        /// @dev Zero for a bounty that nobody has funded.
        uint48 ledgerId;
        /// @dev Settling ends, and refunds begin, one grace period after this moment.
        uint40 deadline;
        /// @dev After a void: settling and refunds wait at least until this moment.
        uint40 heldUntil;
    }

    /// @notice What one bounty contributes to a batch, fee included.
    struct Allocation {
        bytes32 bountyId;
        uint256 amount;
    }

    /// @notice What a claimant supplies to open a batch; the vault keeps only a hash of it.
    struct BatchHeader {
        uint64 ledgerId;
        uint256 batchId;
        address token;
        uint40 claimableAt;
        /// @dev keccak256(abi.encode(evidenceHash, keccak256(abi.encode(allocations)), fee))
        bytes32 meta;
    }

    /// @notice The rest of what a batch committed to.
    struct BatchContent {
        bytes32 root;
        uint256 total;
        bytes32 evidenceHash;
        uint256 fee;
    }

    /// @dev The widths here, in Allocation and in BatchHeader also choose the selectors: the compiler tests them one
    /// after the other, the smallest first, and `claim` and `settle` are to come early.
    struct Leaf {
        uint128 index;
        address account;
        uint128 amount;
    }

    /// @notice One of several claims of the same account.
    struct Claim {
        BatchHeader header;
        uint256 index;
        uint128 amount;
        bytes proof;
    }

    /// @notice An annotator's permission to pay a leaf to another address. The leaf's paid bit is its nonce.
    struct ClaimTo {
        address to;
        /// @dev Who may submit it; zero for anybody. The fee goes to whoever submits.
        address relayer;
        uint128 relayerFee;
        uint256 deadline;
    }

    /// @notice EIP-2612.
    struct PermitSignature {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice A signature transfer of Permit2 for exactly the funded amount.
    struct Permit2Signature {
        uint256 nonce;
        uint256 deadline;
        bytes signature;
    }

    /// @notice A bounty owner's consent to a batch: signed Accept(bytes32 batchKey,bytes32 commit) by EIP-712 or
    /// ERC-1271, or nothing when the owner is the caller.
    struct Acceptance {
        address owner;
        bytes32 manifestHash;
        bytes signature;
    }

    enum ChallengeState {
        None,
        Open,
        Closed
    }

    /// @notice The latest challenge of a batch.
    struct Challenge {
        address challenger;
        uint40 openedAt;
        ChallengeState state;
        address arbitrator;
        uint96 ledgerId;
        /// @dev Base units of the ledger's token that arrived.
        uint128 bond;
        /// @dev Wei that the arbitrator took.
        uint128 arbitrationFee;
        uint256 disputeId;
        /// @dev The commitment that comes back when the batch stands.
        bytes32 commit;
    }

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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IBountyVault
/// @notice Holds the money of bounties and pays annotators from it.
///
/// An owner funds a bounty under an operator's ledger. The operator posts batches: each is one Merkle sum tree of
/// payouts, for one or many bounties of the ledger, and reserves its total from those bounties. After the ledger's
/// window a batch is final: every leaf is payable to its account, once, for ever; nobody can lower, delay or redirect
/// it. Before that, the operator may take the batch back, and the money returns to the bounties it came from.
///
/// No owner, no proxy, no pause: nobody has power over the vault itself. An operator can do harm only within the
/// escrow of bounties whose owners funded that operator's ledger.
///
/// Amounts are base units of the ledger's token, times are Unix seconds, fees are basis points. Tokens whose balances
/// change by themselves (rebasing) are not supported; fee-on-transfer tokens are credited with what arrived.
interface IBountyVault {
    // ------------------------------------------------------------------------------------------------------ structs

    /// @notice An operator's book. Everything but `batchCount` is fixed at creation.
    struct Ledger {
        address operator;
        /// @dev Seconds between posting a batch and its finality.
        uint40 window;
        /// @dev Number of batches posted; batch ids count from 1.
        uint40 batchCount;
        uint16 feeBps;
        address token;
    }

    struct Bounty {
        address owner;
        /// @dev Settling ends, and refunds begin, one grace period after this moment.
        uint40 deadline;
        uint56 ledgerId;
        /// @dev Money that no batch has reserved.
        uint128 available;
        /// @dev Money allocated to batches that were not taken back: annotators' money and the fee on it.
        uint128 reserved;
    }

    /// @notice What one bounty contributes to a batch, fee included.
    struct Allocation {
        bytes32 bountyId;
        uint128 amount;
    }

    /// @notice What a claimant supplies to open a batch; the vault keeps only a hash of it.
    struct BatchHeader {
        uint256 ledgerId;
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

    struct Leaf {
        uint256 index;
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

    struct PermitSignature {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    // ------------------------------------------------------------------------------------------------------- events

    event LedgerCreated(
        uint256 indexed ledgerId, address indexed operator, address indexed token, uint256 window, uint256 feeBps
    );

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

    /// @notice A batch was taken back; its allocations, listed in its `Settled` event, are available again.
    event Voided(uint256 indexed ledgerId, uint256 indexed batchId, bytes32 batchKey);

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
    /// @param token Must hold code.
    /// @param window Seconds, from `minWindow()` to 30 days.
    /// @param feeBps Fee on settled amounts, at most 1000 (10 %).
    function createLedger(address token, uint40 window, uint16 feeBps) external returns (uint256 ledgerId);

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

    /// @notice The operator takes back a batch that is not final yet; its money returns to the bounties.
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

    /// @notice Returns to the owner what no batch has reserved, after the deadline and the grace period.
    function refund(bytes32 bountyId) external returns (uint256 amount);

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

    /// @notice Where fees go.
    function treasury() external view returns (address);

    /// @notice The smallest window a ledger may have, in seconds.
    function minWindow() external view returns (uint256);

    /// @notice Seconds after a bounty's deadline during which the operator may still settle.
    function grace() external view returns (uint256);

    function ledgerCount() external view returns (uint256);

    function ledgerOf(uint256 ledgerId) external view returns (Ledger memory);

    function bountyOf(bytes32 bountyId) external view returns (Bounty memory);

    function bountyIdOf(address owner, uint256 ledgerId, bytes32 manifestHash) external pure returns (bytes32);

    /// @notice keccak256(abi.encode(chain id, this vault, ledger, batch)): no leaf or proof fits two batches anywhere.
    function batchKeyOf(uint256 ledgerId, uint256 batchId) external view returns (bytes32);

    /// @notice The batch's commitment, keccak256(abi.encode(root, total, token, claimableAt, meta)); zero when the
    /// batch was never posted, or was taken back.
    function commitOf(bytes32 batchKey) external view returns (bytes32);

    function isClaimed(bytes32 batchKey, uint256 index) external view returns (bool);

    function isFeeCollected(bytes32 batchKey) external view returns (bool);
}

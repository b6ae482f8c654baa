// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IBountyTypes
/// @notice The words in which the vault and its callers speak: terms, ledgers, bounties, batches, permissions.
///
/// Amounts are base units of the ledger's token, times are Unix seconds, fees are basis points.
interface IBountyTypes {
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
}

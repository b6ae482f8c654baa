// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Errors
/// @notice Every refusal of this project's contracts, named `Contract_Reason`.
library Errors {
    // ------------------------------------------------------------------------------------------------ construction

    /// @notice The treasury address is zero.
    error BountyVault_TreasuryZero();

    /// @notice The smallest window must be between 1 second and the largest window.
    error BountyVault_MinWindowInvalid(uint256 minWindow);

    // ----------------------------------------------------------------------------------------------------- ledgers

    /// @notice The address holds no code, so it is no token.
    error BountyVault_TokenWithoutCode(address token);

    /// @notice The challenge window is outside the lawful range, in seconds.
    error BountyVault_WindowOutOfRange(uint256 window, uint256 min, uint256 max);

    /// @notice The fee is above the cap, in basis points.
    error BountyVault_FeeTooHigh(uint256 feeBps, uint256 max);

    /// @notice The address holds no code, so it is no arbitrator.
    error BountyVault_ArbitratorWithoutCode(address arbitrator);

    /// @notice Unclaimed leaves may go back never (0), or after at least this many seconds.
    error BountyVault_ReclaimTooEarly(uint256 reclaimAfter, uint256 min);

    /// @notice The guardian has stopped this ledger, or (0) the opening of ledgers, until this moment.
    error BountyVault_Paused(uint256 ledgerId, uint256 until);

    /// @notice No ledger has this id.
    error BountyVault_LedgerUnknown(uint256 ledgerId);

    /// @notice Only the ledger's operator may do this.
    error BountyVault_NotOperator(address caller, uint256 ledgerId);

    // ---------------------------------------------------------------------------------------------------- bounties

    /// @notice The bounty's deadline is not in the future.
    error BountyVault_DeadlinePassed(uint256 deadline);

    /// @notice The token moved nothing, or more than 2^128 - 1.
    error BountyVault_AmountOutOfRange(uint256 received);

    /// @notice Nobody has funded this bounty.
    error BountyVault_BountyUnknown(bytes32 bountyId);

    /// @notice Refunds open one grace period after the deadline, and after a void.
    error BountyVault_RefundTooEarly(uint256 opensAt);

    /// @notice The bounty has no money that is not reserved for annotators.
    error BountyVault_NothingToRefund(bytes32 bountyId);

    // ----------------------------------------------------------------------------------------------------- batches

    /// @notice The operator's next batch has another number: this one was posted already, or is ahead of its turn.
    error BountyVault_BatchOutOfTurn(uint256 expected, uint256 given);

    /// @notice The bounty does not belong to the ledger that settles.
    error BountyVault_ForeignBounty(bytes32 bountyId, uint256 ledgerId);

    /// @notice The bounty's deadline and grace are over: its money belongs to the owner again.
    error BountyVault_BountyExpired(bytes32 bountyId);

    /// @notice The allocation exceeds what the bounty has available.
    error BountyVault_AllocationTooLarge(bytes32 bountyId, uint256 amount, uint256 available);

    /// @notice The committed total is not what the allocations leave after the fee, or it is zero.
    error BountyVault_TotalMismatch(uint256 total, uint256 expected);

    /// @notice The header or content is not the one committed to.
    error BountyVault_BatchMismatch(bytes32 batchKey);

    /// @notice The batch is final: it can never be taken back.
    error BountyVault_BatchFinal(uint256 claimableAt);

    /// @notice The batch is still in its window.
    error BountyVault_NotClaimableYet(uint256 claimableAt);

    /// @notice An acceptance must be given for each allocation, by the owner of its bounty.
    error BountyVault_AcceptanceInvalid(uint256 position);

    /// @notice Unclaimed leaves of this ledger never go back, or not yet.
    error BountyVault_NotReclaimable(uint256 opensAt);

    // -------------------------------------------------------------------------------------------------- challenges

    /// @notice The arbitrator asks for exactly this many wei.
    error BountyVault_ArbitrationFeeMismatch(uint256 asked, uint256 given);

    /// @notice The arbitrator gave a dispute id that it has given before.
    error BountyVault_DisputeKnown(uint256 disputeId);

    /// @notice The caller has no such dispute open.
    error BountyVault_DisputeUnknown(address caller, uint256 disputeId);

    /// @notice Rulings are 0, 1 and 2.
    error BountyVault_RulingUnknown(uint256 ruling);

    /// @notice No challenge of this batch is open, or its arbitrator still has time.
    error BountyVault_NotTimedOut(uint256 opensAt);

    /// @notice Nothing is credited to this account.
    error BountyVault_NothingCredited(address token, address account);

    // ------------------------------------------------------------------------------------------------ the guardian

    /// @notice Only the guardian may do this.
    error BountyVault_NotGuardian(address caller);

    /// @notice The pause or extension is longer than a guardian may make it, in seconds.
    error BountyVault_TooLong(uint256 duration, uint256 max);

    /// @notice A ledger can be stopped again only some time after the last stop.
    error BountyVault_PauseTooSoon(uint256 ledgerId, uint256 opensAt);

    /// @notice The batch's window was extended before.
    error BountyVault_AlreadyExtended(bytes32 batchKey);

    // ------------------------------------------------------------------------------------------------------ claims

    /// @notice Leaf and proof do not lead to the committed root and total.
    error BountyVault_ProofInvalid(bytes32 batchKey, uint256 index);

    /// @notice The leaf (or the fee) was paid before.
    error BountyVault_AlreadyPaid(bytes32 batchKey, uint256 index);

    /// @notice A bundle of claims must hold at least one claim.
    error BountyVault_NoClaims();

    /// @notice All claims of a bundle must be in the same token.
    error BountyVault_MixedTokens(address first, address other);

    /// @notice The authorisation to pay another address is over.
    error BountyVault_AuthorisationExpired(uint256 deadline);

    /// @notice The authorisation names another relayer, no recipient, or a fee above the amount.
    error BountyVault_AuthorisationInvalid();

    /// @notice The leaf's account did not sign this authorisation.
    error BountyVault_SignatureInvalid(address account);

    // ------------------------------------------------------------------------------------------------------- stakes

    /// @notice Only the ledger's operator may do this.
    error OperatorStake_NotOperator(address caller, uint256 ledgerId);

    /// @notice No withdrawal was announced, a batch was posted since, or it opens later.
    error OperatorStake_NotOpen(uint256 openAt);

    /// @notice A challenge of one of the ledger's batches is open.
    error OperatorStake_ChallengeOpen(uint256 ledgerId);

    /// @notice There is nothing to pay out.
    error OperatorStake_NothingHeld();

    // -------------------------------------------------------------------------------------------------- arbitrators

    /// @notice The members must be 1 to 32 different accounts, and the quorum 1 to their number.
    error CommitteeArbitrator_CommitteeInvalid(uint256 members, uint256 quorum);

    /// @notice A dispute needs exactly this fee and two choices.
    error CommitteeArbitrator_RequestInvalid(uint256 fee, uint256 given, uint256 choices);

    /// @notice The caller is no member, has voted, the dispute is over or unknown, or the ruling is above 2.
    error CommitteeArbitrator_VoteInvalid(address caller, uint256 disputeId, uint256 ruling);

    /// @notice There is nothing to pay out.
    error CommitteeArbitrator_NothingEarned(address account);

    /// @notice Only the court may do this, once for each dispute.
    error KlerosArbitrator_RulingInvalid(address caller, uint256 courtDisputeId);

    /// @notice The challenger has not deposited the bond that the oracle asks for.
    error UmaArbitrator_DepositTooSmall(address challenger, uint256 deposit, uint256 bond);

    /// @notice Only the oracle may do this, once for each assertion.
    error UmaArbitrator_CallbackInvalid(address caller, bytes32 assertionId);

    // -------------------------------------------------------------------------------------------------- dev chain

    /// @notice The nonce was used before.
    error MockPermit2_NonceUsed(address owner, uint256 nonce);

    /// @notice The signature is late, for less, or not the owner's.
    error MockPermit2_SignatureInvalid(address owner);

    // ---------------------------------------------------------------------------------------------------- libraries

    /// @notice The proof is ragged, or the index has bits beyond the proof's depth.
    error SumTree_ProofMalformed();

    /// @notice A range must be 2^k packed leaves, at most 256, that begin at a multiple of their number.
    error SumTree_RangeInvalid(uint256 first, uint256 packedLength);

    /// @notice The test token's faucet gives at most this much at a time.
    error TestToken_FaucetLimit(uint256 amount, uint256 max);
}

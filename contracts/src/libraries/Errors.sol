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

    /// @notice No ledger has this id.
    error BountyVault_LedgerUnknown(uint256 ledgerId);

    /// @notice Only the ledger's operator may do this.
    error BountyVault_NotOperator(address caller, uint256 ledgerId);

    // ---------------------------------------------------------------------------------------------------- bounties

    /// @notice The bounty's deadline is not in the future.
    error BountyVault_DeadlinePassed(uint256 deadline);

    /// @notice The token moved nothing, or more than 2^128 - 1.
    error BountyVault_AmountOutOfRange(uint256 received);

    /// @notice Only the bounty's owner may do this.
    error BountyVault_NotOwner(address caller, bytes32 bountyId);

    /// @notice Refunds open one grace period after the deadline.
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

    // ---------------------------------------------------------------------------------------------------- libraries

    /// @notice The proof is ragged, or the index has bits beyond the proof's depth.
    error SumTree_ProofMalformed();

    /// @notice A range must be 2^k packed leaves, at most 256, that begin at a multiple of their number.
    error SumTree_RangeInvalid(uint256 first, uint256 packedLength);

    /// @notice The test token's faucet gives at most this much at a time.
    error TestToken_FaucetLimit(uint256 amount, uint256 max);
}

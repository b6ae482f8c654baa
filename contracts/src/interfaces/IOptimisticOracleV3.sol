// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IOptimisticOracleV3
/// @notice The part of UMA's Optimistic Oracle V3 that asserting needs.
interface IOptimisticOracleV3 {
    /// @notice Asserts a claim; takes `bond` of `currency` from the caller, and gives it back to `asserter` when the
    /// claim is found true. Calls `assertionResolvedCallback` of `callbackRecipient` in the end.
    function assertTruth(
        bytes calldata claim,
        address asserter,
        address callbackRecipient,
        address escalationManager,
        uint64 liveness,
        address currency,
        uint256 bond,
        bytes32 identifier,
        bytes32 domainId
    ) external returns (bytes32 assertionId);

    function defaultIdentifier() external view returns (bytes32);

    function getMinimumBond(address currency) external view returns (uint256);
}

/// @title IOptimisticOracleV3Callback
/// @notice What the oracle calls.
interface IOptimisticOracleV3Callback {
    function assertionResolvedCallback(bytes32 assertionId, bool assertedTruthfully) external;

    function assertionDisputedCallback(bytes32 assertionId) external;
}

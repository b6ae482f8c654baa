// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IArbitrator
/// @notice Who decides disputes (ERC-792). A ruling of 0 means: refused to arbitrate.
interface IArbitrator {
    /// @param choices Number of rulings besides 0.
    /// @param extraData Read by the arbitrator. The vault gives abi.encode(batchKey, challenger, evidenceHash).
    /// @return disputeId Unique within the arbitrator.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @return cost Wei that `createDispute` asks for.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256 cost);
}

/// @title IArbitrable
/// @notice Who asked for a decision (ERC-792).
interface IArbitrable {
    event Ruling(IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 ruling);

    /// @notice Called by the arbitrator, once for each dispute.
    function rule(uint256 disputeId, uint256 ruling) external;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbitrator } from "../../src/interfaces/IArbitrator.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";

/// @notice An arbitrator that rules what it is told, for a fee. It takes no ether besides: a recipient that refuses.
contract Judge is IArbitrator {
    uint256 public constant FEE = 0.01 ether;

    uint256 private _count;

    function createDispute(uint256, bytes calldata) external payable returns (uint256) {
        return ++_count;
    }

    function rule(IBountyVault vault, uint256 disputeId, uint256 ruling) external {
        vault.rule(disputeId, ruling);
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return FEE;
    }
}

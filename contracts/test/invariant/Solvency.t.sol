// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "../base/Test.sol";
import { VaultHandler } from "./VaultHandler.sol";

/// @notice What holds after any sequence of calls, with a dishonest operator among the callers.
contract SolvencyInvariant is Test {
    IBountyVault private vault;
    TestToken private token;
    VaultHandler private handler;

    function setUp() external {
        vm.warp(1_700_000_000);
        token = new TestToken();
        bytes memory arguments =
            abi.encode(address(0xFEE), address(0), new OperatorStake(), address(0), 1 hours, 7 days);
        vault = IBountyVault(vm.deployCode("BountyVault.sol:BountyVault", arguments));
        handler = new VaultHandler(vault, token);
        targetContract(address(handler));
    }

    /// @dev The vault holds exactly what bounties have available, live batches still owe, and donors gave.
    function invariant_HoldsExactlyWhatItOwes() external view {
        uint256 owed = handler.donated();
        for (uint256 i; i < handler.bountyCount(); ++i) {
            owed += vault.bountyOf(handler.bountyIdAt(i)).available;
        }
        for (uint256 i; i < handler.batchCount(); ++i) {
            VaultHandler.Batch memory batch = handler.batchAt(i);
            if (batch.voided) continue;
            owed += batch.content.total - batch.paid;
            if (!batch.feeCollected) owed += batch.content.fee;
        }
        assertEq(token.balanceOf(address(vault)), owed, "balance");
    }

    function invariant_NoBatchPaysMoreThanItsTotal() external view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            VaultHandler.Batch memory batch = handler.batchAt(i);
            assertLe(batch.paid, batch.voided ? 0 : batch.content.total, "paid");
            bool complete = batch.lies == 0 && batch.paidMask == 15;
            if (complete) assertEq(batch.paid, batch.content.total, "an honest batch is paid to the last unit");
        }
    }

    function invariant_NoBountyGivesMoreThanItGot() external view {
        for (uint256 i; i < handler.bountyCount(); ++i) {
            bytes32 id = handler.bountyIdAt(i);
            IBountyVault.Bounty memory bounty = vault.bountyOf(id);
            uint256 given = _allocatedTo(id) + handler.refundedOf(id);
            assertEq(handler.fundedOf(id), bounty.available + given, "funded = available + allocated + refunded");
        }
    }

    function _allocatedTo(bytes32 id) private view returns (uint256 sum) {
        for (uint256 i; i < handler.batchCount(); ++i) {
            VaultHandler.Batch memory batch = handler.batchAt(i);
            for (uint256 j; j < batch.allocations.length && !batch.voided; ++j) {
                if (batch.allocations[j].bountyId == id) sum += batch.allocations[j].amount;
            }
        }
    }
}

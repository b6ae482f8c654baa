// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { MockPermit2 } from "../../src/dev-chain/MockPermit2.sol";
import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "../base/Test.sol";
import { ChaosToken } from "../tokens/ChaosToken.sol";
import { VaultHandler } from "./VaultHandler.sol";

/// @notice What holds after any sequence of calls, with a dishonest operator and a bad token among the callers. The
/// handler itself fails as soon as a call succeeds that must not, or is refused that must succeed.
contract SolvencyInvariant is Test {
    IBountyVault private vault;
    VaultHandler private handler;
    bytes32 private terms;

    function setUp() external {
        vm.warp(1_700_000_000);
        IBountyTypes.Settings memory settings = IBountyTypes.Settings(
            address(0xFEE), address(0x6A4D), address(new OperatorStake()), address(new MockPermit2()), 1 hours, 7 days
        );
        vault = IBountyVault(vm.deployCode("BountyVault.sol:BountyVault", abi.encode(settings)));
        handler = new VaultHandler(vault, new TestToken(), new ChaosToken());
        terms = _terms();
        targetContract(address(handler));
    }

    /// @dev One function, so that each run of calls is made once and not once for each property.
    function invariant_TheVaultKeepsItsPromises() external view {
        uint256[2] memory owed = [handler.donated(0), handler.donated(1)];
        for (uint256 t; t < 2; ++t) {
            owed[t] += handler.bondsHeld(address(handler.tokens(t)));
        }
        _bounties(owed);
        _batches(owed);
        for (uint256 t; t < 2; ++t) {
            assertEq(handler.tokens(t).balanceOf(address(vault)), owed[t], "holds exactly what it owes");
        }
        assertEq(_terms(), terms, "no term of a ledger changes");
    }

    /// @dev funded = available + allocated to batches that stand - reclaimed + refunded, for each bounty.
    function _bounties(uint256[2] memory owed) private view {
        uint256 count = handler.bountyCount();
        uint256 sumOfGiven;
        uint256 sumOfFunded;
        for (uint256 i; i < count; ++i) {
            bytes32 id = handler.bountyIdAt(i);
            IBountyTypes.Bounty memory bounty = vault.bountyOf(id);
            owed[_tokenOf(bounty.ledgerId)] += bounty.available;
            sumOfFunded += handler.fundedOf(id);
            sumOfGiven += bounty.available + handler.refundedOf(id);
        }
        for (uint256 i; i < handler.batchCount(); ++i) {
            VaultHandler.Batch memory batch = handler.batchAt(i);
            if (batch.state == VaultHandler.State.Void) continue;
            sumOfGiven += batch.content.total + batch.content.fee - batch.reclaimed;
        }
        assertEq(sumOfFunded, sumOfGiven, "funded = available + posted - reclaimed + refunded");
    }

    function _batches(uint256[2] memory owed) private view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            VaultHandler.Batch memory batch = handler.batchAt(i);
            bool void_ = batch.state == VaultHandler.State.Void;
            assertLe(batch.paid + batch.reclaimed, void_ ? 0 : batch.content.total, "no batch pays above its total");
            if (void_) continue;
            uint256 t = _tokenOf(batch.header.ledgerId);
            owed[t] += batch.content.total - batch.paid - batch.reclaimed;
            if (!batch.feeCollected) owed[t] += batch.content.fee;
            bool complete = batch.lies == 0 && batch.bits == 15;
            if (complete) {
                assertEq(batch.paid + batch.reclaimed, batch.content.total, "an honest batch, to the last unit");
            }
        }
    }

    function _tokenOf(uint256 ledgerId) private pure returns (uint256) {
        return (ledgerId - 1) / 2;
    }

    /// @dev Everything in the ledgers but the number of batches, of open challenges, and pauses.
    function _terms() private view returns (bytes32 hash) {
        for (uint256 i; i < 4; ++i) {
            IBountyTypes.Ledger memory ledger = vault.ledgerOf(handler.ledgers(i));
            (ledger.batchCount, ledger.openChallenges, ledger.pausedUntil) = (0, 0, 0);
            hash = keccak256(abi.encode(hash, ledger));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

contract PauseTest is VaultTest {
    using Tree for Tree.Built;

    function test_StopsFundingAndSettlingOfTheLedgerAlone() external {
        bytes32 id = _fund(100e6, MANIFEST);
        uint256 other = _ledger(address(token), 0);
        vm.expectEmit(address(vault));
        emit IBountyVault.Paused(ledgerId, START + 14 days);
        _pause(ledgerId, 14 days);

        _expectPaused(ledgerId, START + 14 days);
        _fund(1e6, MANIFEST);
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](1);
        allocations[0] = IBountyTypes.Allocation(id, 50e6);
        _expectPaused(ledgerId, START + 14 days);
        vm.prank(OPERATOR);
        vault.settle(ledgerId, 1, "root", 49e6, EVIDENCE, allocations);
        vm.prank(OWNER);
        vault.fund(other, 1e6, DEADLINE, MANIFEST);

        vm.warp(START + 14 days);
        vm.prank(OPERATOR);
        vault.settle(ledgerId, 1, "root", 49e6, EVIDENCE, allocations);
        assertEq(vault.ledgerOf(ledgerId).batchCount, 1, "ends by itself");
    }

    function test_StopsTheOpeningOfLedgers() external {
        _pause(0, 1 days);
        assertEq(vault.pausedUntil(0), START + 1 days, "until");
        _expectPaused(0, START + 1 days);
        vault.createLedger(_terms(address(token), 0));
        vm.warp(START + 1 days);
        assertEq(vault.createLedger(_terms(address(token), 0)), ledgerId + 1, "ends by itself");
    }

    function test_StopsNobodyFromBeingPaid() external {
        Posted memory posted = _post(_even(4, 10e6));
        _pause(ledgerId, 14 days);
        _final(posted);
        _claim(posted, 0);
        vault.sweep(posted.header, 2, Tree.pack(posted.payouts, 2, 2), posted.tree.rangeProof(2, 2));
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
        assertEq(token.balanceOf(_worker(3)), 10e6, "swept");
        assertEq(token.balanceOf(_worker(0)), 10e6, "claimed");
    }

    function test_StopsNoRefund() external {
        _fund(100e6, MANIFEST);
        vm.warp(DEADLINE + GRACE + 1);
        _pause(ledgerId, 14 days);
        vm.prank(OWNER);
        assertEq(vault.refund(ledgerId, MANIFEST), 100e6, "refunded");
    }

    function test_RefusesMoreThanFourteenDays() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_TooLong.selector, 14 days + 1, 14 days));
        _pause(ledgerId, 14 days + 1);
    }

    function test_RefusesAgainWithinThirtyDays() external {
        _pause(ledgerId, 14 days);
        vm.warp(START + 44 days - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_PauseTooSoon.selector, ledgerId, START + 44 days));
        _pause(ledgerId, 1);
        vm.warp(START + 44 days);
        _pause(ledgerId, 1);
    }

    function test_APauseCanBeMadeShorterAndNotLonger() external {
        _pause(ledgerId, 7 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_PauseTooSoon.selector, ledgerId, START + 37 days));
        _pause(ledgerId, 7 days + 1);
        _pause(ledgerId, 0);
        _fund(1e6, MANIFEST);
        assertEq(vault.ledgerOf(ledgerId).pausedUntil, START, "ended");
    }

    function testFuzz_RefusesAnybodyButTheGuardian(address caller) external {
        vm.assume(caller != GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotGuardian.selector, caller));
        vm.prank(caller);
        vault.pause(new uint256[](0), 0);
    }

    function _pause(uint256 id, uint40 duration) private {
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        vm.prank(GUARDIAN);
        vault.pause(ids, duration);
    }

    function _expectPaused(uint256 id, uint256 until) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_Paused.selector, id, until));
    }
}

contract ExtendWindowTest is VaultTest {
    function test_LetsABatchWaitLongerOnce() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint40 claimableAt = posted.header.claimableAt + 7 days;
        vm.expectEmit(address(vault));
        emit IBountyVault.Rescheduled(ledgerId, 1, claimableAt);
        _extend(GUARDIAN, posted, 7 days);
        posted.header.claimableAt = claimableAt;
        vm.warp(claimableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyExtended.selector, _keyOf(posted)));
        _extend(GUARDIAN, posted, 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotClaimableYet.selector, claimableAt));
        _claim(posted, 0);
        vm.warp(claimableAt);
        _claim(posted, 0);
        assertEq(token.balanceOf(_worker(0)), 10e6, "paid");
    }

    function test_RefusesAFinalBatch() external {
        Posted memory posted = _post(_even(3, 10e6));
        _final(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchFinal.selector, posted.header.claimableAt));
        _extend(GUARDIAN, posted, 1);
        posted.header.claimableAt += 1;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _extend(GUARDIAN, posted, 1);
    }

    function test_RefusesMoreThanSevenDays() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_TooLong.selector, 7 days + 1, 7 days));
        _extend(GUARDIAN, posted, 7 days + 1);
    }

    function test_RefusesAnybodyButTheGuardian() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotGuardian.selector, OPERATOR));
        _extend(OPERATOR, posted, 1);
    }

    function _extend(address caller, Posted memory posted, uint40 by) private {
        vm.prank(caller);
        vault.extendWindow(posted.header, posted.content.root, posted.content.total, by);
    }
}

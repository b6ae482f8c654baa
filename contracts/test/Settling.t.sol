// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

contract SettleTest is VaultTest {
    bytes32 private constant ROOT = keccak256("root");

    function test_ReservesEachBountysAllocation() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        vm.expectEmit(address(vault));
        emit IBountyVault.Settled(ledgerId, 1, ROOT, 98e6, START + WINDOW, EVIDENCE, 2e6, allocations);
        bytes32 key = _settle(1, 98e6, allocations);

        assertTrue(vault.commitOf(key) != 0, "committed");
        for (uint256 i; i < 2; ++i) {
            IBountyTypes.Bounty memory bounty = vault.bountyOf(allocations[i].bountyId);
            assertEq(bounty.available, 100e6 - allocations[i].amount, "available");
        }
        assertEq(vault.ledgerOf(ledgerId).batchCount, 1, "count");
    }

    function test_RefusesAReplay() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        _settle(1, 98e6, allocations);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchOutOfTurn.selector, 2, 1));
        _settle(1, 98e6, allocations);
    }

    function test_RefusesABatchAheadOfItsTurn() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchOutOfTurn.selector, 1, 2));
        _settle(2, 98e6, allocations);
    }

    function testFuzz_RefusesAnybodyButTheOperator(address caller) external {
        vm.assume(caller != OPERATOR);
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotOperator.selector, caller, ledgerId));
        vm.prank(caller);
        vault.settle(ledgerId, 1, ROOT, 98e6, EVIDENCE, allocations);
    }

    function testFuzz_RefusesAnyTotalButTheExactOne(uint128 total) external {
        vm.assume(total != 98e6);
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_TotalMismatch.selector, total, 98e6));
        _settle(1, total, allocations);
    }

    function testFuzz_FeeIsFlooredOnceForTheBatch(uint64 first, uint64 second, uint16 bps) external {
        uint16 feeBps = uint16(bound(bps, 0, 1000));
        ledgerId = _ledger(address(token), feeBps);
        IBountyTypes.Allocation[] memory allocations = _two(bound(first, 1, 100e6), bound(second, 1, 100e6));
        uint256 sum = _sumOf(allocations);
        uint256 fee = sum * feeBps / 10_000;
        vm.expectEmit(address(vault));
        emit IBountyVault.Settled(ledgerId, 1, ROOT, sum - fee, START + WINDOW, EVIDENCE, fee, allocations);
        _settle(1, uint128(sum - fee), allocations);
    }

    function test_RefusesAnEmptyBatch() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_TotalMismatch.selector, 0, 0));
        _settle(1, 0, new IBountyTypes.Allocation[](0));
    }

    function test_RefusesMoreThanTheBountyHas() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 100e6 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.BountyVault_AllocationTooLarge.selector, allocations[1].bountyId, 100e6 + 1, 100e6
            )
        );
        _settle(1, 1, allocations);
    }

    function test_RefusesTheSameBountyTwiceBeyondItsMoney() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        allocations[1] = allocations[0];
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_AllocationTooLarge.selector, allocations[0].bountyId, 60e6, 40e6)
        );
        _settle(1, 1, allocations);
    }

    function test_RefusesABountyOfAnotherLedger() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        uint256 other = _ledger(address(token), FEE_BPS);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_ForeignBounty.selector, allocations[0].bountyId, other)
        );
        vm.prank(OPERATOR);
        vault.settle(other, 1, ROOT, 98e6, EVIDENCE, allocations);
    }

    function test_EndsWithTheGracePeriod() external {
        IBountyTypes.Allocation[] memory allocations = _two(60e6, 40e6);
        vm.warp(DEADLINE + GRACE);
        _settle(1, 98e6, allocations);
        vm.warp(DEADLINE + GRACE + 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BountyExpired.selector, allocations[0].bountyId));
        _settle(2, 98e6, allocations);
    }

    /// @dev Two bounties of 100e6 each, and what each of them shall pay.
    function _two(uint256 first, uint256 second) private returns (IBountyTypes.Allocation[] memory allocations) {
        allocations = new IBountyTypes.Allocation[](2);
        allocations[0] = IBountyTypes.Allocation(_fund(100e6, "first"), uint128(first));
        allocations[1] = IBountyTypes.Allocation(_fund(100e6, "second"), uint128(second));
    }

    function _settle(uint256 batchId, uint128 total, IBountyTypes.Allocation[] memory allocations)
        private
        returns (bytes32)
    {
        vm.prank(OPERATOR);
        return vault.settle(ledgerId, batchId, ROOT, total, EVIDENCE, allocations);
    }
}

contract VoidBatchTest is VaultTest {
    Posted private posted;

    function setUp() public override {
        super.setUp();
        Posted memory fresh = _post(_even(3, 10e6));
        (posted.header, posted.content) = (fresh.header, fresh.content);
        posted.allocations.push(fresh.allocations[0]);
        posted.payouts.push(fresh.payouts[0]);
        posted.tree = fresh.tree;
    }

    function test_ReturnsTheMoneyToItsBounty() external {
        _void(OPERATOR);
        IBountyTypes.Bounty memory bounty = vault.bountyOf(posted.allocations[0].bountyId);
        assertEq(bounty.available, posted.allocations[0].amount, "available");
        assertEq(vault.commitOf(_keyOf(posted)), 0, "no commitment");
    }

    function test_NobodyIsPaidFromIt() external {
        _void(OPERATOR);
        _final(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, _keyOf(posted), 0));
        _claim(posted, 0);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
    }

    function test_RefusesASecondTime() external {
        _void(OPERATOR);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _void(OPERATOR);
    }

    function test_RefusesAFinalBatch() external {
        _final(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchFinal.selector, posted.header.claimableAt));
        _void(OPERATOR);
    }

    function test_AFinalBatchCannotBeMadeToLookYoung() external {
        _final(posted);
        posted.header.claimableAt += 1 days;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _void(OPERATOR);
    }

    function test_RefusesAnybodyButTheOperator() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotOperator.selector, STRANGER, ledgerId));
        _void(STRANGER);
    }

    function test_RefusesOtherAllocationsThanTheCommittedOnes() external {
        posted.allocations[0].amount += 1;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _void(OPERATOR);
    }

    function _void(address caller) private {
        vm.prank(caller);
        vault.voidBatch(posted.header, posted.content, posted.allocations);
    }
}

contract CollectFeeTest is VaultTest {
    function test_PaysTheTreasuryExactlyTheFeeOnce() external {
        Posted memory posted = _post(_even(7, 1_234_567));
        _final(posted);
        bytes32 allocationsHash = keccak256(abi.encode(posted.allocations));
        uint256 fee = uint256(posted.allocations[0].amount) * FEE_BPS / 10_000;

        vault.collectFee(posted.header, posted.content, allocationsHash);
        assertEq(token.balanceOf(TREASURY), fee, "exact");
        assertTrue(vault.isFeeCollected(_keyOf(posted)), "marked");

        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), type(uint256).max)
        );
        vault.collectFee(posted.header, posted.content, allocationsHash);
    }

    function test_RefusesBeforeFinality() external {
        Posted memory posted = _post(_even(2, 10e6));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotClaimableYet.selector, posted.header.claimableAt));
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
    }

    function test_RefusesAnotherFeeThanTheCommittedOne() external {
        Posted memory posted = _post(_even(2, 10e6));
        _final(posted);
        posted.content.fee += 1;
        posted.header.meta =
            keccak256(abi.encode(EVIDENCE, keccak256(abi.encode(posted.allocations)), posted.content.fee));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
    }
}

contract RefundTest is VaultTest {
    function test_ReturnsOnlyWhatIsNotReserved() external {
        bytes32 id = _fund(100e6, MANIFEST);
        Posted memory posted = _reserve(id, 40e6);
        vm.warp(DEADLINE + GRACE + 1);
        uint256 before = token.balanceOf(OWNER);

        vm.expectEmit(address(vault));
        emit IBountyVault.Refunded(id, OWNER, 60e6);
        vm.prank(OWNER);
        assertEq(vault.refund(ledgerId, MANIFEST), 60e6, "available");
        assertEq(token.balanceOf(OWNER) - before, 60e6, "paid to the owner");

        for (uint256 i; i < 4; ++i) {
            _claim(posted, i);
        }
        assertEq(token.balanceOf(_worker(3)), 9_800_000, "annotators are paid all the same");
    }

    function test_RefusesDuringTheGracePeriod() external {
        _fund(100e6, MANIFEST);
        vm.warp(DEADLINE + GRACE);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_RefundTooEarly.selector, DEADLINE + GRACE + 1));
        vm.prank(OWNER);
        vault.refund(ledgerId, MANIFEST);
    }

    function test_RefusesAnybodyButTheOwner() external {
        _fund(100e6, MANIFEST);
        vm.warp(DEADLINE + GRACE + 1);
        bytes32 theirs = vault.bountyIdOf(OPERATOR, ledgerId, MANIFEST);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BountyUnknown.selector, theirs));
        vm.prank(OPERATOR);
        vault.refund(ledgerId, MANIFEST);
    }

    function test_RefusesASecondTime() external {
        bytes32 id = _fund(100e6, MANIFEST);
        vm.warp(DEADLINE + GRACE + 1);
        vm.prank(OWNER);
        vault.refund(ledgerId, MANIFEST);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NothingToRefund.selector, id));
        vm.prank(OWNER);
        vault.refund(ledgerId, MANIFEST);
    }

    function _reserve(bytes32 id, uint128 gross) private returns (Posted memory) {
        Tree.Payout[] memory payouts = _even(4, gross / 4 * 98 / 100);
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](1);
        allocations[0] = IBountyTypes.Allocation(id, gross);
        return _post(payouts, Tree.build(vault.batchKeyOf(ledgerId, 1), payouts), allocations);
    }
}

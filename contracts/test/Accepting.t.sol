// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

contract AcceptTest is VaultTest {
    uint256 private constant KEY = 0xACCE;

    function test_TheOwnerEndsTheWindowNow() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(START + 60);
        vm.expectEmit(address(vault));
        emit IBountyVault.Rescheduled(ledgerId, 1, START + 60);
        _accept(OWNER, posted, _ofOwner());
        posted.header.claimableAt = uint40(START + 60);
        _claim(posted, 0);
        assertEq(token.balanceOf(_worker(0)), 10e6, "paid before the window would have ended");
    }

    function test_SignaturesOfAllOwnersEndTheWindow() external {
        (Posted memory posted, IBountyTypes.Acceptance[] memory given) = _ofTwoOwners();
        _accept(STRANGER, posted, given);
        posted.header.claimableAt = uint40(START);
        _claim(posted, 1);
        assertEq(token.balanceOf(_worker(1)), 10e6, "paid");
    }

    function test_RefusesWhenOneOwnerIsMissing() external {
        (Posted memory posted, IBountyTypes.Acceptance[] memory given) = _ofTwoOwners();
        IBountyTypes.Acceptance[] memory one = new IBountyTypes.Acceptance[](1);
        one[0] = given[0];
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AcceptanceInvalid.selector, 1));
        _accept(STRANGER, posted, one);
    }

    function test_RefusesAnOwnerOfAnotherBounty() external {
        (Posted memory posted, IBountyTypes.Acceptance[] memory given) = _ofTwoOwners();
        given[1] = given[0];
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AcceptanceInvalid.selector, 1));
        _accept(STRANGER, posted, given);
    }

    function test_RefusesASignatureOfSomebodyElse() external {
        (Posted memory posted, IBountyTypes.Acceptance[] memory given) = _ofTwoOwners();
        given[1].signature = given[0].signature;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_SignatureInvalid.selector, vm.addr(KEY + 1)));
        _accept(STRANGER, posted, given);
    }

    function test_ASignatureFitsNoOtherContentOfTheSameBatch() external {
        (Posted memory posted, IBountyTypes.Acceptance[] memory given) = _ofTwoOwners();
        vm.prank(GUARDIAN);
        vault.extendWindow(posted.header, posted.content.root, posted.content.total, 1 days);
        posted.header.claimableAt += 1 days;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_SignatureInvalid.selector, vm.addr(KEY)));
        _accept(STRANGER, posted, given);
    }

    function test_RefusesAFinalBatch() external {
        Posted memory posted = _post(_even(3, 10e6));
        _final(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchFinal.selector, posted.header.claimableAt));
        _accept(OWNER, posted, _ofOwner());
    }

    function test_RefusesOtherAllocationsThanTheCommittedOnes() external {
        Posted memory posted = _post(_even(3, 10e6));
        posted.allocations = new IBountyTypes.Allocation[](0);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _accept(STRANGER, posted, new IBountyTypes.Acceptance[](0));
    }

    function test_RefusesABatchThatWasTakenBack() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.prank(OPERATOR);
        vault.voidBatch(posted.header, posted.content, posted.allocations);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _accept(OWNER, posted, _ofOwner());
    }

    function _accept(address caller, Posted memory posted, IBountyTypes.Acceptance[] memory given) private {
        vm.prank(caller);
        vault.accept(posted.header, posted.content, posted.allocations, given);
    }

    function _ofOwner() private pure returns (IBountyTypes.Acceptance[] memory given) {
        given = new IBountyTypes.Acceptance[](1);
        given[0] = IBountyTypes.Acceptance(OWNER, keccak256(abi.encode(uint256(1))), "");
    }

    function _ofTwoOwners() private returns (Posted memory posted, IBountyTypes.Acceptance[] memory given) {
        ledgerId = _ledger(address(token), 0);
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](2);
        for (uint256 i; i < 2; ++i) {
            address owner = vm.addr(KEY + i);
            _give(owner, 10e6);
            vm.prank(owner);
            allocations[i] = IBountyTypes.Allocation(vault.fund(ledgerId, 10e6, DEADLINE, MANIFEST), 10e6);
        }
        Tree.Payout[] memory payouts = _even(2, 10e6);
        posted = _post(payouts, Tree.build(vault.batchKeyOf(ledgerId, 1), payouts), allocations);
        given = new IBountyTypes.Acceptance[](2);
        bytes32 digest = _digest(posted);
        for (uint256 i; i < 2; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY + i, digest);
            given[i] = IBountyTypes.Acceptance(vm.addr(KEY + i), MANIFEST, abi.encodePacked(r, s, v));
        }
    }

    function _digest(Posted memory posted) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("BountyVault"),
                keccak256("1"),
                block.chainid,
                address(vault)
            )
        );
        bytes32 key = _keyOf(posted);
        bytes32 content =
            keccak256(abi.encode(keccak256("Accept(bytes32 batchKey,bytes32 commit)"), key, vault.commitOf(key)));
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }
}

contract ReclaimTest is VaultTest {
    using Tree for Tree.Built;

    uint32 private constant AFTER = 365 days;

    function setUp() public override {
        super.setUp();
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), FEE_BPS);
        terms.reclaimAfter = AFTER;
        vm.prank(OPERATOR);
        ledgerId = vault.createLedger(terms);
    }

    function test_AnUnclaimedLeafGoesBackToItsBounty() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(posted.header.claimableAt + AFTER);
        vm.expectEmit(address(vault));
        emit IBountyVault.Reclaimed(_keyOf(posted), 1, 10e6);
        _reclaim(posted, 1);
        assertEq(vault.bountyOf(posted.allocations[0].bountyId).available, 10e6, "available to the owner");
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), 1));
        _claim(posted, 1);
        _claim(posted, 0);
        assertEq(token.balanceOf(_worker(0)), 10e6, "the others can still be claimed");
    }

    function testFuzz_IsDividedInProportionToTheLastUnit(uint96 first, uint96 second, uint96 third) external {
        uint256[3] memory parts = [bound(first, 1, 100_000e6), bound(second, 1, 100_000e6), bound(third, 1, 100_000e6)];
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](3);
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            allocations[i] = IBountyTypes.Allocation(_fund(uint128(parts[i]), bytes32(i)), parts[i]);
            sum += parts[i];
        }
        uint256 total = sum - sum * FEE_BPS / 10_000;
        Tree.Payout[] memory payouts = _even(1, uint128(total));
        Posted memory posted = _post(payouts, Tree.build(vault.batchKeyOf(ledgerId, 1), payouts), allocations);
        vm.warp(posted.header.claimableAt + AFTER);
        _reclaim(posted, 0);
        uint256 back;
        for (uint256 i; i < 3; ++i) {
            uint256 share = vault.bountyOf(allocations[i].bountyId).available;
            if (i < 2) assertEq(share, total * parts[i] / sum, "share");
            back += share;
        }
        assertEq(back, total, "all of it");
    }

    function test_RefusesBeforeItsTime() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(posted.header.claimableAt + AFTER - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.BountyVault_NotReclaimable.selector, uint256(posted.header.claimableAt) + AFTER
            )
        );
        _reclaim(posted, 1);
    }

    function test_RefusesInALedgerWhosePayoutsNeverExpire() external {
        ledgerId = _ledger(address(token), FEE_BPS);
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(START + 10_000 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotReclaimable.selector, 0));
        _reclaim(posted, 1);
    }

    function test_RefusesAPaidLeaf() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(posted.header.claimableAt + AFTER);
        _claim(posted, 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), 1));
        _reclaim(posted, 1);
    }

    function test_RefusesOtherAllocationsThanTheCommittedOnes() external {
        Posted memory posted = _post(_even(3, 10e6));
        posted.allocations[0].bountyId = _fund(1e6, "somebody else's");
        vm.warp(posted.header.claimableAt + AFTER);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
        _reclaim(posted, 1);
    }

    function test_RefusesAnEarlierTimeInTheTerms() external {
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.reclaimAfter = AFTER - 1;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ReclaimTooEarly.selector, AFTER - 1, AFTER));
        vault.createLedger(terms);
    }

    function _reclaim(Posted memory posted, uint256 i) private {
        vault.reclaim(posted.header, posted.content, posted.allocations, _leaf(posted, i), posted.tree.proof(i));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";
import { HookToken } from "./tokens/HookToken.sol";

/// @notice A token that calls back into the vault at every transfer gains nothing.
contract ReentrancyTest is VaultTest {
    using Tree for Tree.Built;

    HookToken private hook;

    function setUp() public override {
        super.setUp();
        hook = new HookToken();
        hook.mint(OWNER, 1000e6);
        vm.prank(OWNER);
        hook.approve(address(vault), type(uint256).max);
        ledgerId = _ledger(address(hook), 0);
    }

    function test_ClaimInsideClaimOfTheSameLeafIsRefused() external {
        Posted memory posted = _ready();
        hook.hook(address(vault), _claimCall(posted, 0));
        _claim(posted, 0);
        assertEq(hook.reentered(), 0, "refused");
        assertEq(hook.balanceOf(_worker(0)), 10e6, "once");
    }

    function test_ClaimInsideSweepIsRefused() external {
        Posted memory posted = _ready();
        hook.hook(address(vault), _claimCall(posted, 3));
        vault.sweep(posted.header, 0, Tree.pack(posted.payouts, 0, 4), "");
        assertEq(hook.reentered(), 0, "refused");
        assertEq(hook.balanceOf(_worker(3)), 10e6, "once");
    }

    function test_ClaimInsideFundIsRefused() external {
        Posted memory posted = _ready();
        hook.hook(address(vault), _claimCall(posted, 0));
        bytes32 id = _fund(50e6, "inside");
        assertEq(hook.reentered(), 0, "refused");
        assertEq(vault.bountyOf(id).available, 50e6, "credited with what arrived");
    }

    function test_FundInsideFundIsRefused() external {
        _fundInside();
        _fund(50e6, "outer");
        assertEq(hook.reentered(), 0, "refused");
    }

    function test_FundInsideFundWithPermitIsRefused() external {
        _fundInside();
        vm.prank(OWNER);
        vault.fundWithPermit(ledgerId, 50e6, DEADLINE, "outer", IBountyTypes.PermitSignature(0, 0, 0, 0));
        assertEq(hook.reentered(), 0, "refused");
    }

    /// @dev The token funds a bounty of its own whenever it is called: what arrives with that is not the caller's.
    function _fundInside() private {
        hook.mint(address(hook), 50e6);
        vm.prank(address(hook));
        hook.approve(address(vault), type(uint256).max);
        hook.hook(address(vault), abi.encodeCall(vault.fund, (ledgerId, 50e6, DEADLINE, MANIFEST)));
    }

    function test_AFeeIsCollectedOnceHoweverOftenItIsCalled() external {
        ledgerId = _ledger(address(hook), FEE_BPS);
        Posted memory posted = _ready();
        bytes32 allocations = keccak256(abi.encode(posted.allocations));
        hook.hook(address(vault), abi.encodeCall(vault.collectFee, (posted.header, posted.content, allocations)));
        vault.collectFee(posted.header, posted.content, allocations);
        assertEq(hook.reentered(), 0, "refused");
        assertEq(hook.balanceOf(TREASURY), posted.content.fee, "once");
    }

    function test_NothingElseIsDoneInsideARefund() external {
        _fund(50e6, MANIFEST);
        vm.warp(DEADLINE + GRACE + 1);
        hook.hook(address(vault), abi.encodeCall(vault.withdrawCredit, (address(hook), OWNER)));
        vm.prank(OWNER);
        assertEq(vault.refund(ledgerId, MANIFEST), 50e6, "once");
        assertEq(hook.reentered(), 0, "refused");
        assertEq(hook.balanceOf(address(vault)), 0, "nothing more left");
    }

    function _ready() private returns (Posted memory posted) {
        posted = _post(_even(4, 10e6));
        _final(posted);
    }

    function _claimCall(Posted memory posted, uint256 index) private view returns (bytes memory) {
        return abi.encodeCall(vault.claim, (posted.header, _leaf(posted, index), posted.tree.proof(index)));
    }
}

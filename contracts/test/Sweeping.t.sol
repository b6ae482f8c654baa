// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";
import { RefusingToken } from "./tokens/RefusingToken.sol";

contract SweepTest is VaultTest {
    using Tree for Tree.Built;

    function testFuzz_PaysAnyAlignedRange(uint16 size, uint8 level, uint16 start) external {
        uint256 count = 1 << bound(level, 0, 8);
        Posted memory posted = _post(_even(bound(size, 1, 300), 1e6));
        _final(posted);
        if (count > posted.tree.size) count = posted.tree.size;
        uint256 first = count * (start % (posted.tree.size / count));
        _sweep(posted, first, count);
        for (uint256 i; i < posted.payouts.length; ++i) {
            bool within = i >= first && i < first + count;
            assertEq(token.balanceOf(_worker(i)), within ? 1e6 : 0, "exactly the range");
            assertTrue(vault.isClaimed(_keyOf(posted), i) == within, "marked");
        }
    }

    function test_SkipsWhatIsPaidAlready() external {
        Posted memory posted = _post(_even(8, 1e6));
        _final(posted);
        _claim(posted, 2);
        vm.expectEmit(address(vault));
        emit IBountyVault.Swept(_keyOf(posted), 0, 0xfb, 0);
        _sweep(posted, 0, 8);
        _sweep(posted, 0, 8);
        for (uint256 i; i < 8; ++i) {
            assertEq(token.balanceOf(_worker(i)), 1e6, "once");
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), 5));
        _claim(posted, 5);
    }

    function test_MarksTheRightLeavesOfALaterWord() external {
        Posted memory posted = _post(_even(300, 1e6));
        _final(posted);
        vm.expectEmit(address(vault));
        emit IBountyVault.Swept(_keyOf(posted), 264, 0xff << 8, 0);
        _sweep(posted, 264, 8);
        assertEq(token.balanceOf(_worker(264)), 1e6, "first of the range");
        assertEq(token.balanceOf(_worker(263)), 0, "before it");
        assertEq(token.balanceOf(_worker(272)), 0, "behind it");
    }

    function test_RefusesBeforeTheWindowEnds() external {
        Posted memory posted = _post(_even(8, 1e6));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotClaimableYet.selector, posted.header.claimableAt));
        _sweep(posted, 0, 8);
    }

    function testFuzz_RefusesAChangedByteOfTheLeaves(uint256 bit) external {
        Posted memory posted = _post(_even(8, 1e6));
        _final(posted);
        bytes memory packed = Tree.pack(posted.payouts, 4, 4);
        bit %= packed.length * 8;
        packed[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, _keyOf(posted), 4));
        vault.sweep(posted.header, 4, packed, posted.tree.rangeProof(4, 4));
    }

    function test_RefusesRangesThatAreNoSubtree() external {
        Posted memory posted = _post(_even(600, 1));
        _final(posted);
        _expectRangeRefused(posted, 0, 0);
        _expectRangeRefused(posted, 0, 3);
        _expectRangeRefused(posted, 2, 4);
        _expectRangeRefused(posted, 0, 512);
        bytes memory ragged = abi.encodePacked(Tree.pack(posted.payouts, 0, 2), hex"00");
        vm.expectRevert(abi.encodeWithSelector(Errors.SumTree_RangeInvalid.selector, 0, ragged.length));
        vault.sweep(posted.header, 0, ragged, "");
    }

    function _expectRangeRefused(Posted memory posted, uint256 first, uint256 count) private {
        bytes memory packed = Tree.pack(posted.payouts, first, count);
        vm.expectRevert(abi.encodeWithSelector(Errors.SumTree_RangeInvalid.selector, first, packed.length));
        vault.sweep(posted.header, first, packed, "");
    }

    function _sweep(Posted memory posted, uint256 first, uint256 count) private {
        vault.sweep(posted.header, first, Tree.pack(posted.payouts, first, count), posted.tree.rangeProof(first, count));
    }
}

contract SweepFailingRecipientTest is VaultTest {
    using Tree for Tree.Built;

    RefusingToken private refusing;

    function setUp() public override {
        super.setUp();
        refusing = new RefusingToken();
        refusing.mint(OWNER, 100e6);
        vm.prank(OWNER);
        refusing.approve(address(vault), type(uint256).max);
        ledgerId = _ledger(address(refusing), 0);
    }

    function test_SkipsARecipientWhoseTransferReverts() external {
        _expectSkipped(RefusingToken.Refusal.Reverts);
    }

    function test_SkipsARecipientWhoseTransferReturnsFalse() external {
        _expectSkipped(RefusingToken.Refusal.ReturnsFalse);
    }

    /// @dev Worker 3 is skipped, the others are paid, and worker 3 can claim when the token has changed its mind.
    function _expectSkipped(RefusingToken.Refusal refusal) private {
        Posted memory posted = _post(_even(8, 1e6));
        _final(posted);
        refusing.refuse(_worker(3), refusal);
        vm.expectEmit(address(vault));
        emit IBountyVault.Swept(_keyOf(posted), 0, 0xf7, 0x08);
        vault.sweep(posted.header, 0, Tree.pack(posted.payouts, 0, 8), "");
        for (uint256 i; i < 8; ++i) {
            assertEq(refusing.balanceOf(_worker(i)), i == 3 ? 0 : 1e6, "others are paid");
        }
        assertTrue(!vault.isClaimed(_keyOf(posted), 3), "not marked");

        refusing.refuse(_worker(3), RefusingToken.Refusal.None);
        _claim(posted, 3);
        assertEq(refusing.balanceOf(_worker(3)), 1e6, "paid later");
    }
}

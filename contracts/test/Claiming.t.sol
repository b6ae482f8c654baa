// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";
import { RefusingToken } from "./tokens/RefusingToken.sol";

contract ClaimTest is VaultTest {
    using Tree for Tree.Built;

    function testFuzz_EveryLeafIsPaidExactlyOnceAndNothingIsLeft(uint256 seed, uint8 size) external {
        Posted memory posted = _post(_random(seed, bound(size, 1, 33)));
        _final(posted);
        for (uint256 i; i < posted.payouts.length; ++i) {
            _claim(posted, i);
            assertEq(token.balanceOf(_worker(i)), posted.payouts[i].amount, "paid");
            assertTrue(vault.isClaimed(_keyOf(posted), i), "marked");
        }
        assertEq(token.balanceOf(address(vault)), posted.content.fee, "only the fee is left");

        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), 0));
        _claim(posted, 0);
    }

    function test_PaysTheLeafsAccountWhoeverCalls() external {
        Posted memory posted = _post(_even(3, 10e6));
        _final(posted);
        vm.expectEmit(address(vault));
        emit IBountyVault.Claimed(_keyOf(posted), 1);
        vm.prank(STRANGER);
        _claim(posted, 1);
        assertEq(token.balanceOf(_worker(1)), 10e6, "the annotator");
        assertEq(token.balanceOf(STRANGER), 0, "not the caller");
    }

    function test_TwoLeavesOfOneAccountAreBothPaid() external {
        Tree.Payout[] memory payouts = _even(2, 10e6);
        payouts[1].account = payouts[0].account;
        Posted memory posted = _post(payouts);
        _final(posted);
        _claim(posted, 0);
        _claim(posted, 1);
        assertEq(token.balanceOf(_worker(0)), 20e6, "sum of both");
    }

    function testFuzz_RefusesBeforeTheWindowEnds(uint256 moment) external {
        Posted memory posted = _post(_even(2, 10e6));
        vm.warp(bound(moment, START, posted.header.claimableAt - 1));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotClaimableYet.selector, posted.header.claimableAt));
        _claim(posted, 0);
    }

    function test_TheWindowCannotBeShortenedByTheClaimant() external {
        Posted memory posted = _post(_even(2, 10e6));
        posted.header.claimableAt = uint40(START);
        _expectInvalid(posted, 0);
        _claim(posted, 0);
    }

    function testFuzz_RefusesAnotherAmount(uint256 seed, uint128 amount) external {
        (Posted memory posted, uint256 i) = _finalRandom(seed);
        vm.assume(amount != posted.payouts[i].amount);
        posted.payouts[i].amount = amount;
        _expectInvalid(posted, i);
        _claim(posted, i);
    }

    function testFuzz_RefusesAnotherAccount(uint256 seed, address thief) external {
        (Posted memory posted, uint256 i) = _finalRandom(seed);
        vm.assume(thief != posted.payouts[i].account);
        posted.payouts[i].account = thief;
        _expectInvalid(posted, i);
        _claim(posted, i);
    }

    function testFuzz_RefusesAChangedBitOfTheProof(uint256 seed, uint256 bit) external {
        (Posted memory posted, uint256 i) = _finalRandom(seed);
        bytes memory proof = posted.tree.proof(i);
        bit %= proof.length * 8;
        proof[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _expectInvalid(posted, i);
        vault.claim(posted.header, _leaf(posted, i), proof);
    }

    function testFuzz_RefusesAnIndexBeyondTheTree(uint256 seed, uint256 high) external {
        (Posted memory posted, uint256 i) = _finalRandom(seed);
        IBountyTypes.Leaf memory leaf = _leaf(posted, i);
        leaf.index = uint128(i + posted.tree.size * bound(high, 1, 1e9));
        vm.expectRevert(abi.encodeWithSelector(Errors.SumTree_ProofMalformed.selector));
        vault.claim(posted.header, leaf, posted.tree.proof(i));
    }

    function testFuzz_RefusesARaggedProof(uint256 seed, uint8 cut) external {
        (Posted memory posted, uint256 i) = _finalRandom(seed);
        bytes memory proof = posted.tree.proof(i);
        uint256 length = proof.length - bound(cut, 1, 47);
        assembly {
            mstore(proof, length)
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.SumTree_ProofMalformed.selector));
        vault.claim(posted.header, _leaf(posted, i), proof);
    }

    function test_AProofFitsNoOtherBatch() external {
        Posted memory first = _post(_even(4, 10e6));
        Posted memory second = _post(_even(4, 10e6));
        _final(second);
        _expectInvalid(second, 0);
        vault.claim(second.header, _leaf(first, 0), first.tree.proof(0));
    }

    function test_AnInnerNodeIsNoLeaf() external {
        Posted memory posted = _post(_even(4, 10e6));
        _final(posted);
        IBountyTypes.Leaf memory forged = IBountyTypes.Leaf(0, STRANGER, uint128(posted.tree.sums[2]));
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, _keyOf(posted), 0));
        vault.claim(posted.header, forged, posted.tree.rangeProof(0, 2));
    }

    function _random(uint256 seed, uint256 count) private pure returns (Tree.Payout[] memory payouts) {
        payouts = new Tree.Payout[](count);
        for (uint256 i; i < count; ++i) {
            payouts[i] = Tree.Payout(_worker(i), uint128(1 + uint256(keccak256(abi.encode(seed, i))) % 1000e6));
        }
    }

    /// @dev A final batch of 2 to 9 leaves, and one of their indices.
    function _finalRandom(uint256 seed) private returns (Posted memory posted, uint256 index) {
        posted = _post(_random(seed, 2 + seed % 8));
        _final(posted);
        index = (seed >> 8) % posted.payouts.length;
    }

    function _expectInvalid(Posted memory posted, uint256 index) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, _keyOf(posted), index));
    }
}

contract ClaimManyTest is VaultTest {
    using Tree for Tree.Built;

    function test_PaysSeveralBatchesInOneTransfer() external {
        IBountyTypes.Claim[] memory claims = _claims();
        vault.claimMany(claims, _worker(1));
        assertEq(token.balanceOf(_worker(1)), 60e6, "10 + 20 + 30");
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, vault.batchKeyOf(ledgerId, 1), 1)
        );
        vault.claimMany(claims, _worker(1));
    }

    function test_OneWrongClaimRefusesAll() external {
        IBountyTypes.Claim[] memory claims = _claims();
        claims[2].amount += 1;
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, vault.batchKeyOf(ledgerId, 3), 1)
        );
        vault.claimMany(claims, _worker(1));
        assertEq(token.balanceOf(_worker(1)), 0, "nothing paid");
    }

    function test_TheSameLeafTwiceIsRefused() external {
        IBountyTypes.Claim[] memory claims = _claims();
        claims[2] = claims[0];
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, vault.batchKeyOf(ledgerId, 1), 1)
        );
        vault.claimMany(claims, _worker(1));
    }

    function test_RefusesAnEmptyBundle() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NoClaims.selector));
        vault.claimMany(new IBountyTypes.Claim[](0), _worker(1));
    }

    function test_RefusesMixedTokens() external {
        IBountyTypes.Claim[] memory claims = _claims();
        claims[1].header.token = STRANGER;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_MixedTokens.selector, address(token), STRANGER));
        vault.claimMany(claims, _worker(1));
    }

    function _claims() private returns (IBountyTypes.Claim[] memory claims) {
        claims = new IBountyTypes.Claim[](3);
        for (uint256 i; i < 3; ++i) {
            Posted memory posted = _post(_even(4, uint128(10e6 * (i + 1))));
            claims[i] = IBountyTypes.Claim(posted.header, 1, posted.payouts[1].amount, posted.tree.proof(1));
        }
        vm.warp(START + WINDOW);
    }
}

/// @notice A contract account: signs, by ERC-1271, what its owner approved.
contract ContractAccount {
    bytes32 private approved;

    function approve(bytes32 digest) external {
        approved = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == approved ? bytes4(0x1626ba7e) : bytes4(0);
    }
}

contract ClaimToTest is VaultTest {
    using Tree for Tree.Built;

    uint256 private constant KEY = 0xB0B;
    address private constant ELSEWHERE = address(0xE15E);

    function test_PaysTheChosenAddressLessTheRelayersFee() external {
        Posted memory posted = _for(vm.addr(KEY));
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, STRANGER, 1e6, START + 2 days);
        bytes memory signature = _sign(posted, to);
        vm.prank(STRANGER);
        _claimTo(posted, to, signature);
        assertEq(token.balanceOf(ELSEWHERE), 9e6, "recipient");
        assertEq(token.balanceOf(STRANGER), 1e6, "relayer");
        assertTrue(vault.isClaimed(_keyOf(posted), 0), "spent");
    }

    function test_HelpsAnAccountThatTheTokenRefuses() external {
        RefusingToken refusing = new RefusingToken();
        refusing.mint(OWNER, 100e6);
        vm.prank(OWNER);
        refusing.approve(address(vault), type(uint256).max);
        ledgerId = _ledger(address(refusing), 0);
        Posted memory posted = _for(vm.addr(KEY));
        refusing.refuse(vm.addr(KEY), RefusingToken.Refusal.Reverts);

        vm.expectRevert(abi.encodeWithSignature("TransferFailed()"));
        _claim(posted, 0);
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, address(0), 0, START + 2 days);
        _claimTo(posted, to, _sign(posted, to));
        assertEq(refusing.balanceOf(ELSEWHERE), 10e6, "recovered");
    }

    function test_ContractAccountsSignByErc1271() external {
        ContractAccount account = new ContractAccount();
        Posted memory posted = _for(address(account));
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, address(0), 0, START + 2 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_SignatureInvalid.selector, address(account)));
        _claimTo(posted, to, "");
        account.approve(_digest(posted, to));
        _claimTo(posted, to, "");
        assertEq(token.balanceOf(ELSEWHERE), 10e6, "paid");
    }

    function testFuzz_RefusesAnySignatureForOtherWords(address to_, uint128 fee, uint256 deadline) external {
        Posted memory posted = _for(vm.addr(KEY));
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, address(0), 0, START + 2 days);
        bytes memory signature = _sign(posted, to);
        vm.assume(to_ != address(0));
        to = IBountyTypes.ClaimTo(
            to_, address(0), uint128(bound(fee, 0, 10e6)), bound(deadline, START + 1 days, type(uint256).max)
        );
        vm.assume(to_ != ELSEWHERE || to.relayerFee != 0 || to.deadline != START + 2 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_SignatureInvalid.selector, vm.addr(KEY)));
        _claimTo(posted, to, signature);
    }

    function test_RefusesASecondUse() external {
        Posted memory posted = _for(vm.addr(KEY));
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, address(0), 0, START + 2 days);
        bytes memory signature = _sign(posted, to);
        _claimTo(posted, to, signature);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AlreadyPaid.selector, _keyOf(posted), 0));
        _claimTo(posted, to, signature);
    }

    function test_RefusesAfterItsDeadline() external {
        Posted memory posted = _for(vm.addr(KEY));
        IBountyTypes.ClaimTo memory to = IBountyTypes.ClaimTo(ELSEWHERE, address(0), 0, START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AuthorisationExpired.selector, START + 1 days - 1));
        _claimTo(posted, to, "");
    }

    function test_RefusesAnotherRelayer() external {
        _expectInvalid(IBountyTypes.ClaimTo(ELSEWHERE, STRANGER, 0, START + 2 days));
    }

    function test_RefusesNoRecipient() external {
        _expectInvalid(IBountyTypes.ClaimTo(address(0), address(0), 0, START + 2 days));
    }

    function test_RefusesAFeeAboveTheAmount() external {
        _expectInvalid(IBountyTypes.ClaimTo(ELSEWHERE, address(0), 10e6 + 1, START + 2 days));
    }

    function _expectInvalid(IBountyTypes.ClaimTo memory to) private {
        Posted memory posted = _for(vm.addr(KEY));
        bytes memory signature = _sign(posted, to);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AuthorisationInvalid.selector));
        _claimTo(posted, to, signature);
    }

    /// @dev A final batch whose leaf 0 belongs to `account`.
    function _for(address account) private returns (Posted memory posted) {
        Tree.Payout[] memory payouts = _even(3, 10e6);
        payouts[0].account = account;
        posted = _post(payouts);
        _final(posted);
    }

    function _digest(Posted memory posted, IBountyTypes.ClaimTo memory to) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("BountyVault"),
                keccak256("1"),
                block.chainid,
                address(vault)
            )
        );
        bytes32 typehash = keccak256(
            "ClaimTo(bytes32 batchKey,uint256 index,address to,address relayer,uint128 relayerFee,uint256 deadline)"
        );
        bytes32 content =
            keccak256(abi.encode(typehash, _keyOf(posted), 0, to.to, to.relayer, to.relayerFee, to.deadline));
        return keccak256(abi.encodePacked("\x19\x01", domain, content));
    }

    function _sign(Posted memory posted, IBountyTypes.ClaimTo memory to) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, _digest(posted, to));
        return abi.encodePacked(r, s, v);
    }

    function _claimTo(Posted memory posted, IBountyTypes.ClaimTo memory to, bytes memory signature) private {
        vault.claimTo(posted.header, _leaf(posted, 0), posted.tree.proof(0), to, signature);
    }
}

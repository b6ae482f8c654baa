// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { VaultTest } from "./base/VaultTest.sol";
import { FeeToken } from "./tokens/FeeToken.sol";

contract CreateLedgerTest is VaultTest {
    function test_KeepsItsTerms() external view {
        IBountyTypes.Ledger memory ledger = vault.ledgerOf(ledgerId);
        assertEq(ledger.operator, OPERATOR, "operator");
        assertEq(ledger.token, address(token), "token");
        assertEq(ledger.window, WINDOW, "window");
        assertEq(ledger.feeBps, FEE_BPS, "fee");
        assertEq(ledger.batchCount, 0, "batches");
    }

    function test_RefusesTokenWithoutCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_TokenWithoutCode.selector, STRANGER));
        vault.createLedger(_terms(STRANGER, 0));
    }

    function test_RefusesAnArbitratorWithoutCode() external {
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.arbitrator = STRANGER;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ArbitratorWithoutCode.selector, STRANGER));
        vault.createLedger(terms);
    }

    function test_RefusesWindowBelowTheVaultsMinimum() external {
        vm.expectRevert(_windowError(1 hours - 1));
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.window = 1 hours - 1;
        vault.createLedger(terms);
    }

    function test_RefusesWindowAboveThirtyDays() external {
        vm.expectRevert(_windowError(30 days + 1));
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.window = 30 days + 1;
        vault.createLedger(terms);
    }

    function test_RefusesFeeAboveTenPercent() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_FeeTooHigh.selector, 1001, 1000));
        vault.createLedger(_terms(address(token), 1001));
    }

    function _windowError(uint256 window) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.BountyVault_WindowOutOfRange.selector, window, 1 hours, 30 days);
    }
}

contract ConstructorTest is VaultTest {
    function test_RefusesZeroTreasury() external {
        _expectRefused(address(0), 1, abi.encodeWithSelector(Errors.BountyVault_TreasuryZero.selector));
    }

    function test_RefusesMeaninglessMinimumWindow() external {
        bytes4 selector = Errors.BountyVault_MinWindowInvalid.selector;
        _expectRefused(TREASURY, 0, abi.encodeWithSelector(selector, 0));
        _expectRefused(TREASURY, 30 days + 1, abi.encodeWithSelector(selector, 30 days + 1));
    }

    function _expectRefused(address treasury, uint256 minWindow, bytes memory reason) private {
        bytes memory arguments = abi.encode(treasury, GUARDIAN, operatorStake, permit2, minWindow, GRACE);
        bytes memory code = abi.encodePacked(vm.getCode("BountyVault.sol:BountyVault"), arguments);
        address created;
        bytes memory answer = new bytes(reason.length);
        assembly {
            created := create(0, add(code, 32), mload(code))
            returndatacopy(add(answer, 32), 0, mload(answer))
        }
        assertEq(created, address(0), "refused");
        assertEq(keccak256(answer), keccak256(reason), "reason");
    }
}

contract FundTest is VaultTest {
    function test_CreatesTheBountyAndTakesTheMoney() external {
        bytes32 id = vault.bountyIdOf(OWNER, ledgerId, MANIFEST);
        vm.expectEmit(address(vault));
        emit IBountyVault.BountyFunded(id, ledgerId, OWNER, 100e6, DEADLINE, MANIFEST);
        assertEq(_fund(100e6, MANIFEST), id, "id");

        IBountyTypes.Bounty memory bounty = vault.bountyOf(id);
        assertEq(bounty.deadline, DEADLINE, "deadline");
        assertEq(bounty.ledgerId, ledgerId, "ledger");
        assertEq(bounty.available, 100e6, "available");
        assertEq(token.balanceOf(address(vault)), 100e6, "held");
    }

    function testFuzz_TopUpAddsMoneyAndNeverShortensTheDeadline(uint96 first, uint96 second, uint40 deadline) external {
        uint128 a = uint128(bound(first, 1, 500_000e6));
        uint128 b = uint128(bound(second, 1, 500_000e6));
        bytes32 id = _fund(a, MANIFEST);
        vm.prank(OWNER);
        vault.fund(ledgerId, b, deadline, MANIFEST);
        assertEq(vault.bountyOf(id).available, uint256(a) + b, "sum");
        assertEq(vault.bountyOf(id).deadline, deadline > DEADLINE ? deadline : DEADLINE, "deadline");
    }

    function test_AnotherOwnersFundingIsAnotherBounty() external {
        _give(STRANGER, 10e6);
        bytes32 id = _fund(100e6, MANIFEST);
        vm.prank(STRANGER);
        bytes32 other = vault.fund(ledgerId, 10e6, DEADLINE, MANIFEST);
        assertTrue(id != other, "ids differ");
        assertEq(vault.bountyOf(id).available, 100e6, "untouched");
    }

    function test_CreditsWhatArrivedOfATokenThatTakesAFee() external {
        FeeToken fee = new FeeToken();
        fee.mint(OWNER, 1000);
        uint256 other = _ledger(address(fee), 0);
        vm.prank(OWNER);
        fee.approve(address(vault), 1000);
        vm.prank(OWNER);
        bytes32 id = vault.fund(other, 1000, DEADLINE, MANIFEST);
        assertEq(vault.bountyOf(id).available, 990, "net of the token's fee");
    }

    function test_RefusesAPastDeadline() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_DeadlinePassed.selector, START));
        vm.prank(OWNER);
        vault.fund(ledgerId, 1, uint40(START), MANIFEST);
    }

    function test_RefusesZeroAmount() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_AmountOutOfRange.selector, 0));
        _fundAs(OWNER, 0);
    }

    function test_RefusesUnknownLedger() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_LedgerUnknown.selector, 77));
        vm.prank(OWNER);
        vault.fund(77, 1, DEADLINE, MANIFEST);
    }

    function test_DonationsChangeNoAccount() external {
        bytes32 id = _fund(100e6, MANIFEST);
        token.faucet(address(vault), 50e6);
        assertEq(vault.bountyOf(id).available, 100e6, "as funded");
        assertEq(vault.bountyOf(_fund(1e6, "other")).available, 1e6, "the next funding is not credited with it");
    }

    function _fundAs(address owner, uint128 amount) private {
        vm.prank(owner);
        vault.fund(ledgerId, amount, DEADLINE, MANIFEST);
    }
}

contract FundWithPermitTest is VaultTest {
    uint256 private constant KEY = 0xA11CE;
    uint128 private constant AMOUNT = 25e6;

    address private owner;

    function setUp() public override {
        super.setUp();
        owner = vm.addr(KEY);
        token.faucet(owner, AMOUNT);
    }

    function test_NeedsNoApprovalTransaction() external {
        assertEq(vault.bountyOf(_fundSigned(_permit())).available, AMOUNT, "funded");
    }

    function test_WorksWhenSomebodyUsedThePermitFirst() external {
        IBountyTypes.PermitSignature memory permit = _permit();
        vm.prank(STRANGER);
        token.permit(owner, address(vault), AMOUNT, permit.deadline, permit.v, permit.r, permit.s);
        assertEq(vault.bountyOf(_fundSigned(permit)).available, AMOUNT, "funded");
    }

    function test_RefusesAPermitOfAnotherKeyWhenNothingIsApproved() external {
        IBountyTypes.PermitSignature memory permit = _permit();
        permit.s = bytes32(uint256(permit.s) ^ 1);
        vm.expectRevert(abi.encodeWithSignature("TransferFromFailed()"));
        _fundSigned(permit);
    }

    function _permit() private view returns (IBountyTypes.PermitSignature memory permit) {
        permit.deadline = START + 1 hours;
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(
            abi.encode(typehash, owner, address(vault), uint256(AMOUNT), token.nonces(owner), permit.deadline)
        );
        (permit.v, permit.r, permit.s) =
            vm.sign(KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content)));
    }

    function _fundSigned(IBountyTypes.PermitSignature memory permit) private returns (bytes32) {
        vm.prank(owner);
        return vault.fundWithPermit(ledgerId, AMOUNT, DEADLINE, MANIFEST, permit);
    }
}

contract FundWithPermit2Test is VaultTest {
    uint256 private constant KEY = 0xA11CE;
    uint128 private constant AMOUNT = 25e6;

    address private owner;

    function setUp() public override {
        super.setUp();
        owner = vm.addr(KEY);
        token.faucet(owner, 10 * AMOUNT);
        vm.prank(owner);
        token.approve(address(permit2), type(uint256).max);
    }

    function test_NeedsOneSignatureAndNoAllowanceOfTheVault() external {
        bytes32 id = _fundSigned(owner, _permit(7, AMOUNT));
        assertEq(vault.bountyOf(id).available, AMOUNT, "funded");
        assertEq(id, vault.bountyIdOf(owner, ledgerId, MANIFEST), "the signer's bounty");
    }

    function test_RefusesASecondUse() external {
        IBountyTypes.Permit2Signature memory permit = _permit(7, AMOUNT);
        _fundSigned(owner, permit);
        vm.expectRevert(abi.encodeWithSelector(Errors.MockPermit2_NonceUsed.selector, owner, 7));
        _fundSigned(owner, permit);
    }

    function test_RefusesItFromSomebodyElse() external {
        IBountyTypes.Permit2Signature memory permit = _permit(7, AMOUNT);
        vm.expectRevert(abi.encodeWithSelector(Errors.MockPermit2_SignatureInvalid.selector, STRANGER));
        _fundSigned(STRANGER, permit);
    }

    function test_RefusesItForAnotherAmount() external {
        IBountyTypes.Permit2Signature memory permit = _permit(7, AMOUNT - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.MockPermit2_SignatureInvalid.selector, owner));
        _fundSigned(owner, permit);
    }

    function test_RefusesItLate() external {
        IBountyTypes.Permit2Signature memory permit = _permit(7, AMOUNT);
        vm.warp(permit.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.MockPermit2_SignatureInvalid.selector, owner));
        _fundSigned(owner, permit);
    }

    function _permit(uint256 nonce, uint256 amount) private view returns (IBountyTypes.Permit2Signature memory permit) {
        (permit.nonce, permit.deadline) = (nonce, START + 1 hours);
        bytes32 tokens =
            keccak256(abi.encode(keccak256("TokenPermissions(address token,uint256 amount)"), token, amount));
        bytes32 typehash = keccak256(
            "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)"
        );
        bytes32 content = keccak256(abi.encode(typehash, tokens, vault, nonce, permit.deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(KEY, keccak256(abi.encodePacked("\x19\x01", permit2.DOMAIN_SEPARATOR(), content)));
        permit.signature = abi.encodePacked(r, s, v);
    }

    function _fundSigned(address caller, IBountyTypes.Permit2Signature memory permit) private returns (bytes32) {
        vm.prank(caller);
        return vault.fundWithPermit2(ledgerId, AMOUNT, DEADLINE, MANIFEST, permit);
    }
}

contract TestTokenTest is VaultTest {
    function test_IsLabelledAsTestMoney() external view {
        assertEq(keccak256(bytes(token.name())), keccak256("Assay Test USD"), "name");
        assertEq(keccak256(bytes(token.symbol())), keccak256("tUSD"), "symbol");
        assertEq(token.decimals(), 6, "decimals");
    }

    function test_FaucetGivesAtMostItsLimit() external {
        uint256 limit = token.FAUCET_LIMIT();
        vm.expectRevert(abi.encodeWithSelector(Errors.TestToken_FaucetLimit.selector, limit + 1, limit));
        token.faucet(STRANGER, limit + 1);
    }
}

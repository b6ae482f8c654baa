// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../src/OperatorStake.sol";
import { IArbitrator } from "../src/interfaces/IArbitrator.sol";
import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../src/interfaces/IBountyVault.sol";
import { Errors } from "../src/libraries/Errors.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

/// @notice An arbitrator that does what a test says.
contract PuppetArbitrator is IArbitrator {
    uint256 public nextId = 1;
    bool public ruleAtOnce;

    function set(uint256 nextId_, bool ruleAtOnce_) external {
        (nextId, ruleAtOnce) = (nextId_, ruleAtOnce_);
    }

    function createDispute(uint256, bytes calldata) external payable returns (uint256) {
        if (ruleAtOnce) IBountyVault(msg.sender).rule(nextId, 1);
        return nextId;
    }

    function rule(address vault, uint256 disputeId, uint256 ruling) external {
        IBountyVault(vault).rule(disputeId, ruling);
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return 0;
    }
}

abstract contract ChallengeTestBase is VaultTest {
    address internal constant CHALLENGER = address(0xC4A1);
    bytes32 internal constant REASONS = keccak256("reasons");

    function setUp() public virtual override {
        super.setUp();
        _give(CHALLENGER, 1000e6);
        vm.deal(CHALLENGER, 1 ether);
        vm.deal(OPERATOR, 10 ether);
    }

    function _challenge(Posted memory posted) internal returns (uint256) {
        return _challengePaying(posted, ARBITRATION_FEE);
    }

    function _challengePaying(Posted memory posted, uint256 fee) internal returns (uint256) {
        vm.prank(CHALLENGER);
        return vault.challenge{ value: fee }(posted.header, posted.content.root, posted.content.total, REASONS);
    }

    function _vote(uint256 disputeId, uint256 ruling) internal {
        for (uint256 i; i < 2; ++i) {
            vm.prank(_member(i));
            committee.vote(disputeId, ruling);
        }
    }

    function _void(address caller, Posted memory posted) internal {
        vm.prank(caller);
        vault.voidBatch(posted.header, posted.content, posted.allocations);
    }

    function _expectMismatch(Posted memory posted) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchMismatch.selector, _keyOf(posted)));
    }

    function _expectNotProven(Posted memory posted, uint256 index) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_ProofInvalid.selector, _keyOf(posted), index));
    }
}

contract ChallengeTest is ChallengeTestBase {
    function test_FreezesTheBatchAndTakesBondAndFee() external {
        Posted memory posted = _post(_even(3, 10e6));
        bytes32 commit = vault.commitOf(_keyOf(posted));
        vm.expectEmit(address(vault));
        emit IBountyVault.Challenged(_keyOf(posted), CHALLENGER, address(committee), 1, BOND, REASONS);
        assertEq(_challenge(posted), 1, "dispute");

        IBountyTypes.Challenge memory open = vault.challengeOf(_keyOf(posted));
        assertEq(open.challenger, CHALLENGER, "challenger");
        assertEq(open.openedAt, START, "opened");
        assertTrue(open.state == IBountyTypes.ChallengeState.Open, "state");
        assertEq(open.arbitrator, address(committee), "arbitrator");
        assertEq(open.ledgerId, ledgerId, "ledger");
        assertEq(open.bond, BOND, "bond");
        assertEq(open.arbitrationFee, ARBITRATION_FEE, "fee");
        assertEq(open.disputeId, 1, "dispute id");
        assertEq(open.commit, commit, "commit");
        assertEq(
            vault.commitOf(_keyOf(posted)), keccak256(abi.encode(commit, keccak256("FROZEN"))), "frozen commitment"
        );
        assertEq(vault.ledgerOf(ledgerId).openChallenges, 1, "open challenges");
        assertEq(token.balanceOf(CHALLENGER), 1000e6 - BOND, "bond taken");
        assertEq(CHALLENGER.balance, 1 ether - ARBITRATION_FEE, "fee taken");
    }

    function test_NobodyIsPaidFromAFrozenBatch() external {
        Posted memory posted = _post(_even(4, 10e6));
        _challenge(posted);
        _final(posted);
        _expectNotProven(posted, 0);
        _claim(posted, 0);
        _expectNotProven(posted, 0);
        vault.sweep(posted.header, 0, Tree.pack(posted.payouts, 0, 4), "");
        _expectMismatch(posted);
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
    }

    function test_FreezesNoOtherBatch() external {
        Posted memory other = _post(_even(3, 10e6));
        Posted memory posted = _post(_even(3, 10e6));
        _challenge(posted);
        _final(other);
        _claim(other, 2);
        assertEq(token.balanceOf(_worker(2)), 10e6, "paid");
    }

    function test_TheOperatorCannotTakeAFrozenBatchBack() external {
        Posted memory posted = _post(_even(3, 10e6));
        _challenge(posted);
        _expectMismatch(posted);
        _void(OPERATOR, posted);
    }

    function test_RefusesAFrozenBatch() external {
        Posted memory posted = _post(_even(3, 10e6));
        _challenge(posted);
        _expectMismatch(posted);
        _challenge(posted);
    }

    function test_RefusesAFinalBatch() external {
        Posted memory posted = _post(_even(3, 10e6));
        _final(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_BatchFinal.selector, posted.header.claimableAt));
        _challenge(posted);
    }

    function test_OpensUntilTheLastSecondOfTheWindow() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.warp(posted.header.claimableAt - 1);
        assertEq(_challenge(posted), 1, "opened");
    }

    function testFuzz_RefusesAnyFeeButTheArbitrators(uint256 fee) external {
        fee = bound(fee, 0, 1 ether);
        vm.assume(fee != ARBITRATION_FEE);
        Posted memory posted = _post(_even(3, 10e6));
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_ArbitrationFeeMismatch.selector, ARBITRATION_FEE, fee)
        );
        _challengePaying(posted, fee);
    }

    function test_RefusesWithoutTheBond() external {
        Posted memory posted = _post(_even(3, 10e6));
        vm.prank(CHALLENGER);
        token.approve(address(vault), BOND - 1);
        vm.expectRevert(abi.encodeWithSignature("TransferFromFailed()"));
        _challenge(posted);
    }

    function test_TheBondGrowsWithTheTotal() external view {
        assertEq(vault.challengeBondOf(ledgerId, 500e6), BOND, "least");
        assertEq(vault.challengeBondOf(ledgerId, 500e6 + 100), BOND + 1, "one per cent");
    }

    function test_ABatchTooSmallForABondCanBeChallenged() external {
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.challengeBond = 0;
        vm.prank(OPERATOR);
        ledgerId = vault.createLedger(terms);
        Posted memory posted = _post(_even(1, 99));
        _challenge(posted);
        assertEq(vault.challengeOf(_keyOf(posted)).bond, 0, "no bond");
    }

    function test_AnArbitratorCannotGiveADisputeIdTwice() external {
        PuppetArbitrator puppet = _puppet();
        Posted memory first = _post(_even(3, 10e6));
        Posted memory second = _post(_even(3, 10e6));
        _challengePaying(first, 0);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_DisputeKnown.selector, 1));
        _challengePaying(second, 0);
        puppet.set(2, false);
        _challengePaying(second, 0);
        puppet.rule(address(vault), 1, 1);
        assertEq(vault.ledgerOf(ledgerId).openChallenges, 1, "one left");
    }

    function test_AnArbitratorCannotRuleWhileItIsAsked() external {
        PuppetArbitrator puppet = _puppet();
        puppet.set(1, true);
        Posted memory posted = _post(_even(3, 10e6));
        vm.expectRevert(abi.encodeWithSignature("Reentrancy()"));
        _challengePaying(posted, 0);
    }

    function _puppet() private returns (PuppetArbitrator puppet) {
        puppet = new PuppetArbitrator();
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.arbitrator = address(puppet);
        vm.prank(OPERATOR);
        ledgerId = vault.createLedger(terms);
    }
}

contract RuleTest is ChallengeTestBase {
    uint256 private constant STAKE = 2 ether;

    function setUp() public override {
        super.setUp();
        vm.prank(OPERATOR);
        operatorStake.deposit{ value: STAKE }(address(vault), ledgerId);
    }

    function test_ABatchThatStandsIsPaidAndTheOperatorGetsTheBond() external {
        Posted memory posted = _post(_even(3, 10e6));
        bytes32 commit = vault.commitOf(_keyOf(posted));
        _ruleOn(posted, 1);
        assertEq(vault.commitOf(_keyOf(posted)), commit, "as before");
        _final(posted);
        _claim(posted, 1);
        assertEq(token.balanceOf(_worker(1)), 10e6, "paid");
        _expectCredit(OPERATOR, BOND);
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), STAKE, "stake");
        assertEq(vault.ledgerOf(ledgerId).openChallenges, 0, "none open");
    }

    function test_AnInvalidBatchIsVoidAndTheStakeIsSlashed() external {
        Posted memory posted = _post(_even(3, 10e6));
        _ruleOn(posted, 2);
        _expectCredit(CHALLENGER, BOND);
        uint256 share = ARBITRATION_FEE + (STAKE - ARBITRATION_FEE) / 2;
        assertEq(operatorStake.creditOf(CHALLENGER), share, "fee and half of the rest");
        assertEq(operatorStake.creditOf(TREASURY), STAKE - share, "the remainder");
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), 0, "stake");
        _expectVoidable(posted);
    }

    function test_ABatchThatNobodyCanJudgeIsVoidWithoutSlash() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 disputeId = _challenge(posted);
        for (uint256 i; i < 3; ++i) {
            vm.prank(_member(i));
            committee.vote(disputeId, i);
        }
        _expectCredit(CHALLENGER, BOND);
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), STAKE, "stake");
        _expectVoidable(posted);
    }

    function test_ACondemnedBatchPaysNobodyBeforeItIsVoid() external {
        Posted memory posted = _post(_even(3, 10e6));
        _ruleOn(posted, 2);
        _final(posted);
        _expectNotProven(posted, 0);
        _claim(posted, 0);
    }

    function test_RefusesAnybodyButTheArbitrator() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 disputeId = _challenge(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_DisputeUnknown.selector, OPERATOR, disputeId));
        vm.prank(OPERATOR);
        vault.rule(disputeId, 1);
    }

    function test_RefusesASecondRuling() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 disputeId = _ruleOn(posted, 1);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_DisputeUnknown.selector, address(committee), disputeId)
        );
        vm.prank(address(committee));
        vault.rule(disputeId, 2);
    }

    function test_AnOldDisputeHasNoPowerOverALaterOneOfTheSameBatch() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 first = _ruleOn(posted, 1);
        _challenge(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_DisputeUnknown.selector, address(committee), first));
        vm.prank(address(committee));
        vault.rule(first, 2);
    }

    function test_RefusesAnUnknownRuling() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 disputeId = _challenge(posted);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_RulingUnknown.selector, 3));
        vm.prank(address(committee));
        vault.rule(disputeId, 3);
    }

    function test_SilenceOfSixtyDaysVoidsWithoutSlash() external {
        Posted memory posted = _post(_even(3, 10e6));
        _challenge(posted);
        bytes32 key = _keyOf(posted);
        vm.warp(START + 60 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotTimedOut.selector, START + 60 days + 1));
        vault.timeOut(key);
        vm.warp(START + 60 days + 1);
        vm.expectEmit(address(vault));
        emit IBountyVault.Ruled(_keyOf(posted), 0);
        vault.timeOut(_keyOf(posted));
        _expectCredit(CHALLENGER, BOND);
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), STAKE, "stake");
        _expectVoidable(posted);
    }

    function test_ARulingAfterTheTimeOutIsRefused() external {
        Posted memory posted = _post(_even(3, 10e6));
        uint256 disputeId = _challenge(posted);
        vm.warp(START + 60 days + 1);
        vault.timeOut(_keyOf(posted));
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_DisputeUnknown.selector, address(committee), disputeId)
        );
        vm.prank(address(committee));
        vault.rule(disputeId, 1);
    }

    function test_TimeOutNeedsAnOpenChallenge() external {
        Posted memory posted = _post(_even(3, 10e6));
        _ruleOn(posted, 1);
        bytes32 key = _keyOf(posted);
        vm.warp(START + 61 days);
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotTimedOut.selector, START + 60 days + 1));
        vault.timeOut(key);
    }

    function test_ACreditIsPaidOnce() external {
        Posted memory posted = _post(_even(3, 10e6));
        _ruleOn(posted, 1);
        vm.expectEmit(address(vault));
        emit IBountyVault.CreditWithdrawn(address(token), OPERATOR, BOND);
        assertEq(vault.withdrawCredit(address(token), OPERATOR), BOND, "amount");
        assertEq(token.balanceOf(OPERATOR), BOND, "paid");
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NothingCredited.selector, address(token), OPERATOR));
        vault.withdrawCredit(address(token), OPERATOR);
    }

    function test_AfterAVoidRefundsWaitAGracePeriodAndSettlingGoesOn() external {
        Posted memory posted = _post(_even(3, 10e6));
        bytes32 manifest = keccak256(abi.encode(uint256(1)));
        vm.warp(posted.header.claimableAt - 1);
        uint256 disputeId = _challenge(posted);
        vm.warp(DEADLINE + GRACE + 1);
        _vote(disputeId, 2);
        _void(STRANGER, posted);

        uint256 opensAt = DEADLINE + 2 * GRACE + 2;
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_RefundTooEarly.selector, opensAt));
        vm.prank(OWNER);
        vault.refund(ledgerId, manifest);
        vm.warp(opensAt - 1);
        Tree.Payout[] memory payouts = _even(3, 10e6);
        _post(payouts, Tree.build(vault.batchKeyOf(ledgerId, 2), payouts), posted.allocations);
        vm.warp(opensAt);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.BountyVault_NothingToRefund.selector, posted.allocations[0].bountyId)
        );
        vm.prank(OWNER);
        vault.refund(ledgerId, manifest);
    }

    function test_PostingAndTakingBackForEverHoldsNoLongerThanHalfAYear() external {
        Posted memory posted = _post(_even(1, 10e6));
        bytes32 manifest = keccak256(abi.encode(uint256(1)));
        uint256 end = DEADLINE + GRACE + 180 days;
        uint256 batchId = 1;
        for (uint256 time = DEADLINE; time < end; time += GRACE - WINDOW) {
            _void(OPERATOR, posted);
            vm.warp(time);
            Tree.Payout[] memory payouts = _even(1, 10e6);
            posted = _post(payouts, Tree.build(vault.batchKeyOf(ledgerId, ++batchId), payouts), posted.allocations);
        }
        _void(OPERATOR, posted);
        assertEq(vault.bountyOf(posted.allocations[0].bountyId).heldUntil, end, "never beyond");
        vm.warp(end + 1);
        vm.prank(OWNER);
        vault.refund(ledgerId, manifest);
    }

    function test_ATopUpDoesNotEndTheHold() external {
        Posted memory posted = _post(_even(1, 10e6));
        _void(OPERATOR, posted);
        bytes32 bountyId = posted.allocations[0].bountyId;
        uint256 held = vault.bountyOf(bountyId).heldUntil;
        assertEq(held, block.timestamp + GRACE, "held");

        token.faucet(OWNER, 1e6);
        vm.prank(OWNER);
        vault.fund(ledgerId, 1e6, uint40(DEADLINE + 1), keccak256(abi.encode(uint256(1))));
        assertEq(vault.bountyOf(bountyId).heldUntil, held, "as before");
        assertEq(vault.bountyOf(bountyId).deadline, DEADLINE + 1, "later");
    }

    function _ruleOn(Posted memory posted, uint256 ruling) private returns (uint256 disputeId) {
        disputeId = _challenge(posted);
        _vote(disputeId, ruling);
    }

    function _expectCredit(address account, uint256 amount) private view {
        assertEq(vault.creditOf(address(token), account), amount, "bond credited");
        address other = account == OPERATOR ? CHALLENGER : OPERATOR;
        assertEq(vault.creditOf(address(token), other), 0, "and to nobody else");
    }

    /// @dev Anybody can return its money, once.
    function _expectVoidable(Posted memory posted) private {
        vm.warp(posted.header.claimableAt + 1 days);
        _void(STRANGER, posted);
        assertEq(vault.bountyOf(posted.allocations[0].bountyId).available, posted.allocations[0].amount, "returned");
        assertEq(vault.commitOf(_keyOf(posted)), 0, "void");
        vm.expectRevert(abi.encodeWithSelector(Errors.BountyVault_NotOperator.selector, STRANGER, ledgerId));
        _void(STRANGER, posted);
    }
}

/// @notice An operator that asks again for its stake as soon as it is paid.
contract GreedyOperator {
    OperatorStake private immutable STAKES;
    IBountyVault private immutable VAULT;
    uint256 private _ledgerId;

    constructor(OperatorStake stakes, IBountyVault vault) {
        (STAKES, VAULT) = (stakes, vault);
    }

    function open(IBountyTypes.LedgerTerms calldata terms) external returns (uint256) {
        return _ledgerId = VAULT.createLedger(terms);
    }

    function announce() external {
        STAKES.announceWithdrawal(address(VAULT), _ledgerId);
    }

    function withdraw() public {
        STAKES.withdraw(address(VAULT), _ledgerId, address(this));
    }

    receive() external payable {
        try this.withdraw() { } catch { }
        try STAKES.withdrawCredit(address(this)) { } catch { }
    }
}

contract OperatorStakeTest is ChallengeTestBase {
    uint256 private constant STAKE = 1 ether;
    address private constant TO = address(0x70);

    function setUp() public override {
        super.setUp();
        vm.prank(OPERATOR);
        operatorStake.deposit{ value: STAKE }(address(vault), ledgerId);
    }

    function test_LeavesAfterEveryBatchIsFinalAndSevenDays() external {
        uint256 openAt = _announce();
        assertEq(openAt, START + WINDOW + 14 days, "window, extension, 7 days");
        vm.warp(openAt - 1);
        _expectNotOpen(openAt);
        _withdraw();
        vm.warp(openAt);
        _withdraw();
        assertEq(TO.balance, STAKE, "paid");
        assertEq(operatorStake.noticeOf(address(vault), ledgerId).openAt, 0, "notice spent");
    }

    function test_ABatchPostedLaterMakesTheNoticeWorthless() external {
        uint256 openAt = _announce();
        _post(_even(1, 10e6));
        vm.warp(openAt);
        _expectNotOpen(openAt);
        _withdraw();
    }

    function test_StaysWhileAChallengeIsOpen() external {
        Posted memory posted = _post(_even(1, 10e6));
        uint256 openAt = _announce();
        _challenge(posted);
        vm.warp(openAt);
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_ChallengeOpen.selector, ledgerId));
        _withdraw();
    }

    function test_NeedsANotice() external {
        _expectNotOpen(0);
        _withdraw();
    }

    function test_NothingLeavesTwice() external {
        vm.warp(_announce());
        _withdraw();
        vm.warp(_announce());
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_NothingHeld.selector));
        _withdraw();
    }

    function test_RefusesAnybodyButTheOperator() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_NotOperator.selector, STRANGER, ledgerId));
        vm.prank(STRANGER);
        operatorStake.announceWithdrawal(address(vault), ledgerId);
        vm.warp(_announce());
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_NotOperator.selector, STRANGER, ledgerId));
        vm.prank(STRANGER);
        operatorStake.withdraw(address(vault), ledgerId, STRANGER);
    }

    function test_OnlyItsVaultReachesAStake() external {
        vm.prank(STRANGER);
        operatorStake.slash(ledgerId, STRANGER, 0, STRANGER);
        assertEq(operatorStake.creditOf(STRANGER), 0, "nothing");
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), STAKE, "stake");
    }

    function testFuzz_ASlashIsDividedToTheLastWei(uint96 stake, uint96 fee) external {
        vm.deal(OPERATOR, stake);
        vm.prank(OPERATOR);
        operatorStake.deposit{ value: stake }(address(this), 9);
        operatorStake.slash(9, CHALLENGER, fee, TREASURY);
        uint256 costs = fee < stake ? fee : stake;
        assertEq(operatorStake.creditOf(CHALLENGER), costs + (stake - costs) / 2, "challenger");
        uint256 sum = operatorStake.creditOf(CHALLENGER) + operatorStake.creditOf(TREASURY);
        assertEq(sum, stake, "all of it");
    }

    function test_AnybodyMayAddToAStake() external {
        vm.deal(STRANGER, 1);
        vm.prank(STRANGER);
        operatorStake.deposit{ value: 1 }(address(vault), ledgerId);
        assertEq(operatorStake.stakeOf(address(vault), ledgerId), STAKE + 1, "the sum");
    }

    function test_AskingAgainWhileBeingPaidGivesNothingMore() external {
        GreedyOperator greedy = new GreedyOperator(operatorStake, vault);
        uint256 theirs = greedy.open(_terms(address(token), 0));
        operatorStake.deposit{ value: 1 ether }(address(vault), theirs);
        greedy.announce();
        vm.warp(START + WINDOW + 14 days);
        greedy.withdraw();
        assertEq(address(greedy).balance, 1 ether, "its own stake");
        assertEq(address(operatorStake).balance, STAKE, "and not the others'");
        operatorStake.deposit{ value: 1 ether }(address(this), 9);
        operatorStake.slash(9, address(greedy), 1 ether, TREASURY);
        operatorStake.withdrawCredit(address(greedy));
        assertEq(address(greedy).balance, 2 ether, "its credit, once");
        assertEq(address(operatorStake).balance, STAKE, "and not the others'");
    }

    function test_CreditIsPaidOnce() external {
        vm.prank(address(vault));
        operatorStake.slash(ledgerId, TO, 0, TREASURY);
        assertEq(operatorStake.withdrawCredit(TO), STAKE / 2, "amount");
        assertEq(TO.balance, STAKE / 2, "paid");
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_NothingHeld.selector));
        operatorStake.withdrawCredit(TO);
    }

    function _announce() private returns (uint256) {
        vm.prank(OPERATOR);
        return operatorStake.announceWithdrawal(address(vault), ledgerId);
    }

    function _withdraw() private {
        vm.prank(OPERATOR);
        operatorStake.withdraw(address(vault), ledgerId, TO);
    }

    function _expectNotOpen(uint256 openAt) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.OperatorStake_NotOpen.selector, openAt));
    }
}

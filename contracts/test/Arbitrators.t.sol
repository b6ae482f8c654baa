// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { CommitteeArbitrator } from "../src/arbitrators/CommitteeArbitrator.sol";
import { KlerosArbitrator } from "../src/arbitrators/KlerosArbitrator.sol";
import { UmaArbitrator } from "../src/arbitrators/UmaArbitrator.sol";
import { IArbitrable, IArbitrator } from "../src/interfaces/IArbitrator.sol";
import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";
import { IOptimisticOracleV3, IOptimisticOracleV3Callback } from "../src/interfaces/IOptimisticOracleV3.sol";
import { Errors } from "../src/libraries/Errors.sol";
import { TestToken } from "../src/test-token/TestToken.sol";

import { ChallengeTestBase } from "./Challenging.t.sol";

contract CommitteeTest is ChallengeTestBase {
    IBountyTypes.ChallengeState private constant OPEN = IBountyTypes.ChallengeState.Open;

    uint256 private disputeId;
    bytes32 private key;

    function setUp() public override {
        super.setUp();
        Posted memory posted = _post(_even(3, 10e6));
        key = _keyOf(posted);
        disputeId = _challenge(posted);
    }

    function test_OneVoteOfTwoDecidesNothing() external {
        _voteAs(0, 1);
        assertTrue(vault.challengeOf(key).state == OPEN, "open");
        _voteAs(1, 2);
        assertTrue(vault.challengeOf(key).state == OPEN, "open");
        _voteAs(2, 2);
        assertTrue(vault.challengeOf(key).state != OPEN, "two of three");
        assertEq(committee.earnedBy(_member(0)), 0, "a vote that did not decide");
        assertEq(committee.earnedBy(_member(1)) + committee.earnedBy(_member(2)), ARBITRATION_FEE, "the fee");
    }

    function test_AHopelessSplitIsARulingOfZero() external {
        _voteAs(0, 1);
        _voteAs(1, 2);
        _voteAs(2, 0);
        assertEq(vault.creditOf(address(token), CHALLENGER), BOND, "bond back");
        assertEq(committee.disputeOf(disputeId).over ? 1 : 0, 1, "over");
    }

    function test_RefusesVotesThatAreNotLawful() external {
        _expectInvalid(STRANGER, disputeId, 1);
        vm.prank(STRANGER);
        committee.vote(disputeId, 1);
        _voteAs(0, 1);
        _expectInvalid(_member(0), disputeId, 2);
        _voteAs(0, 2);
        _expectInvalid(_member(1), disputeId, 3);
        _voteAs(1, 3);
        _expectInvalid(_member(1), 99, 1);
        vm.prank(_member(1));
        committee.vote(99, 1);
        _voteAs(1, 1);
        _expectInvalid(_member(2), disputeId, 1);
        _voteAs(2, 1);
    }

    function test_MembersAreRefusedWhereTheyMakeNoCommittee() external {
        _expectNoCommittee(new address[](0), 1);
        address[] memory two = new address[](2);
        (two[0], two[1]) = (_member(0), _member(0));
        _expectNoCommittee(two, 1);
        two[1] = address(0);
        _expectNoCommittee(two, 1);
        two[1] = _member(1);
        _expectNoCommittee(two, 0);
        _expectNoCommittee(two, 3);
        _expectNoCommittee(new address[](33), 1);
    }

    function test_AsksForItsFeeAndTwoChoices() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.CommitteeArbitrator_RequestInvalid.selector, ARBITRATION_FEE, ARBITRATION_FEE, 3
            )
        );
        vm.prank(CHALLENGER);
        committee.createDispute{ value: ARBITRATION_FEE }(3, "");
        vm.expectRevert(
            abi.encodeWithSelector(Errors.CommitteeArbitrator_RequestInvalid.selector, ARBITRATION_FEE, 0, 2)
        );
        committee.createDispute(2, "");
        assertEq(committee.members().length, 3, "members");
    }

    function test_PaysWhatWasEarnedOnce() external {
        _voteAs(0, 2);
        _voteAs(1, 2);
        assertEq(committee.withdraw(_member(0)), ARBITRATION_FEE / 2, "half");
        assertEq(_member(0).balance, ARBITRATION_FEE / 2, "paid");
        vm.expectRevert(abi.encodeWithSelector(Errors.CommitteeArbitrator_NothingEarned.selector, _member(0)));
        committee.withdraw(_member(0));
    }

    function _voteAs(uint256 i, uint256 ruling) private {
        vm.prank(_member(i));
        committee.vote(disputeId, ruling);
    }

    function _expectInvalid(address caller, uint256 id, uint256 ruling) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.CommitteeArbitrator_VoteInvalid.selector, caller, id, ruling));
    }

    function _expectNoCommittee(address[] memory members, uint256 quorum) private {
        try new CommitteeArbitrator(members, quorum, 0) {
            revert NotTrue("a committee that must be refused");
        } catch { }
    }
}

/// @notice A Kleros court as far as ERC-792 goes.
contract MockCourt is IArbitrator {
    bytes32 public lastExtraData;

    function createDispute(uint256, bytes calldata extraData) external payable returns (uint256) {
        lastExtraData = keccak256(extraData);
        return 77;
    }

    function rule(IArbitrable arbitrable, uint256 ruling) external {
        arbitrable.rule(77, ruling);
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return 0.02 ether;
    }
}

contract KlerosTest is ChallengeTestBase {
    MockCourt private court;
    KlerosArbitrator private kleros;
    Posted private posted;

    function setUp() public override {
        super.setUp();
        court = new MockCourt();
        kleros = new KlerosArbitrator(court, hex"01", "ipfs://question");
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.arbitrator = address(kleros);
        vm.prank(OPERATOR);
        ledgerId = vault.createLedger(terms);
        Posted memory fresh = _post(_even(2, 10e6));
        (posted.header, posted.content) = (fresh.header, fresh.content);
    }

    function test_TheCourtsRulingReachesTheVault() external {
        assertEq(_challengePaying(posted, 0.02 ether), 1, "dispute");
        assertEq(address(court).balance, 0.02 ether, "the court's fee");
        assertEq(court.lastExtraData(), keccak256(hex"01"), "the court's own data");
        court.rule(kleros, 1);
        assertEq(vault.creditOf(address(token), OPERATOR), BOND, "stands");
    }

    function test_OnlyTheCourtRulesAndOnce() external {
        _challengePaying(posted, 0.02 ether);
        vm.expectRevert(abi.encodeWithSelector(Errors.KlerosArbitrator_RulingInvalid.selector, STRANGER, 77));
        vm.prank(STRANGER);
        kleros.rule(77, 2);
        court.rule(kleros, 2);
        vm.expectRevert(abi.encodeWithSelector(Errors.KlerosArbitrator_RulingInvalid.selector, address(court), 77));
        vm.prank(address(court));
        kleros.rule(77, 2);
    }
}

/// @notice UMA's oracle as far as asserting goes: takes the bond, and gives it back when the assertion holds.
contract MockOracle is IOptimisticOracleV3 {
    bytes32 public constant ID = keccak256("assertion");
    uint256 public minimum;
    address private _asserter;
    address private _callback;
    address private _currency;
    uint256 private _bond;

    function setMinimum(uint256 minimum_) external {
        minimum = minimum_;
    }

    function assertTruth(
        bytes calldata,
        address asserter,
        address callbackRecipient,
        address,
        uint64,
        address currency,
        uint256 bond,
        bytes32,
        bytes32
    ) external returns (bytes32) {
        (_asserter, _callback, _currency, _bond) = (asserter, callbackRecipient, currency, bond);
        TestToken(currency).transferFrom(msg.sender, address(this), bond);
        return ID;
    }

    function settle(bool truthful) external {
        if (truthful) TestToken(_currency).transfer(_asserter, _bond);
        IOptimisticOracleV3Callback(_callback).assertionDisputedCallback(ID);
        IOptimisticOracleV3Callback(_callback).assertionResolvedCallback(ID, truthful);
    }

    function defaultIdentifier() external pure returns (bytes32) {
        return "ASSERT_TRUTH";
    }

    function getMinimumBond(address) external view returns (uint256) {
        return minimum;
    }
}

contract UmaTest is ChallengeTestBase {
    uint256 private constant LEAST = 100e6;

    MockOracle private oracle;
    UmaArbitrator private uma;
    Posted private posted;

    function setUp() public override {
        super.setUp();
        oracle = new MockOracle();
        uma = new UmaArbitrator(oracle, address(token), 2 days, LEAST);
        IBountyTypes.LedgerTerms memory terms = _terms(address(token), 0);
        terms.arbitrator = address(uma);
        vm.prank(OPERATOR);
        ledgerId = vault.createLedger(terms);
        Posted memory fresh = _post(_even(2, 10e6));
        (posted.header, posted.content) = (fresh.header, fresh.content);
        vm.prank(CHALLENGER);
        token.approve(address(uma), type(uint256).max);
    }

    function test_AnAssertionThatHoldsMakesTheBatchInvalid() external {
        _deposit(LEAST);
        _challengePaying(posted, 0);
        assertEq(token.balanceOf(address(oracle)), LEAST, "bond at the oracle");
        oracle.settle(true);
        assertEq(vault.creditOf(address(token), CHALLENGER), BOND, "invalid");
        assertEq(token.balanceOf(CHALLENGER), 1000e6 - BOND, "the oracle's bond came back");
    }

    function test_AnAssertionThatFailsLetsTheBatchStand() external {
        _deposit(LEAST);
        _challengePaying(posted, 0);
        oracle.settle(false);
        assertEq(vault.creditOf(address(token), OPERATOR), BOND, "stands");
    }

    function test_NeedsTheBondOfTheOracle() external {
        oracle.setMinimum(LEAST + 1);
        _deposit(LEAST);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.UmaArbitrator_DepositTooSmall.selector, CHALLENGER, LEAST, LEAST + 1)
        );
        _challengePaying(posted, 0);
    }

    function test_ADepositIsOnlyForTheContractItNames() external {
        _deposit(LEAST);
        bytes memory extraData = abi.encode(bytes32(0), CHALLENGER, bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(Errors.UmaArbitrator_DepositTooSmall.selector, CHALLENGER, 0, LEAST));
        vm.prank(STRANGER);
        uma.createDispute(2, extraData);
    }

    function test_WhatIsUnusedComesBack() external {
        _deposit(LEAST);
        vm.prank(CHALLENGER);
        assertEq(uma.withdraw(address(vault)), LEAST, "amount");
        assertEq(token.balanceOf(CHALLENGER), 1000e6, "back");
    }

    function test_OnlyTheOracleResolvesAndOnce() external {
        _deposit(LEAST);
        _challengePaying(posted, 0);
        bytes32 id = oracle.ID();
        vm.expectRevert(abi.encodeWithSelector(Errors.UmaArbitrator_CallbackInvalid.selector, STRANGER, id));
        vm.prank(STRANGER);
        uma.assertionResolvedCallback(id, true);
        oracle.settle(false);
        vm.expectRevert(abi.encodeWithSelector(Errors.UmaArbitrator_CallbackInvalid.selector, address(oracle), id));
        vm.prank(address(oracle));
        uma.assertionResolvedCallback(id, true);
    }

    function _deposit(uint256 amount) private {
        vm.prank(CHALLENGER);
        uma.deposit(address(vault), amount);
    }
}

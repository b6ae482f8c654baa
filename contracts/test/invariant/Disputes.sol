// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { TestToken } from "../../src/test-token/TestToken.sol";

import { Annotators } from "./Annotators.sol";
import { Judge } from "./Judge.sol";

/// @notice A challenger, an arbitrator that may be silent, the operators' stakes, and the guardian.
abstract contract Disputes is Annotators {
    mapping(uint256 ledgerId => uint256) public staked;
    mapping(address account => uint256) public etherCredits;
    uint256 public bondsTaken;
    uint256 public bondsGiven;

    function challenge(uint256 which, bool withoutFee) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        TestToken token = TestToken(batch.header.token);
        uint256 least = batch.content.total / 100 > 1e6 ? batch.content.total / 100 : 1e6;
        uint256 cost = withoutFee ? 0 : judge.FEE();
        token.faucet(CHALLENGER, least);
        vm.prank(CHALLENGER);
        token.approve(address(vault), least);
        vm.deal(CHALLENGER, cost);
        bool lawful = _isYoung(batch) && !withoutFee;
        int256 mark = _surplus(token);
        vm.prank(CHALLENGER);
        try vault.challenge{ value: cost }(batch.header, batch.content.root, batch.content.total, "why") returns (
            uint256 disputeId
        ) {
            assertTrue(lawful, "a challenge that must be refused");
            _note("challenge");
            (batch.state, batch.disputeId, batch.bond) = (State.Frozen, disputeId, _came(token, mark));
            ++bondsTaken;
            ++openChallenges[batch.header.ledgerId];
        } catch {
            _refused(!lawful, "a challenge that must be heard");
        }
    }

    /// @dev By the arbitrator, or by somebody who is none; on an open dispute, or one that is over.
    function rule(uint256 which, uint256 ruling, uint256 who) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which, State.Frozen);
        ruling %= 4;
        bool lawful = batch.state == State.Frozen && who % 8 != 0 && ruling != 3;
        if (who % 8 == 0) {
            vm.prank(STRANGER);
            try vault.rule(batch.disputeId, ruling) {
                assertTrue(false, "a ruling of a stranger");
            } catch { }
            return;
        }
        try judge.rule(vault, batch.disputeId, ruling) {
            assertTrue(lawful, "a ruling that must be refused");
            _note(ruling == 0 ? bytes32("ruling 0") : ruling == 1 ? bytes32("ruling 1") : bytes32("ruling 2"));
            _close(batch, ruling);
        } catch {
            _refused(!lawful, "a ruling that must have effect");
        }
    }

    function timeOut(uint256 which) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which, State.Frozen);
        bytes32 key = _keyOf(batch);
        bool lawful = batch.state == State.Frozen && block.timestamp > vault.challengeOf(key).openedAt + 60 days;
        try vault.timeOut(key) {
            assertTrue(lawful, "a time-out that must be refused");
            _note("timeOut");
            _close(batch, 0);
        } catch {
            _refused(!lawful, "a time-out that must have effect");
        }
    }

    function withdrawCredit(uint256 which, uint256 who) public {
        address account = who % 3 == 0 ? CHALLENGER : operators[who % 2];
        TestToken token = tokens[which % 2];
        uint256 credit = credits[address(token)][account];
        int256 mark = _surplus(token);
        try vault.withdrawCredit(address(token), account) {
            assertTrue(credit != 0, "a credit that nobody has");
            _note("withdrawCredit");
            credits[address(token)][account] = 0;
            assertEq(_went(token, mark), credit, "exactly the credit");
        } catch {
            _refused(credit == 0, "a credit that must be paid");
        }
    }

    function _close(Batch storage batch, uint256 ruling) private {
        address winner = ruling == 1 ? operators[(batch.header.ledgerId + 1) % 2] : CHALLENGER;
        credits[batch.header.token][winner] += batch.bond;
        batch.bond = 0;
        batch.state = ruling == 1 ? State.Live : State.Condemned;
        ++bondsGiven;
        --openChallenges[batch.header.ledgerId];
        if (ruling != 2) return;
        uint256 held = staked[batch.header.ledgerId];
        uint256 costs = judge.FEE() < held ? judge.FEE() : held;
        staked[batch.header.ledgerId] = 0;
        if (held != 0) _note("slash");
        etherCredits[CHALLENGER] += costs + (held - costs) / 2;
        etherCredits[TREASURY] += held - costs - (held - costs) / 2;
    }

    // ------------------------------------------------------------------------------------------------------- stakes

    function stake(uint256 which, uint96 amount) public {
        uint256 ledgerId = ledgers[which % 4];
        amount = uint96(bound(amount, 1, 1 ether));
        vm.deal(STRANGER, amount);
        vm.prank(STRANGER);
        stakes.deposit{ value: amount }(address(vault), ledgerId);
        staked[ledgerId] += amount;
    }

    function announceWithdrawal(uint256 which, bool stranger) public {
        uint256 ledgerId = ledgers[which % 4];
        vm.prank(stranger ? STRANGER : operators[which % 2]);
        try stakes.announceWithdrawal(address(vault), ledgerId) {
            assertTrue(!stranger, "a notice of a stranger");
        } catch {
            assertTrue(stranger, "a notice that must be taken");
        }
    }

    /// @dev To an account, or to a contract that takes no ether.
    function withdrawStake(uint256 which, uint256 who) public {
        uint256 ledgerId = ledgers[which % 4];
        uint256 openAt = stakes.noticeOf(address(vault), ledgerId).openAt;
        bool fresh = stakes.noticeOf(address(vault), ledgerId).batchCount == posted[ledgerId];
        bool lawful = openAt != 0 && block.timestamp >= openAt && fresh && openChallenges[ledgerId] == 0
            && staked[ledgerId] != 0 && who % 4 > 1;
        vm.prank(who % 4 == 0 ? STRANGER : operators[which % 2]);
        try stakes.withdraw(address(vault), ledgerId, who % 4 == 1 ? address(judge) : address(0x70)) returns (
            uint256 amount
        ) {
            assertTrue(lawful, "a stake that must stay");
            _note("withdrawStake");
            assertEq(amount, staked[ledgerId], "the whole stake");
            _expectAllFinal(ledgerId);
            staked[ledgerId] = 0;
        } catch {
            assertTrue(!lawful, "a stake that must leave");
        }
    }

    function withdrawEther(uint256 who) public {
        address account = who % 2 == 0 ? CHALLENGER : TREASURY;
        uint256 before = account.balance;
        try stakes.withdrawCredit(account) {
            assertEq(account.balance - before, etherCredits[account], "exactly the credit");
            _note("withdrawEther");
            etherCredits[account] = 0;
        } catch {
            assertEq(etherCredits[account], 0, "a credit that must be paid");
        }
    }

    /// @dev When a stake leaves, nothing that its operator posted can be challenged, or has been final for a week only.
    function _expectAllFinal(uint256 ledgerId) private view {
        for (uint256 i; i < _batches.length; ++i) {
            Batch storage batch = _batches[i];
            if (batch.header.ledgerId != ledgerId || batch.state == State.Void) continue;
            assertTrue(batch.state != State.Frozen, "no open challenge");
            if (batch.state == State.Condemned) continue;
            assertTrue(block.timestamp >= batch.header.claimableAt + 7 days, "final for seven days");
        }
    }

    // ----------------------------------------------------------------------------------------------------- guardian

    function extendWindow(uint256 which, uint40 by) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        by = uint40(bound(by, 0, 7 days));
        bool lawful = _isYoung(batch) && !batch.extended;
        vm.prank(GUARDIAN);
        try vault.extendWindow(batch.header, batch.content.root, batch.content.total, by) {
            assertTrue(lawful, "an extension that must be refused");
            _note("extendWindow");
            batch.header.claimableAt += by;
            batch.extended = true;
        } catch {
            _refused(!lawful, "an extension that must succeed");
        }
    }

    function pause(uint256 which, uint40 duration) public {
        if (which % 4 != 0) return;
        uint256[] memory ids = new uint256[](1);
        ids[0] = ledgers[which / 4 % 4];
        vm.prank(GUARDIAN);
        try vault.pause(ids, uint40(bound(duration, 0, 3 days))) {
            _note("pause");
        } catch { }
    }
}

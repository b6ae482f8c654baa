// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { MockPermit2 } from "../../src/dev-chain/MockPermit2.sol";
import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Verifier } from "../Golden.t.sol";
import { Test } from "../base/Test.sol";
import { ChaosToken } from "../tokens/ChaosToken.sol";
import { Books } from "./Books.sol";
import { VaultHandler } from "./VaultHandler.sol";

/// @notice A vault, everybody who acts on it, and ways to look at both.
abstract contract World is Test {
    error Done();

    address internal constant TREASURY = address(0xFEE);

    IBountyVault internal vault;
    OperatorStake internal stakes;
    ChaosToken internal chaos;
    VaultHandler internal handler;
    Verifier internal verifier;
    bytes32 internal terms;

    struct FuzzSelector {
        address target;
        bytes4[] selectors;
    }

    function setUp() external {
        vm.warp(1_700_000_000);
        (stakes, chaos, verifier) = (new OperatorStake(), new ChaosToken(), new Verifier());
        IBountyTypes.Settings memory settings = IBountyTypes.Settings(
            TREASURY, address(0x6A4D), address(stakes), address(new MockPermit2()), 1 hours, 7 days
        );
        vault = IBountyVault(vm.deployCode("BountyVault.sol:BountyVault", abi.encode(settings)));
        handler = new VaultHandler(vault, stakes, new TestToken(), chaos);
        terms = _terms();
        targetContract(address(handler));
    }

    /// @dev Read by forge: what only the bad token calls.
    function excludeSelectors() external view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = VaultHandler.reenter.selector;
        excluded[0] = FuzzSelector(address(handler), selectors);
    }

    /// @dev Calls `look` of this contract, whose effects are undone: it ends with Done, or with what is wrong.
    function _try(bytes memory look) internal {
        uint256 time = block.timestamp;
        (bool success, bytes memory answer) = address(this).call(look);
        vm.warp(time);
        assertTrue(!success, "a look ends by undoing itself");
        if (bytes4(answer) == Done.selector) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    function _token(uint256 t) internal view returns (TestToken) {
        return handler.tokens(t);
    }

    function _tokenOf(uint256 ledgerId) internal view returns (address) {
        return address(_token((ledgerId - 1) / 2));
    }

    /// @dev The commitment that this batch must have, for the state that it must be in.
    function _commitmentOf(Books.Batch memory batch) internal pure returns (bytes32) {
        IBountyTypes.BatchHeader memory header = batch.header;
        bytes32 commit = keccak256(
            abi.encode(batch.content.root, batch.content.total, header.token, header.claimableAt, header.meta)
        );
        if (batch.state == Books.State.Frozen) return keccak256(abi.encode(commit, keccak256("FROZEN")));
        if (batch.state == Books.State.Condemned) return keccak256(abi.encode(commit, keccak256("CONDEMNED")));
        return batch.state == Books.State.Void ? bytes32(0) : commit;
    }

    function _keyOf(Books.Batch memory batch) internal view returns (bytes32) {
        return vault.batchKeyOf(batch.header.ledgerId, batch.header.batchId);
    }

    function _leaf(Books.Batch memory batch, uint256 index) internal view returns (IBountyTypes.Leaf memory) {
        return IBountyTypes.Leaf(uint128(index), handler.workers(index), batch.amounts[index]);
    }

    function _isFinal(Books.Batch memory batch) internal view returns (bool) {
        return batch.state == Books.State.Live && block.timestamp >= batch.header.claimableAt;
    }

    /// @dev Everything in the ledgers but the number of batches, of open challenges, and pauses.
    function _terms() internal view returns (bytes32 hash) {
        for (uint256 i; i < 4; ++i) {
            IBountyTypes.Ledger memory ledger = vault.ledgerOf(handler.ledgers(i));
            (ledger.batchCount, ledger.openChallenges, ledger.pausedUntil) = (0, 0, 0);
            hash = keccak256(abi.encode(hash, ledger));
        }
    }
}

/// @notice The twenty promises of the vault, after any calls of owners, annotators, forgers, an honest and a dishonest
/// operator, a challenger, an arbitrator, the guardian, a bad token, and time.
contract PromisesInvariant is World {
    /// @dev The same twenty, for one long campaign: campaigns of one seed make the same calls.
    function invariant_00_AllTwenty() external {
        invariant_01_TheVaultHoldsWhatItOwes();
        invariant_02_MoneyIsConserved();
        invariant_03_NoBountyPaysAboveItsMoney();
        invariant_04_NoBatchPaysAboveItsTotal();
        invariant_05_AnHonestBatchIsPaidToTheLastUnit();
        invariant_06_WhatIsFinalStaysClaimable();
        invariant_07_NothingElseIsClaimable();
        invariant_08_PayGoesWhereItBelongs();
        invariant_09_ALeafIsMarkedWhenAndOnlyWhenItWasPaid();
        invariant_10_OnlyTheOperatorPostsAndOneByOne();
        invariant_11_NoTermOfALedgerChanges();
        invariant_12_ARefundIsWhatWasAvailableAndGoesToTheOwner();
        invariant_13_NoLedgerTouchesAnother();
        invariant_14_TheFeeIsExactAndTakenOnce();
        invariant_15_ABondIsPaidOnceAndEveryDisputeEnds();
        invariant_16_AProofFitsItsOwnBatchAlone();
        invariant_17_AVoidReturnsExactlyWhatWasTakenOnce();
        invariant_18_DonationsChangeNoAccount();
        invariant_19_ATokenThatCallsBackGainsNothing();
        invariant_20_TheTreeThatTypeScriptBuildsIsTheOneThatPays();
    }

    function invariant_01_TheVaultHoldsWhatItOwes() public view {
        for (uint256 t; t < 2; ++t) {
            address token = address(_token(t));
            uint256 owed = handler.donated(token) + handler.credits(token, address(0xC4A1));
            for (uint256 o; o < 2; ++o) {
                owed += handler.credits(token, handler.operators(o));
            }
            for (uint256 i; i < handler.bountyCount(); ++i) {
                (, Books.Known memory known) = handler.bountyAt(i);
                if (_tokenOf(known.ledgerId) == token) owed += known.available;
            }
            for (uint256 i; i < handler.batchCount(); ++i) {
                Books.Batch memory batch = handler.batchAt(i);
                if (batch.header.token != token || batch.state == Books.State.Void) continue;
                owed += batch.content.total - batch.paid - batch.reclaimed + batch.bond;
                if (!batch.feeCollected) owed += batch.content.fee;
            }
            // A void batch has no open bond: it was closed, or never challenged.
            assertEq(_token(t).balanceOf(address(vault)), owed, "holds exactly what it owes");
        }
        assertEq(address(vault).balance, 0, "and no ether");
    }

    function invariant_02_MoneyIsConserved() public view {
        for (uint256 i; i < handler.bountyCount(); ++i) {
            (, Books.Known memory known) = handler.bountyAt(i);
            uint256 inside = known.available + known.allocated;
            assertEq(known.funded + known.reclaimed, inside + known.refunded, "what came is here, or went back");
        }
        for (uint256 t; t < 2; ++t) {
            TestToken token = _token(t);
            assertEq(token.balanceOf(address(vault)), handler.expected(address(token)), "every flow was seen");
        }
    }

    function invariant_03_NoBountyPaysAboveItsMoney() public view {
        for (uint256 i; i < handler.bountyCount(); ++i) {
            (, Books.Known memory known) = handler.bountyAt(i);
            assertLe(known.allocated + known.refunded, known.funded + known.reclaimed, "allocated and refunded");
        }
    }

    function invariant_04_NoBatchPaysAboveItsTotal() public view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            bool isVoid = batch.state == Books.State.Void;
            assertLe(batch.paid + batch.reclaimed, isVoid ? 0 : batch.content.total, "whatever its tree says");
        }
    }

    function invariant_05_AnHonestBatchIsPaidToTheLastUnit() public {
        _try(abi.encodeCall(this.lookAtClaims, (true)));
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            if (batch.lies != 0 || batch.paidMask != (1 << handler.LEAVES()) - 1) continue;
            assertEq(batch.paid + batch.reclaimed, batch.content.total, "nothing is left");
        }
    }

    function invariant_06_WhatIsFinalStaysClaimable() public {
        _try(abi.encodeCall(this.lookAtClaims, (false)));
    }

    function invariant_07_NothingElseIsClaimable() public {
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            if (_isFinal(batch)) continue;
            try vault.claim(batch.header, _leaf(batch, 0), handler.proofAt(i, 0)) {
                assertTrue(false, "a claim before finality, or of a frozen, condemned or void batch");
            } catch { }
        }
    }

    function invariant_08_PayGoesWhereItBelongs() public view {
        address plain = address(_token(0));
        for (uint256 i; i < handler.LEAVES(); ++i) {
            _expectHolding(plain, handler.workers(i));
            _expectHolding(plain, address(uint160(0xE000 + i)));
        }
        _expectHolding(plain, address(0x4E1A));
        assertEq(_token(0).balanceOf(address(0x57A4)), 0, "and never to a stranger");
        assertEq(_token(1).balanceOf(address(0x57A4)), 0, "and never to a stranger");
    }

    function invariant_09_ALeafIsMarkedWhenAndOnlyWhenItWasPaid() public view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            uint256 gone;
            for (uint256 leaf; leaf < handler.LEAVES(); ++leaf) {
                bool marked = vault.isClaimed(_keyOf(batch), leaf);
                assertTrue(marked == (batch.paidMask & (1 << leaf) != 0), "marked as booked");
                if (marked) gone += batch.amounts[leaf];
            }
            assertEq(gone, batch.paid + batch.reclaimed, "and exactly that money went");
        }
    }

    function invariant_10_OnlyTheOperatorPostsAndOneByOne() public view {
        for (uint256 i; i < 4; ++i) {
            uint256 ledgerId = handler.ledgers(i);
            assertEq(vault.ledgerOf(ledgerId).batchCount, handler.posted(ledgerId), "one for each batch");
        }
    }

    function invariant_11_NoTermOfALedgerChanges() public view {
        assertEq(_terms(), terms, "terms");
    }

    function invariant_12_ARefundIsWhatWasAvailableAndGoesToTheOwner() public view {
        for (uint256 i; i < 3; ++i) {
            _expectHolding(address(_token(0)), handler.owners(i));
        }
        for (uint256 i; i < handler.bountyCount(); ++i) {
            (bytes32 id, Books.Known memory known) = handler.bountyAt(i);
            assertEq(id, vault.bountyIdOf(known.owner, known.ledgerId, known.manifest), "its owner is in its id");
            assertLe(known.refunded + known.allocated, known.funded + known.reclaimed, "never what is reserved");
        }
    }

    function invariant_13_NoLedgerTouchesAnother() public view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            assertEq(vault.commitOf(_keyOf(batch)), _commitmentOf(batch), "as its own history says");
        }
        for (uint256 i; i < 4; ++i) {
            uint256 id = handler.ledgers(i);
            assertEq(vault.ledgerOf(id).openChallenges, handler.openChallenges(id), "its own challenges");
        }
    }

    function invariant_14_TheFeeIsExactAndTakenOnce() public view {
        assertEq(_token(0).balanceOf(TREASURY), handler.feesPaid(address(_token(0))), "the treasury has the fees");
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            uint256 sum = batch.content.total + batch.content.fee;
            assertEq(batch.content.fee, sum * 500 / 10_000, "floor(sum x bps / 10,000)");
            assertTrue(vault.isFeeCollected(_keyOf(batch)) == batch.feeCollected, "marked as booked");
            if (batch.feeCollected) assertTrue(_isFinal(batch), "of final batches only");
        }
    }

    function invariant_15_ABondIsPaidOnceAndEveryDisputeEnds() public {
        uint256 frozen;
        for (uint256 i; i < handler.batchCount(); ++i) {
            if (handler.batchAt(i).state == Books.State.Frozen) ++frozen;
        }
        assertEq(handler.bondsTaken(), handler.bondsGiven() + frozen, "each bond waits, or went to one");
        for (uint256 t; t < 2; ++t) {
            address token = address(_token(t));
            _expectCredit(token, address(0xC4A1));
            _expectCredit(token, handler.operators(0));
            _expectCredit(token, handler.operators(1));
        }
        uint256 stake = handler.etherCredits(address(0xC4A1)) + handler.etherCredits(TREASURY);
        for (uint256 i; i < 4; ++i) {
            uint256 id = handler.ledgers(i);
            assertEq(stakes.stakeOf(address(vault), id), handler.staked(id), "stake");
            stake += handler.staked(id);
        }
        assertEq(address(stakes).balance, stake, "stakes and credits, to the last wei");
        _try(abi.encodeCall(this.lookAtTimeOuts, ()));
    }

    function invariant_16_AProofFitsItsOwnBatchAlone() public {
        uint256 count = handler.batchCount();
        for (uint256 i = 1; i < count; ++i) {
            Books.Batch memory batch = handler.batchAt(i - 1);
            Books.Batch memory next = handler.batchAt(i);
            try vault.claim(next.header, _leaf(batch, 1), handler.proofAt(i - 1, 1)) {
                assertTrue(false, "a proof of another batch");
            } catch { }
            try vault.sweep(
                next.header, 0, abi.encodePacked(handler.workers(1), batch.amounts[1]), handler.proofAt(i - 1, 1)
            ) {
                assertTrue(false, "a range of another batch");
            } catch { }
        }
    }

    function invariant_17_AVoidReturnsExactlyWhatWasTakenOnce() public view {
        for (uint256 i; i < handler.bountyCount(); ++i) {
            (bytes32 id, Books.Known memory known) = handler.bountyAt(i);
            assertEq(vault.bountyOf(id).available, known.available, "available");
        }
    }

    function invariant_18_DonationsChangeNoAccount() public {
        _try(abi.encodeCall(this.lookAtDonation, ()));
    }

    function invariant_19_ATokenThatCallsBackGainsNothing() public view {
        assertEq(chaos.failures(), 0, "no call inside a transfer did what it must not");
    }

    function invariant_20_TheTreeThatTypeScriptBuildsIsTheOneThatPays() public view {
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            if (batch.lies != 0) continue;
            for (uint256 leaf; leaf < handler.LEAVES(); ++leaf) {
                (bytes32 root, uint256 total) = verifier.rootOfLeaf(
                    _keyOf(batch), leaf, handler.workers(leaf), batch.amounts[leaf], handler.proofAt(i, leaf)
                );
                assertEq(root, batch.content.root, "root");
                assertEq(total, batch.content.total, "total");
            }
        }
    }

    // -------------------------------------------------------------------------- looks: what they do is undone

    /// @dev Claims all that is final and honest; with `fees`, what is left of each batch is its fee.
    function lookAtClaims(bool fees) external {
        chaos.hook(address(0), "");
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            if (!_isFinal(batch) || batch.lies != 0) continue;
            TestToken token = TestToken(batch.header.token);
            uint256 held = token.balanceOf(address(vault));
            for (uint256 leaf; leaf < handler.LEAVES(); ++leaf) {
                if (batch.paidMask & (1 << leaf) != 0) continue;
                chaos.refuse(handler.workers(leaf), 0);
                vault.claim(batch.header, _leaf(batch, leaf), handler.proofAt(i, leaf));
            }
            uint256 left = batch.content.total - batch.paid - batch.reclaimed;
            if (fees) assertEq(held - token.balanceOf(address(vault)), left, "to the last unit");
        }
        revert Done();
    }

    /// @dev Whatever an arbitrator does not say, each open challenge can be ended.
    function lookAtTimeOuts() external {
        vm.warp(block.timestamp + 60 days + 1);
        for (uint256 i; i < handler.batchCount(); ++i) {
            Books.Batch memory batch = handler.batchAt(i);
            if (batch.state == Books.State.Frozen) vault.timeOut(_keyOf(batch));
        }
        revert Done();
    }

    function lookAtDonation() external {
        bytes32 before = _accounts();
        for (uint256 t; t < 2; ++t) {
            _token(t).faucet(address(vault), 1e6);
        }
        assertEq(_accounts(), before, "bounties, commitments and credits");
        revert Done();
    }

    function _accounts() private view returns (bytes32 hash) {
        for (uint256 i; i < handler.bountyCount(); ++i) {
            (bytes32 id,) = handler.bountyAt(i);
            hash = keccak256(abi.encode(hash, vault.bountyOf(id)));
        }
        for (uint256 i; i < handler.batchCount(); ++i) {
            hash = keccak256(abi.encode(hash, vault.commitOf(_keyOf(handler.batchAt(i)))));
        }
        for (uint256 t; t < 2; ++t) {
            hash = keccak256(abi.encode(hash, vault.creditOf(address(_token(t)), address(0xC4A1))));
        }
    }

    function _expectHolding(address token, address account) private view {
        assertEq(TestToken(token).balanceOf(account), handler.holdings(token, account), "exactly what is theirs");
    }

    function _expectCredit(address token, address account) private view {
        assertEq(vault.creditOf(token, account), handler.credits(token, account), "credit");
    }
}

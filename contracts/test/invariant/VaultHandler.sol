// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "../base/Test.sol";
import { Tree } from "../base/Tree.sol";
import { ChaosToken } from "../tokens/ChaosToken.sol";
import { Judge } from "./Judge.sol";

/// @notice Everybody who acts on a vault, in any order: three owners, an honest and a dishonest operator who share the
/// vault and two tokens (a plain one, and one as bad as tokens are), annotators, a challenger, an arbitrator, the
/// guardian, and time. It keeps its own books, measures every payment by balances, and fails
/// as soon as a call succeeds that must not, or is refused that must succeed.
contract VaultHandler is Test {
    using Tree for Tree.Built;

    struct Batch {
        IBountyTypes.BatchHeader header;
        IBountyTypes.BatchContent content;
        IBountyTypes.Allocation[] allocations;
        uint128[4] amounts;
        uint128[8] saidSums;
        uint256 lies;
        uint256 paidMask;
        uint256 bits;
        uint256 paid;
        State state;
        bool feeCollected;
        bool extended;
        uint256 reclaimed;
        uint256 disputeId;
    }

    enum State {
        Live,
        Frozen,
        Condemned,
        Void
    }

    uint256 internal constant LEAVES = 4;
    uint256 internal constant FEE_BPS = 500;
    uint40 internal constant WINDOW = 1 days;
    uint256 internal constant GRACE = 7 days;
    address internal constant TREASURY = address(0xFEE);

    address internal constant GUARDIAN = address(0x6A4D);
    address internal constant CHALLENGER = address(0xC4A1);

    IBountyVault public immutable vault;
    TestToken[2] public tokens;
    ChaosToken internal immutable chaos;
    Judge internal immutable judge;

    /// @dev Operator 0 is honest, operator 1 is not.
    address[2] public operators = [address(0x600D), address(0xBAD)];
    /// @dev Ledger 2 * t + o: token t, operator o.
    uint256[4] public ledgers;

    bytes32[] internal _bountyIds;
    Batch[] internal _batches;
    mapping(bytes32 bountyId => uint256) public fundedOf;
    mapping(bytes32 bountyId => uint256) public refundedOf;
    mapping(address token => uint256) public bondsHeld;
    uint256[2] public donated;

    constructor(IBountyVault vault_, TestToken token_, ChaosToken chaos_) {
        (vault, chaos, judge) = (vault_, chaos_, new Judge());
        tokens = [token_, chaos_];
        for (uint256 i; i < 4; ++i) {
            vm.prank(operators[i % 2]);
            ledgers[i] = vault_.createLedger(
                IBountyTypes.LedgerTerms(
                    address(tokens[i / 2]), WINDOW, uint16(FEE_BPS), address(judge), 1e6, uint32(365 days)
                )
            );
        }
    }

    // ------------------------------------------------------------------------------------------------------- owners

    /// @dev A new bounty, or a top-up when the manifest is known.
    function fund(uint256 who, uint128 amount, uint40 duration, uint8 manifest) external {
        address owner = _owner(who);
        amount = uint128(bound(amount, 1000, 100_000e6));
        uint40 deadline = uint40(block.timestamp + bound(duration, 1 hours, 40 days));
        uint256 ledgerId = ledgers[manifest % 4];
        TestToken token = tokens[(manifest % 4) / 2];
        token.faucet(owner, amount);
        vm.prank(owner);
        token.approve(address(vault), amount);
        uint256 before = token.balanceOf(address(vault));
        vm.prank(owner);
        try vault.fund(ledgerId, amount, deadline, bytes32(uint256(manifest % 12))) returns (bytes32 id) {
            assertTrue(!_paused(ledgerId), "funding that must be stopped");
            if (fundedOf[id] == 0) _bountyIds.push(id);
            fundedOf[id] += token.balanceOf(address(vault)) - before;
        } catch {
            assertTrue(_paused(ledgerId), "funding that must succeed");
        }
    }

    function refund(uint256 which, uint256 who) external {
        if (_bountyIds.length == 0) return;
        address caller = _owner(who);
        uint256 ledgerId = ledgers[which % 4];
        bytes32 manifest = bytes32(which % 12);
        TestToken token = tokens[(which % 4) / 2];
        bytes32 id = vault.bountyIdOf(caller, ledgerId, manifest);
        IBountyTypes.Bounty memory bounty = vault.bountyOf(id);
        uint256 closesAt = bounty.deadline + GRACE;
        if (bounty.heldUntil > closesAt) closesAt = bounty.heldUntil;
        bool lawful = block.timestamp > closesAt && bounty.available != 0;
        uint256 before = token.balanceOf(address(vault));
        vm.prank(caller);
        try vault.refund(ledgerId, manifest) returns (uint256 amount) {
            assertTrue(lawful, "a refund that must be refused");
            assertEq(amount, bounty.available, "refund is what was available");
            assertEq(before - token.balanceOf(address(vault)), amount, "exactly that leaves");
            refundedOf[id] += amount;
        } catch {
            assertTrue(!lawful, "a refund that must succeed");
        }
    }

    // ---------------------------------------------------------------------------------------------------- operators

    /// @dev Posts a batch from one or two bounties of any ledger. The honest operator builds a true tree; the other
    /// one lies about sums and about the total. Both must be refused when the bounty is not theirs, has too little,
    /// or has expired.
    function settle(uint256 which, uint256 second, uint128 amount, uint256 seed, bool dishonest) external {
        if (_bountyIds.length == 0) return;
        uint256 side = (seed >> 8) % 2 * 2 + (dishonest ? 1 : 0);
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](seed % 2 + 1);
        allocations[0] = _allocation(which, amount);
        if (allocations.length == 2) allocations[1] = _allocation(second, amount / 2);
        Batch storage batch = _batches.push();
        if (!_trySettle(batch, side, allocations, seed)) _batches.pop();
    }

    function voidBatch(uint256 which, bool dishonest) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        address caller = operators[dishonest ? 1 : 0];
        bool theirs = vault.ledgerOf(batch.header.ledgerId).operator == caller;
        bool young = batch.state == State.Live && block.timestamp < batch.header.claimableAt;
        bool lawful = batch.state == State.Condemned || (theirs && young);
        vm.prank(caller);
        try vault.voidBatch(batch.header, batch.content, batch.allocations) {
            assertTrue(lawful, "a void that must be refused");
            batch.state = State.Void;
        } catch {
            assertTrue(!lawful, "a void that must succeed");
        }
    }

    // -------------------------------------------------------------------------------------------------- annotators

    function claim(uint256 which, uint256 index) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        index %= LEAVES;
        IBountyTypes.Leaf memory leaf = IBountyTypes.Leaf(uint128(index), _worker(index), batch.amounts[index]);
        bool open = batch.state == State.Live && block.timestamp >= batch.header.claimableAt;
        bool unpaid = batch.paidMask & (1 << index) == 0;
        TestToken token = TestToken(batch.header.token);
        uint256 held = token.balanceOf(address(vault));
        bool accepts = address(token) != address(chaos) || chaos.refusalOf(leaf.account) == 0;
        try vault.claim(batch.header, leaf, _tree(batch).proof(index)) {
            assertTrue(open && unpaid && accepts, "a claim that must be refused");
            batch.paidMask |= 1 << index;
        } catch {
            assertTrue(!(open && unpaid && accepts && batch.lies == 0), "a claim of an honest batch that must succeed");
        }
        _book(batch, held);
    }

    function sweep(uint256 which, uint256 level, uint256 start) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        uint256 count = 1 << (level % 3);
        uint256 first = count * (start % (LEAVES / count));
        bool open = batch.state == State.Live && block.timestamp >= batch.header.claimableAt;
        uint256 held = TestToken(batch.header.token).balanceOf(address(vault));
        bytes memory proof = _tree(batch).rangeProof(first, count);
        try vault.sweep(batch.header, first, Tree.pack(_payouts(batch), first, count), proof) {
            assertTrue(open, "a sweep that must be refused");
        } catch {
            assertTrue(!(open && batch.lies == 0), "a sweep of an honest batch that must succeed");
        }
        _book(batch, held);
    }

    /// @dev What left the vault, measured; and the bits, which are set for exactly the leaves whose transfer succeeded.
    function _book(Batch storage batch, uint256 held) private {
        uint256 left = held - TestToken(batch.header.token).balanceOf(address(vault));
        bytes32 key = vault.batchKeyOf(batch.header.ledgerId, batch.header.batchId);
        uint256 newly;
        for (uint256 i; i < LEAVES; ++i) {
            bool was = batch.bits & (1 << i) != 0;
            bool is_ = vault.isClaimed(key, i);
            assertTrue(is_ || !was, "a paid leaf stays paid");
            if (is_ && !was) newly += batch.amounts[i];
            if (is_) batch.bits |= 1 << i;
        }
        assertEq(left, newly, "a bit is set if and only if its transfer succeeded");
        batch.paidMask = batch.bits;
        batch.paid += left;
    }

    // ------------------------------------------------------------------------------------------- disputes and guardian

    function challenge(uint256 which) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        TestToken token = TestToken(batch.header.token);
        token.faucet(CHALLENGER, 100_000e6);
        vm.prank(CHALLENGER);
        token.approve(address(vault), type(uint256).max);
        bool lawful = batch.state == State.Live && block.timestamp < batch.header.claimableAt;
        uint256 held = token.balanceOf(address(vault));
        vm.prank(CHALLENGER);
        try vault.challenge(batch.header, batch.content.root, batch.content.total, 0) returns (uint256 disputeId) {
            assertTrue(lawful, "a challenge that must be refused");
            (batch.state, batch.disputeId) = (State.Frozen, disputeId);
            bondsHeld[address(token)] += token.balanceOf(address(vault)) - held;
        } catch {
            assertTrue(!lawful, "a challenge that must succeed");
        }
    }

    function rule(uint256 which, uint256 ruling) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        ruling %= 3;
        try judge.rule(vault, batch.disputeId, ruling) {
            assertTrue(batch.state == State.Frozen, "a ruling that must be refused");
            batch.state = ruling == 1 ? State.Live : State.Condemned;
        } catch {
            assertTrue(batch.state != State.Frozen, "a ruling that must have effect");
        }
    }

    function timeOut(uint256 which) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        bytes32 key = vault.batchKeyOf(batch.header.ledgerId, batch.header.batchId);
        bool lawful = batch.state == State.Frozen && block.timestamp > vault.challengeOf(key).openedAt + 60 days;
        try vault.timeOut(key) {
            assertTrue(lawful, "a time-out that must be refused");
            batch.state = State.Condemned;
        } catch {
            assertTrue(!lawful, "a time-out that must have effect");
        }
    }

    function withdrawCredit(uint256 which, uint256 who) external {
        address account = who % 3 == 0 ? CHALLENGER : operators[who % 2];
        TestToken token = tokens[which % 2];
        uint256 credit = vault.creditOf(address(token), account);
        uint256 held = token.balanceOf(address(vault));
        try vault.withdrawCredit(address(token), account) {
            bondsHeld[address(token)] -= credit;
            assertEq(held - token.balanceOf(address(vault)), credit, "exactly the credit");
        } catch {
            assertEq(credit, 0, "a credit that must be paid");
        }
    }

    function extendWindow(uint256 which, uint40 by) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        by = uint40(bound(by, 0, 7 days));
        bool lawful = batch.state == State.Live && block.timestamp < batch.header.claimableAt && !batch.extended;
        vm.prank(GUARDIAN);
        try vault.extendWindow(batch.header, batch.content.root, batch.content.total, by) {
            assertTrue(lawful, "an extension that must be refused");
            batch.header.claimableAt += by;
            batch.extended = true;
        } catch {
            assertTrue(!lawful, "an extension that must succeed");
        }
    }

    function pause(uint256 which, uint40 duration) external {
        if (which % 8 != 0) return;
        uint256[] memory ids = new uint256[](1);
        ids[0] = ledgers[which / 8 % 4];
        vm.prank(GUARDIAN);
        try vault.pause(ids, uint40(bound(duration, 0, 3 days))) { } catch { }
    }

    function reclaim(uint256 which, uint256 index) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        index %= LEAVES;
        bool open = batch.state == State.Live && block.timestamp >= batch.header.claimableAt + 365 days;
        bool unpaid = batch.paidMask & (1 << index) == 0;
        IBountyTypes.Leaf memory leaf = IBountyTypes.Leaf(uint128(index), _worker(index), batch.amounts[index]);
        bytes memory proof = _tree(batch).proof(index);
        try vault.reclaim(batch.header, batch.content, batch.allocations, leaf, proof) {
            assertTrue(open && unpaid, "a reclaim that must be refused");
            batch.bits |= 1 << index;
            batch.paidMask = batch.bits;
            batch.reclaimed += leaf.amount;
        } catch {
            assertTrue(!(open && unpaid && batch.lies == 0), "a reclaim of an honest batch that must succeed");
        }
    }

    /// @dev Makes the bad token worse or better: a fee, refused annotators, a claim at every transfer.
    function corrupt(uint256 kind, uint256 which, uint256 index) external {
        if (kind % 4 == 0) chaos.setFee(which % 2 == 0);
        if (kind % 4 == 1) chaos.refuse(_worker(which % LEAVES), index % 3);
        if (kind % 4 == 2 && _batches.length != 0) {
            Batch storage batch = _batches[which % _batches.length];
            if (batch.header.token != address(chaos)) return;
            index %= LEAVES;
            IBountyTypes.Leaf memory leaf = IBountyTypes.Leaf(uint128(index), _worker(index), batch.amounts[index]);
            // No claim that can succeed is hidden in another batch's transfer, where the books could not see it: a leaf
            // that is paid already, or a wrong amount.
            if (batch.paidMask & (1 << index) == 0) leaf.amount += 1;
            chaos.hook(address(vault), abi.encodeCall(vault.claim, (batch.header, leaf, _tree(batch).proof(index))));
        }
        if (kind % 4 == 3) chaos.hook(address(0), "");
    }

    // ----------------------------------------------------------------------------------------------------- the rest

    function collectFee(uint256 which) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        TestToken token = TestToken(batch.header.token);
        bool lawful = batch.state == State.Live && !batch.feeCollected && block.timestamp >= batch.header.claimableAt;
        uint256 before = token.balanceOf(address(vault));
        try vault.collectFee(batch.header, batch.content, keccak256(abi.encode(batch.allocations))) {
            assertTrue(lawful, "a fee that must be refused");
            assertEq(before - token.balanceOf(address(vault)), batch.content.fee, "exactly the fee");
            batch.feeCollected = true;
        } catch {
            assertTrue(!lawful, "a fee that must be paid");
        }
    }

    function donate(uint64 amount, bool bad) external {
        amount = uint64(bound(amount, 0, 1e6));
        uint256 t = bad ? 1 : 0;
        tokens[t].faucet(address(vault), amount);
        donated[t] += amount;
    }

    function passTime(uint256 duration) external {
        vm.warp(
            block.timestamp
                + (duration % 16 == 0 ? bound(duration, 30 days, 400 days) : bound(duration, 10 minutes, 3 days))
        );
    }

    // -------------------------------------------------------------------------------------------------------- books

    function bountyCount() external view returns (uint256) {
        return _bountyIds.length;
    }

    function bountyIdAt(uint256 i) external view returns (bytes32) {
        return _bountyIds[i];
    }

    function batchCount() external view returns (uint256) {
        return _batches.length;
    }

    function batchAt(uint256 i) external view returns (Batch memory) {
        return _batches[i];
    }

    // ----------------------------------------------------------------------------------------------------- building

    function _trySettle(Batch storage batch, uint256 side, IBountyTypes.Allocation[] memory allocations, uint256 seed)
        private
        returns (bool posted)
    {
        uint256 sum = _copy(batch, allocations);
        uint256 fee = sum * FEE_BPS / 10_000;
        batch.header = IBountyTypes.BatchHeader({
            ledgerId: uint64(ledgers[side]),
            batchId: uint256(vault.ledgerOf(ledgers[side]).batchCount) + 1,
            token: address(tokens[side / 2]),
            claimableAt: uint40(block.timestamp + WINDOW),
            meta: keccak256(abi.encode(bytes32(seed), keccak256(abi.encode(allocations)), fee))
        });
        _divide(batch, sum - fee, seed, side % 2 == 1);
        batch.content = IBountyTypes.BatchContent(_tree(batch).root(), sum - fee, bytes32(seed), fee);
        bool lawful = _maySettle(ledgers[side], allocations) && sum != fee && !_paused(ledgers[side]);
        vm.prank(operators[side % 2]);
        try vault.settle(
            ledgers[side], batch.header.batchId, batch.content.root, uint128(sum - fee), bytes32(seed), allocations
        ) {
            assertTrue(lawful, "a batch that must be refused");
            return true;
        } catch {
            assertTrue(!lawful, "a batch that must be posted");
        }
    }

    function _maySettle(uint256 ledgerId, IBountyTypes.Allocation[] memory allocations) private view returns (bool) {
        for (uint256 i; i < allocations.length; ++i) {
            IBountyTypes.Bounty memory bounty = vault.bountyOf(allocations[i].bountyId);
            uint256 taken = allocations[i].amount;
            if (i == 1 && allocations[0].bountyId == allocations[1].bountyId) taken += allocations[0].amount;
            if (bounty.ledgerId != ledgerId || taken > bounty.available) return false;
            uint256 closesAt = bounty.deadline + GRACE;
            if (bounty.heldUntil > closesAt) closesAt = bounty.heldUntil;
            if (block.timestamp > closesAt) return false;
        }
        return true;
    }

    /// @dev Mostly what the bounty can pay, sometimes a little more.
    function _allocation(uint256 which, uint128 amount) private view returns (IBountyTypes.Allocation memory) {
        bytes32 id = _bountyIds[which % _bountyIds.length];
        return IBountyTypes.Allocation(id, uint128(bound(amount, 0, uint256(vault.bountyOf(id).available) + 2)));
    }

    function _copy(Batch storage batch, IBountyTypes.Allocation[] memory allocations) private returns (uint256 sum) {
        delete batch.allocations;
        for (uint256 i; i < allocations.length; ++i) {
            batch.allocations.push(allocations[i]);
            sum += allocations[i].amount;
        }
    }

    /// @dev An honest operator's leaves add up to the total; a dishonest one's are anything, and nodes lie.
    function _divide(Batch storage batch, uint256 total, uint256 seed, bool dishonest) private {
        uint256 left = total;
        for (uint256 i; i < LEAVES; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 amount = i == LEAVES - 1 ? left : random % (left + 1);
            batch.amounts[i] = uint128(dishonest && random & (1 << 200) != 0 ? random % (2 * total + 1) : amount);
            batch.saidSums[2 * i] = dishonest ? uint128(random % (total + 1)) : 0;
            left -= amount;
        }
        batch.lies = dishonest ? seed | 1 << 255 : 0;
    }

    function _tree(Batch storage batch) private view returns (Tree.Built memory tree) {
        tree = Tree.build(vault.batchKeyOf(batch.header.ledgerId, batch.header.batchId), _payouts(batch));
        for (uint256 n = 2 * LEAVES - 1; n > 0 && batch.lies != 0; --n) {
            if (n < LEAVES) tree.fold(n, tree.sums[2 * n], tree.sums[2 * n + 1]);
            if (n > 1 && (batch.lies >> (2 * n)) & 3 == 3) tree.sums[n] = batch.saidSums[n];
        }
    }

    function _payouts(Batch storage batch) private view returns (Tree.Payout[] memory payouts) {
        payouts = new Tree.Payout[](LEAVES);
        for (uint256 i; i < LEAVES; ++i) {
            payouts[i] = Tree.Payout(_worker(i), batch.amounts[i]);
        }
    }

    function _paused(uint256 ledgerId) private view returns (bool) {
        return block.timestamp < vault.pausedUntil(ledgerId);
    }

    function _owner(uint256 who) private pure returns (address) {
        return address(uint160(0xA000 + who % 3));
    }

    function _worker(uint256 i) private pure returns (address) {
        return address(uint160(0xB000 + i));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "../base/Test.sol";
import { Tree } from "../base/Tree.sol";

/// @notice Everybody who acts on a vault, in any order: three owners, an honest and a dishonest operator who share the
/// vault and the token, annotators, and time. It keeps its own books, measures every payment by balances, and fails
/// as soon as a call succeeds that must not, or is refused that must succeed.
contract VaultHandler is Test {
    using Tree for Tree.Built;

    struct Batch {
        IBountyVault.BatchHeader header;
        IBountyVault.BatchContent content;
        IBountyVault.Allocation[] allocations;
        uint128[4] amounts;
        uint128[8] saidSums;
        uint256 lies;
        uint256 paidMask;
        uint256 paid;
        bool voided;
        bool feeCollected;
    }

    uint256 internal constant LEAVES = 4;
    uint256 internal constant FEE_BPS = 500;
    uint40 internal constant WINDOW = 1 days;
    uint256 internal constant GRACE = 7 days;
    address internal constant TREASURY = address(0xFEE);

    IBountyVault public immutable vault;
    TestToken public immutable token;

    /// @dev Operator 0 is honest, operator 1 is not.
    address[2] public operators = [address(0x600D), address(0xBAD)];
    uint256[2] public ledgers;

    bytes32[] internal _bountyIds;
    Batch[] internal _batches;
    mapping(bytes32 bountyId => uint256) public fundedOf;
    mapping(bytes32 bountyId => uint256) public refundedOf;
    uint256 public donated;

    constructor(IBountyVault vault_, TestToken token_) {
        (vault, token) = (vault_, token_);
        for (uint256 i; i < 2; ++i) {
            vm.prank(operators[i]);
            ledgers[i] = vault_.createLedger(
                IBountyVault.LedgerTerms(address(token_), WINDOW, uint16(FEE_BPS), address(token_), 0, 0)
            );
        }
    }

    // ------------------------------------------------------------------------------------------------------- owners

    /// @dev A new bounty, or a top-up when the manifest is known.
    function fund(uint256 who, uint128 amount, uint40 duration, uint8 manifest) external {
        address owner = _owner(who);
        amount = uint128(bound(amount, 1, token.FAUCET_LIMIT()));
        uint40 deadline = uint40(block.timestamp + bound(duration, 1 hours, 40 days));
        token.faucet(owner, amount);
        vm.prank(owner);
        token.approve(address(vault), amount);
        vm.prank(owner);
        bytes32 id = vault.fund(ledgers[manifest % 2], amount, deadline, bytes32(uint256(manifest % 6)));
        if (fundedOf[id] == 0) _bountyIds.push(id);
        fundedOf[id] += amount;
    }

    function refund(uint256 which, uint256 who) external {
        if (_bountyIds.length == 0) return;
        address caller = _owner(who);
        uint256 ledgerId = ledgers[which % 2];
        bytes32 manifest = bytes32(which % 6);
        bytes32 id = vault.bountyIdOf(caller, ledgerId, manifest);
        IBountyVault.Bounty memory bounty = vault.bountyOf(id);
        uint256 closesAt = bounty.deadline + GRACE;
        if (bounty.heldUntil > closesAt) closesAt = bounty.heldUntil;
        bool lawful = block.timestamp > closesAt && bounty.available != 0;
        uint256 before = token.balanceOf(caller);
        vm.prank(caller);
        try vault.refund(ledgerId, manifest) returns (uint256 amount) {
            assertTrue(lawful, "a refund that must be refused");
            assertEq(amount, bounty.available, "refund is what was available");
            assertEq(token.balanceOf(caller) - before, amount, "refund reaches the owner");
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
        uint256 side = dishonest ? 1 : 0;
        IBountyVault.Allocation[] memory allocations = new IBountyVault.Allocation[](seed % 2 + 1);
        allocations[0] = _allocation(which, amount);
        if (allocations.length == 2) allocations[1] = _allocation(second, amount / 2);
        Batch storage batch = _batches.push();
        if (!_trySettle(batch, side, allocations, seed)) _batches.pop();
    }

    function voidBatch(uint256 which, bool dishonest) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        address caller = operators[dishonest ? 1 : 0];
        bool lawful = !batch.voided && block.timestamp < batch.header.claimableAt
            && vault.ledgerOf(batch.header.ledgerId).operator == caller;
        vm.prank(caller);
        try vault.voidBatch(batch.header, batch.content, batch.allocations) {
            assertTrue(lawful, "a void that must be refused");
            batch.voided = true;
        } catch {
            assertTrue(!lawful, "a void that must succeed");
        }
    }

    // -------------------------------------------------------------------------------------------------- annotators

    function claim(uint256 which, uint256 index) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        index %= LEAVES;
        IBountyVault.Leaf memory leaf = IBountyVault.Leaf(index, _worker(index), batch.amounts[index]);
        bool open = !batch.voided && block.timestamp >= batch.header.claimableAt;
        bool unpaid = batch.paidMask & (1 << index) == 0;
        uint256 before = token.balanceOf(leaf.account);
        uint256 held = token.balanceOf(address(vault));
        try vault.claim(batch.header, leaf, _tree(batch).proof(index)) {
            assertTrue(open && unpaid, "a claim that must be refused");
            assertEq(token.balanceOf(leaf.account) - before, leaf.amount, "the leaf's account gets the leaf's amount");
            batch.paidMask |= 1 << index;
        } catch {
            assertTrue(!(open && unpaid && batch.lies == 0), "a claim of an honest batch that must succeed");
        }
        batch.paid += held - token.balanceOf(address(vault));
    }

    function sweep(uint256 which, uint256 level, uint256 start) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        uint256 count = 1 << (level % 3);
        uint256 first = count * (start % (LEAVES / count));
        bool open = !batch.voided && block.timestamp >= batch.header.claimableAt;
        uint256 held = token.balanceOf(address(vault));
        bytes memory proof = _tree(batch).rangeProof(first, count);
        try vault.sweep(batch.header, first, Tree.pack(_payouts(batch), first, count), proof) {
            assertTrue(open, "a sweep that must be refused");
            batch.paidMask |= ((1 << count) - 1) << first;
        } catch {
            assertTrue(!(open && batch.lies == 0), "a sweep of an honest batch that must succeed");
        }
        batch.paid += held - token.balanceOf(address(vault));
    }

    // ----------------------------------------------------------------------------------------------------- the rest

    function collectFee(uint256 which) external {
        if (_batches.length == 0) return;
        Batch storage batch = _batches[which % _batches.length];
        bool lawful = !batch.voided && !batch.feeCollected && block.timestamp >= batch.header.claimableAt;
        uint256 before = token.balanceOf(TREASURY);
        try vault.collectFee(batch.header, batch.content, keccak256(abi.encode(batch.allocations))) {
            assertTrue(lawful, "a fee that must be refused");
            assertEq(token.balanceOf(TREASURY) - before, batch.content.fee, "exactly the fee");
            batch.feeCollected = true;
        } catch {
            assertTrue(!lawful, "a fee that must be paid");
        }
    }

    function donate(uint64 amount) external {
        amount = uint64(bound(amount, 0, 1e6));
        token.faucet(address(vault), amount);
        donated += amount;
    }

    function passTime(uint256 duration) external {
        vm.warp(block.timestamp + bound(duration, 10 minutes, 3 days));
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

    function _trySettle(Batch storage batch, uint256 side, IBountyVault.Allocation[] memory allocations, uint256 seed)
        private
        returns (bool posted)
    {
        uint256 sum = _copy(batch, allocations);
        uint256 fee = sum * FEE_BPS / 10_000;
        batch.header = IBountyVault.BatchHeader({
            ledgerId: ledgers[side],
            batchId: uint256(vault.ledgerOf(ledgers[side]).batchCount) + 1,
            token: address(token),
            claimableAt: uint40(block.timestamp + WINDOW),
            meta: keccak256(abi.encode(bytes32(seed), keccak256(abi.encode(allocations)), fee))
        });
        _divide(batch, sum - fee, seed, side == 1);
        batch.content = IBountyVault.BatchContent(_tree(batch).root(), sum - fee, bytes32(seed), fee);
        bool lawful = _maySettle(ledgers[side], allocations) && sum != fee;
        vm.prank(operators[side]);
        try vault.settle(
            ledgers[side], batch.header.batchId, batch.content.root, uint128(sum - fee), bytes32(seed), allocations
        ) {
            assertTrue(lawful, "a batch that must be refused");
            return true;
        } catch {
            assertTrue(!lawful, "a batch that must be posted");
        }
    }

    function _maySettle(uint256 ledgerId, IBountyVault.Allocation[] memory allocations) private view returns (bool) {
        for (uint256 i; i < allocations.length; ++i) {
            IBountyVault.Bounty memory bounty = vault.bountyOf(allocations[i].bountyId);
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
    function _allocation(uint256 which, uint128 amount) private view returns (IBountyVault.Allocation memory) {
        bytes32 id = _bountyIds[which % _bountyIds.length];
        return IBountyVault.Allocation(id, uint128(bound(amount, 0, uint256(vault.bountyOf(id).available) + 2)));
    }

    function _copy(Batch storage batch, IBountyVault.Allocation[] memory allocations) private returns (uint256 sum) {
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

    function _owner(uint256 who) private pure returns (address) {
        return address(uint160(0xA000 + who % 3));
    }

    function _worker(uint256 i) private pure returns (address) {
        return address(uint160(0xB000 + i));
    }
}

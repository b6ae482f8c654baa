// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Tree } from "../base/Tree.sol";
import { Owners } from "./Owners.sol";

/// @notice An honest operator builds true trees. A dishonest one lies about leaves, sums and totals. Both try bounties
/// that are not theirs, have too little, or are over; and strangers try to be operators.
abstract contract Operators is Owners {
    using Tree for Tree.Built;

    /// @dev Mostly of bounties that can still pay, in their own ledger; sometimes of any, in any.
    function settle(uint256 which, uint256 second, uint128 amount, uint256 seed) public {
        if (_bountyIds.length == 0) return;
        which = _lively(which, 0);
        uint256 side = (_known[_bountyIds[which]].ledgerId - 1) % 4;
        if ((seed >> 8) % 8 == 0) side = (seed >> 32) % 4;
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](seed % 2 + 1);
        allocations[0] = _allocation(which, amount);
        if (allocations.length == 2) allocations[1] = _allocation(_lively(second, ledgers[side]), amount / 2);
        Batch storage batch = _batches.push();
        if (!_trySettle(batch, side, allocations, seed)) _batches.pop();
    }

    function voidBatch(uint256 which, uint256 who) public {
        if (_batches.length == 0) return;
        Batch storage batch = who % 2 == 0 ? _pick(which, State.Condemned) : _pick(which);
        address caller = who % 3 == 2 ? STRANGER : operators[who % 3];
        bool theirs = caller == operators[(batch.header.ledgerId + 1) % 2];
        bool lawful = batch.state == State.Condemned || (theirs && _isYoung(batch));
        vm.prank(caller);
        try vault.voidBatch(batch.header, batch.content, batch.allocations) {
            assertTrue(lawful, "a void that must be refused");
            _note("voidBatch");
            batch.state = State.Void;
            for (uint256 i; i < batch.allocations.length; ++i) {
                Known storage known = _known[batch.allocations[i].bountyId];
                known.available += batch.allocations[i].amount;
                known.allocated -= batch.allocations[i].amount;
            }
        } catch {
            _refused(!lawful, "a void that must succeed");
        }
    }

    function collectFee(uint256 which) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        TestToken token = TestToken(batch.header.token);
        bool lawful = _isFinal(batch) && !batch.feeCollected;
        int256 mark = _surplus(token);
        try vault.collectFee(batch.header, batch.content, keccak256(abi.encode(batch.allocations))) {
            assertTrue(lawful, "a fee that must be refused");
            _note("collectFee");
            assertEq(_went(token, mark), batch.content.fee, "exactly the fee");
            batch.feeCollected = true;
            feesPaid[address(token)] += batch.content.fee;
        } catch {
            _refused(!lawful, "a fee that must be paid");
        }
    }

    function _trySettle(Batch storage batch, uint256 side, IBountyTypes.Allocation[] memory allocations, uint256 seed)
        private
        returns (bool done)
    {
        uint256 ledgerId = ledgers[side];
        uint256 sum = _copy(batch, allocations);
        uint256 fee = sum * FEE_BPS / 10_000;
        batch.header = IBountyTypes.BatchHeader({
            ledgerId: uint64(ledgerId),
            batchId: posted[ledgerId] + 1,
            token: address(tokens[side / 2]),
            claimableAt: uint40(block.timestamp + WINDOW),
            meta: keccak256(abi.encode(bytes32(seed), keccak256(abi.encode(allocations)), fee))
        });
        _divide(batch, sum - fee, seed, side % 2 == 1);
        batch.content = IBountyTypes.BatchContent(_tree(batch).root(), sum - fee, bytes32(seed), fee);
        // A dishonest operator also says a total that is not the sum.
        uint128 total = uint128(sum - fee + (side % 2 == 1 && (seed >> 16) % 16 == 0 ? 1 : 0));
        address caller = (seed >> 24) % 8 == 0 ? STRANGER : operators[side % 2];
        bool lawful = caller != STRANGER && total == sum - fee && total != 0 && !_isPaused(ledgerId)
            && _maySettle(ledgerId, allocations);
        vm.prank(caller);
        try vault.settle(ledgerId, posted[ledgerId] + 1, batch.content.root, total, bytes32(seed), allocations) {
            assertTrue(lawful, "a batch that must be refused");
            _note("settle");
            done = true;
            ++posted[ledgerId];
            for (uint256 i; i < allocations.length; ++i) {
                _known[allocations[i].bountyId].available -= allocations[i].amount;
                _known[allocations[i].bountyId].allocated += allocations[i].amount;
            }
        } catch {
            _refused(!lawful, "a batch that must be posted");
        }
    }

    function _maySettle(uint256 ledgerId, IBountyTypes.Allocation[] memory allocations) private view returns (bool) {
        for (uint256 i; i < allocations.length; ++i) {
            Known storage known = _known[allocations[i].bountyId];
            uint256 taken = allocations[i].amount;
            if (i == 1 && allocations[0].bountyId == allocations[1].bountyId) taken += allocations[0].amount;
            if (known.ledgerId != ledgerId || taken > known.available) return false;
            IBountyTypes.Bounty memory bounty = vault.bountyOf(allocations[i].bountyId);
            uint256 closesAt = bounty.deadline + GRACE;
            if (bounty.heldUntil > closesAt) closesAt = bounty.heldUntil;
            if (block.timestamp > closesAt) return false;
        }
        return true;
    }

    /// @dev The next bounty (of this ledger, if one is given) that has money and time, unless a multiple of 8 was asked for.
    function _lively(uint256 which, uint256 ledgerId) private view returns (uint256) {
        uint256 count = _bountyIds.length;
        for (uint256 i; i < count && which % 8 != 0; ++i) {
            bytes32 id = _bountyIds[(which % count + i) % count];
            bool fits = ledgerId == 0 || _known[id].ledgerId == ledgerId;
            if (!fits || _known[id].available < 1000) continue;
            if (vault.bountyOf(id).deadline + GRACE > block.timestamp) return (which % count + i) % count;
        }
        return which % count;
    }

    /// @dev Mostly what the bounty can pay, sometimes a little more.
    function _allocation(uint256 which, uint128 amount) private view returns (IBountyTypes.Allocation memory) {
        bytes32 id = _bountyIds[which % _bountyIds.length];
        return IBountyTypes.Allocation(id, bound(amount, 0, _known[id].available + 2));
    }

    function _copy(Batch storage batch, IBountyTypes.Allocation[] memory allocations) private returns (uint256 sum) {
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
            left -= amount;
        }
        for (uint256 n; n < 2 * SIZE && dishonest; ++n) {
            batch.saidSums[n] = uint128(uint256(keccak256(abi.encode(seed, "said", n))) % (total + 1));
        }
        batch.lies = dishonest ? seed | 1 << 255 : 0;
    }
}

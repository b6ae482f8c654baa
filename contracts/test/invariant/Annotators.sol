// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Tree } from "../base/Tree.sol";
import { Operators } from "./Operators.sol";

/// @notice Five annotators and whoever acts for them: relayers, sweepers, forgers.
abstract contract Annotators is Operators {
    using Tree for Tree.Built;

    function claim(uint256 which, uint256 index) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        index %= LEAVES;
        IBountyTypes.Leaf memory leaf = _leaf(batch, index);
        TestToken token = TestToken(batch.header.token);
        bool lawful = _isFinal(batch) && _isUnpaid(batch, index) && _accepts(token, leaf.account);
        bytes memory proof = _tree(batch).proof(index);
        int256 mark = _surplus(token);
        try vault.claim(batch.header, leaf, proof) {
            assertTrue(lawful, "a claim that must be refused");
            _note("claim");
            _bookLeaf(batch, index, _went(token, mark));
            _bookReceipt(token, leaf.account, leaf.amount);
        } catch {
            _refused(!(lawful && batch.lies == 0), "a claim of an honest batch that must succeed");
        }
    }

    /// @dev One annotator's leaves of two batches, which may be the same batch, or in two tokens.
    function claimMany(uint256 first, uint256 second, uint256 index) public {
        if (_batches.length == 0) return;
        Batch storage one = _pick(first);
        Batch storage two = _pick(second);
        index %= LEAVES;
        IBountyTypes.Claim[] memory claims = new IBountyTypes.Claim[](2);
        claims[0] = IBountyTypes.Claim(one.header, index, one.amounts[index], _tree(one).proof(index));
        claims[1] = IBountyTypes.Claim(two.header, index, two.amounts[index], _tree(two).proof(index));
        TestToken token = TestToken(one.header.token);
        bool lawful = _isFinal(one) && _isFinal(two) && _isUnpaid(one, index) && _isUnpaid(two, index)
            && _keyOf(one) != _keyOf(two) && one.header.token == two.header.token && _accepts(token, workers[index]);
        int256 mark = _surplus(token);
        try vault.claimMany(claims, workers[index]) {
            assertTrue(lawful, "claims that must be refused");
            _note("claimMany");
            uint256 left = _went(token, mark);
            assertEq(left, uint256(one.amounts[index]) + two.amounts[index], "both leaves in one transfer");
            _bookLeaf(one, index, one.amounts[index]);
            _bookLeaf(two, index, two.amounts[index]);
            _bookReceipt(token, workers[index], left);
        } catch {
            bool honest = one.lies == 0 && two.lies == 0;
            _refused(!(lawful && honest), "claims of honest batches that must succeed");
        }
    }

    /// @dev A relayer submits a signature of the annotator, or of somebody else, or asks for a higher fee than was signed.
    function claimTo(uint256 which, uint256 index, uint128 fee, uint256 spoil) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        index %= LEAVES;
        IBountyTypes.Leaf memory leaf = _leaf(batch, index);
        address elsewhere = address(uint160(0xE000 + index));
        IBountyTypes.ClaimTo memory to =
            IBountyTypes.ClaimTo(elsewhere, RELAYER, uint128(bound(fee, 0, leaf.amount)), block.timestamp + 1 hours);
        bytes memory signature = _signClaimTo(batch, to, spoil % 4 == 0 ? 0xBAD : 0xB000 + index, index);
        if (spoil % 4 == 1) to.relayerFee += 1;
        TestToken token = TestToken(batch.header.token);
        bool lawful = _isFinal(batch) && _isUnpaid(batch, index) && spoil % 4 > 1;
        bytes memory proof = _tree(batch).proof(index);
        int256 mark = _surplus(token);
        vm.prank(RELAYER);
        try vault.claimTo(batch.header, leaf, proof, to, signature) {
            assertTrue(lawful, "a claim for another address that must be refused");
            _note("claimTo");
            _bookLeaf(batch, index, _went(token, mark));
            _bookReceipt(token, elsewhere, leaf.amount - to.relayerFee);
            _bookReceipt(token, RELAYER, to.relayerFee);
        } catch {
            _refused(!(lawful && batch.lies == 0), "a claim for another address that must succeed");
        }
    }

    function sweep(uint256 which, uint256 level, uint256 start) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        uint256 count = 1 << (level % 4);
        uint256 first = count * (start % (SIZE / count));
        TestToken token = TestToken(batch.header.token);
        bool lawful = _isFinal(batch);
        (bytes memory packed, bytes memory proof) =
            (Tree.pack(_payouts(batch), first, count), _tree(batch).rangeProof(first, count));
        uint256 before = _bitsOf(batch);
        int256 mark = _surplus(token);
        try vault.sweep(batch.header, first, packed, proof) {
            assertTrue(lawful, "a sweep that must be refused");
            _note("sweep");
            uint256 newly = _bitsOf(batch) & ~before;
            uint256 sum;
            for (uint256 i; i < LEAVES; ++i) {
                if (newly & (1 << i) == 0) continue;
                assertTrue(
                    batch.amounts[i] == 0 || _accepts(token, workers[i]), "a bit is set only when the token paid"
                );
                sum += batch.amounts[i];
                _bookReceipt(token, workers[i], batch.amounts[i]);
            }
            if (sum != 0) _note("sweep paid");
            assertEq(_went(token, mark), sum, "a bit is set if and only if its transfer succeeded");
            batch.paidMask |= newly;
            batch.paid += sum;
        } catch {
            _refused(!(lawful && batch.lies == 0), "a sweep of an honest batch that must succeed");
        }
    }

    /// @dev Proofs that fit nothing: of another batch, of an inner node, beyond the tree, for another account or amount,
    /// under another moment of finality. No tree, however false, makes one of them good.
    function forgeProof(uint256 which, uint256 other, uint256 index, uint256 kind) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        index %= LEAVES;
        IBountyTypes.BatchHeader memory header = batch.header;
        IBountyTypes.Leaf memory leaf = _leaf(batch, index);
        Tree.Built memory tree = _tree(batch);
        bytes memory proof = tree.proof(index);
        kind %= 6;
        if (kind == 0) {
            header = _pick(other).header;
            if (header.ledgerId == batch.header.ledgerId && header.batchId == batch.header.batchId) return;
        }
        if (kind == 1) {
            leaf = IBountyTypes.Leaf(uint128(index & 1), STRANGER, uint128(tree.sums[4 + (index & 1)]));
            proof = tree.rangeProof(2 * (index & 1), 2);
        }
        if (kind == 2) leaf.index += uint128(SIZE);
        if (kind == 3) leaf.account = STRANGER;
        if (kind == 4) leaf.amount += 1;
        if (kind == 5) header.claimableAt -= 1;
        try vault.claim(header, leaf, proof) {
            assertTrue(false, "a forged proof that must be refused");
        } catch { }
    }

    function reclaim(uint256 which, uint256 index) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        index %= LEAVES;
        bool lawful = _isFinal(batch) && block.timestamp >= batch.header.claimableAt + 365 days;
        lawful = lawful && _isUnpaid(batch, index);
        IBountyTypes.Leaf memory leaf = _leaf(batch, index);
        bytes memory proof = _tree(batch).proof(index);
        try vault.reclaim(batch.header, batch.content, batch.allocations, leaf, proof) {
            assertTrue(lawful, "a reclaim that must be refused");
            _note("reclaim");
            batch.paidMask |= 1 << index;
            batch.reclaimed += leaf.amount;
            uint256 left = leaf.amount;
            for (uint256 i; i < batch.allocations.length; ++i) {
                uint256 share = leaf.amount * batch.allocations[i].amount / (batch.content.total + batch.content.fee);
                if (i == batch.allocations.length - 1) share = left;
                left -= share;
                _known[batch.allocations[i].bountyId].available += share;
                _known[batch.allocations[i].bountyId].reclaimed += share;
            }
        } catch {
            _refused(!(lawful && batch.lies == 0), "a reclaim of an honest batch that must succeed");
        }
    }

    function _bookLeaf(Batch storage batch, uint256 index, uint256 left) private {
        assertEq(left, batch.amounts[index], "exactly the leaf's amount leaves");
        assertTrue(vault.isClaimed(_keyOf(batch), index), "a paid leaf is marked");
        batch.paidMask |= 1 << index;
        batch.paid += left;
    }

    /// @dev What an account must hold of the plain token; the bad one burns as it likes.
    function _bookReceipt(TestToken token, address account, uint256 amount) private {
        holdings[address(token)][account] += amount;
    }

    function _bitsOf(Batch storage batch) private view returns (uint256 bits) {
        bytes32 key = _keyOf(batch);
        for (uint256 i; i < LEAVES; ++i) {
            if (vault.isClaimed(key, i)) bits |= 1 << i;
        }
    }

    function _signClaimTo(Batch storage batch, IBountyTypes.ClaimTo memory to, uint256 key, uint256 index)
        private
        view
        returns (bytes memory)
    {
        bytes32 typehash = keccak256(
            "ClaimTo(bytes32 batchKey,uint256 index,address to,address relayer,uint128 relayerFee,uint256 deadline)"
        );
        bytes memory words = abi.encode(typehash, _keyOf(batch), index, to.to, to.relayer, to.relayerFee, to.deadline);
        return _sign(key, keccak256(words));
    }
}

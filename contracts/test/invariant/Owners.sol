// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Books } from "./Books.sol";

/// @notice Three owners: they fund twelve manifests in four ledgers, top up, accept and take back.
abstract contract Owners is Books {
    function fund(uint256 who, uint128 amount, uint40 duration, uint8 manifest) public {
        (address owner, uint256 ledgerId, TestToken token) = _funding(who, manifest);
        amount = uint128(bound(amount, 1000, 100_000e6));
        uint40 deadline = uint40(block.timestamp + bound(duration, 1 hours, 40 days));
        bool paused = _isPaused(ledgerId);
        _endow(token, owner, amount);
        int256 mark = _surplus(token);
        vm.prank(owner);
        try vault.fund(ledgerId, amount, deadline, bytes32(uint256(manifest % 12))) returns (bytes32 id) {
            assertTrue(!paused, "funding that must be stopped");
            _note("fund");
            _credit(id, who % 3, ledgerId, manifest, amount, _came(token, mark));
        } catch {
            _refused(paused, "funding that must succeed");
        }
    }

    /// @dev With a permit that is good, was used by somebody else before, or is another key's.
    function fundWithPermit(uint256 who, uint128 amount, uint8 manifest, uint8 kind) public {
        (address owner, uint256 ledgerId, TestToken token) = _funding(who, manifest);
        amount = uint128(bound(amount, 1000, 100_000e6));
        bool lawful = !_isPaused(ledgerId) && kind % 3 != 2;
        _endow(token, owner, amount);
        vm.prank(owner);
        token.approve(address(vault), 0);
        IBountyTypes.PermitSignature memory permit =
            _permit(token, owner, amount, kind % 3 == 2 ? 0xBAD : 0xA000 + who % 3);
        if (kind % 3 == 1) {
            vm.prank(STRANGER);
            token.permit(owner, address(vault), amount, permit.deadline, permit.v, permit.r, permit.s);
        }
        uint40 deadline = uint40(block.timestamp + 30 days);
        int256 mark = _surplus(token);
        vm.prank(owner);
        try vault.fundWithPermit(ledgerId, amount, deadline, bytes32(uint256(manifest % 12)), permit) returns (
            bytes32 id
        ) {
            assertTrue(lawful, "funding that must be refused");
            _note("fundWithPermit");
            _credit(id, who % 3, ledgerId, manifest, amount, _came(token, mark));
        } catch {
            _refused(!lawful, "funding by a permit, used already or not, that must succeed");
        }
    }

    function refund(uint256 which, uint256 who) public {
        (address caller, uint256 ledgerId, TestToken token) = _funding(who, which);
        bytes32 id = vault.bountyIdOf(caller, ledgerId, bytes32(which % 12));
        IBountyTypes.Bounty memory bounty = vault.bountyOf(id);
        uint256 closesAt = bounty.deadline + GRACE;
        if (bounty.heldUntil > closesAt) closesAt = bounty.heldUntil;
        uint256 available = _known[id].available;
        bool lawful = block.timestamp > closesAt && available != 0;
        int256 mark = _surplus(token);
        vm.prank(caller);
        try vault.refund(ledgerId, bytes32(which % 12)) returns (uint256 amount) {
            assertTrue(lawful, "a refund that must be refused");
            _note("refund");
            assertEq(amount, available, "a refund is what was available");
            assertEq(_went(token, mark), amount, "exactly that leaves");
            (_known[id].available, _known[id].refunded) = (0, _known[id].refunded + amount);
            holdings[address(token)][caller] += amount;
        } catch {
            _refused(!lawful, "a refund that must succeed");
        }
    }

    /// @dev All owners sign; sometimes the last signature is missing, or is another owner's.
    function accept(uint256 which, uint256 spoil) public {
        if (_batches.length == 0) return;
        Batch storage batch = _pick(which);
        bytes32 key = _keyOf(batch);
        bytes32 content =
            keccak256(abi.encode(keccak256("Accept(bytes32 batchKey,bytes32 commit)"), key, vault.commitOf(key)));
        uint256 count = batch.allocations.length;
        IBountyTypes.Acceptance[] memory given = new IBountyTypes.Acceptance[](count);
        for (uint256 i; i < count; ++i) {
            Known storage known = _known[batch.allocations[i].bountyId];
            given[i] = IBountyTypes.Acceptance(known.owner, known.manifest, _sign(known.ownerKey, content));
        }
        if (spoil % 4 == 0) given[count - 1].signature = "";
        if (spoil % 4 == 1) given[count - 1].signature = _sign(0xBAD, content);
        bool lawful = _isYoung(batch) && spoil % 4 > 1;
        vm.prank(STRANGER);
        try vault.accept(batch.header, batch.content, batch.allocations, given) {
            assertTrue(lawful, "a consent that must be refused");
            _note("accept");
            batch.header.claimableAt = uint40(block.timestamp);
        } catch {
            _refused(!lawful, "a consent that must succeed");
        }
    }

    function _funding(uint256 who, uint256 manifest) private view returns (address, uint256, TestToken) {
        return (owners[who % 3], ledgers[manifest % 4], tokens[(manifest % 4) / 2]);
    }

    function _endow(TestToken token, address owner, uint128 amount) private {
        token.faucet(owner, amount);
        holdings[address(token)][owner] += amount;
        vm.prank(owner);
        token.approve(address(vault), amount);
    }

    function _credit(bytes32 id, uint256 who, uint256 ledgerId, uint8 manifest, uint256 paid, uint256 received)
        private
    {
        Known storage known = _known[id];
        if (known.owner == address(0)) {
            _bountyIds.push(id);
            (known.owner, known.ownerKey) = (owners[who], 0xA000 + who);
            (known.manifest, known.ledgerId) = (bytes32(uint256(manifest % 12)), ledgerId);
        }
        known.funded += received;
        known.available += received;
        holdings[address(tokens[(manifest % 4) / 2])][owners[who]] -= paid;
    }

    function _permit(TestToken token, address owner, uint128 amount, uint256 key)
        private
        view
        returns (IBountyTypes.PermitSignature memory permit)
    {
        permit.deadline = block.timestamp;
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 content = keccak256(
            abi.encode(typehash, owner, address(vault), uint256(amount), token.nonces(owner), permit.deadline)
        );
        (permit.v, permit.r, permit.s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), content)));
    }
}

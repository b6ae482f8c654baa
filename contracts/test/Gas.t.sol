// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IBountyTypes } from "../src/interfaces/IBountyTypes.sol";

import { Tree } from "./base/Tree.sol";
import { VaultTest } from "./base/VaultTest.sol";

/// @notice What whole transactions cost, written to contracts/gas/BountyVault.json. Batches have 1000 payouts; every
/// account that acts, and the treasury of the token, is warm or fresh as the name says.
contract GasTest is VaultTest {
    using Tree for Tree.Built;

    string private constant GROUP = "BountyVault";
    uint256 private constant PAYOUTS = 1000;

    function test_Fund() external {
        _fund(1e6, "the vault holds some already");
        _fund(100e6, MANIFEST);
        vm.snapshotGasLastCall(GROUP, "fund: new bounty");
        _fund(100e6, MANIFEST);
        vm.snapshotGasLastCall(GROUP, "fund: top-up");
    }

    function test_Settle() external {
        _settle(1, "a batch before");
        vm.snapshotValue(GROUP, "settle: 1 bounty", _settle(1, "one"));
        vm.snapshotValue(GROUP, "settle: 5 bounties", _settle(5, "five"));
    }

    function test_Claim() external {
        Posted memory posted = _final1000(0);
        _claim(posted, 0);
        _claim(posted, 1);
        vm.snapshotGasLastCall(GROUP, "claim: fresh annotator");
        token.faucet(_worker(2), 1);
        _claim(posted, 2);
        vm.snapshotGasLastCall(GROUP, "claim: returning annotator");
    }

    function test_ClaimMany() external {
        IBountyTypes.Claim[] memory claims = new IBountyTypes.Claim[](5);
        token.faucet(_worker(1), 1);
        for (uint256 i; i < 5; ++i) {
            Posted memory posted = _final1000(i);
            _claim(posted, 0);
            claims[i] = IBountyTypes.Claim(posted.header, 1, posted.payouts[1].amount, posted.tree.proof(1));
        }
        vault.claimMany(claims, _worker(1));
        vm.snapshotGasLastCall(GROUP, "claimMany: 5 batches, returning annotator");
    }

    function test_Sweep() external {
        Posted memory posted = _final1000(0);
        vm.snapshotValue(GROUP, "sweep: a fresh annotator of 256", _sweep256(posted, 0) / 256);
        for (uint256 i = 256; i < 512; ++i) {
            token.faucet(_worker(i), 1);
        }
        vm.snapshotValue(GROUP, "sweep: a returning annotator of 256", _sweep256(posted, 256) / 256);
    }

    /// @dev Five bounties pay 100 annotators from one batch, pushed in one sweep of 128: posting and pushing together,
    /// for each of the 500 payments that a ledger of bounties knows.
    function test_FiveBountiesAHundredAnnotators() external {
        Tree.Payout[] memory payouts = _even(100, 5e6);
        uint256 gross = _gross(500e6, FEE_BPS);
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](5);
        for (uint256 i; i < 5; ++i) {
            uint256 part = i == 4 ? gross - gross / 5 * 4 : gross / 5;
            allocations[i] = IBountyTypes.Allocation(_fund(uint128(part), bytes32(i)), part);
        }
        for (uint256 i; i < 100; ++i) {
            token.faucet(_worker(i), 1);
        }
        _settle(1, "a batch before");
        Tree.Built memory tree = Tree.build(vault.batchKeyOf(ledgerId, 2), payouts);
        vm.prank(OPERATOR);
        vault.settle(ledgerId, 2, tree.root(), uint128(tree.total()), EVIDENCE, allocations);
        uint256 gas = vm.lastCallGas().gasTotalUsed;
        bytes32 meta =
            keccak256(abi.encode(EVIDENCE, keccak256(abi.encode(allocations)), _sumOf(allocations) - tree.total()));
        IBountyTypes.BatchHeader memory header =
            IBountyTypes.BatchHeader(uint64(ledgerId), 2, address(token), uint40(block.timestamp + WINDOW), meta);
        vm.warp(header.claimableAt);
        vault.sweep(header, 0, Tree.pack(payouts, 0, 128), "");
        gas += vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(GROUP, "5 bounties x 100 returning annotators: a payment of 500", gas / 500);
    }

    function test_Refund() external {
        _fund(100e6, MANIFEST);
        vm.warp(DEADLINE + GRACE + 1);
        vm.prank(OWNER);
        vault.refund(ledgerId, MANIFEST);
        vm.snapshotGasLastCall(GROUP, "refund");
    }

    function test_CollectFee() external {
        Posted memory posted = _final1000(0);
        vault.collectFee(posted.header, posted.content, keccak256(abi.encode(posted.allocations)));
        vm.snapshotGasLastCall(GROUP, "collectFee: first of the treasury");
    }

    function _settle(uint256 bounties, bytes32 name) private returns (uint256 gas) {
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](bounties);
        for (uint256 i; i < bounties; ++i) {
            allocations[i] = IBountyTypes.Allocation(_fund(100e6, keccak256(abi.encode(name, i))), 50e6);
        }
        uint256 batchId = uint256(vault.ledgerOf(ledgerId).batchCount) + 1;
        vm.prank(OPERATOR);
        vault.settle(ledgerId, batchId, keccak256("root"), uint128(49e6 * bounties), EVIDENCE, allocations);
        return vm.lastCallGas().gasTotalUsed;
    }

    function _final1000(uint256 wait) private returns (Posted memory posted) {
        posted = _post(_even(PAYOUTS, 1e6));
        vm.warp(posted.header.claimableAt + wait);
    }

    function _sweep256(Posted memory posted, uint256 first) private returns (uint256 gas) {
        bytes memory packed = Tree.pack(posted.payouts, first, 256);
        bytes memory proof = posted.tree.rangeProof(first, 256);
        vault.sweep(posted.header, first, packed, proof);
        return vm.lastCallGas().gasTotalUsed;
    }
}

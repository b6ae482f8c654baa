// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { CommitteeArbitrator } from "../../src/arbitrators/CommitteeArbitrator.sol";
import { MockPermit2 } from "../../src/dev-chain/MockPermit2.sol";
import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "./Test.sol";
import { Tree } from "./Tree.sol";

/// @notice A vault with one ledger, one owner with money and approval, and ways to post batches.
abstract contract VaultTest is Test {
    using Tree for Tree.Built;

    /// @dev All that the tests know about a posted batch.
    struct Posted {
        IBountyTypes.BatchHeader header;
        IBountyTypes.BatchContent content;
        IBountyTypes.Allocation[] allocations;
        Tree.Payout[] payouts;
        Tree.Built tree;
    }

    uint256 internal constant START = 1_700_000_000;
    uint40 internal constant WINDOW = 1 days;
    uint256 internal constant GRACE = 7 days;
    uint16 internal constant FEE_BPS = 200;
    uint40 internal constant DEADLINE = uint40(START + 30 days);

    address internal constant TREASURY = address(0xFEE);
    address internal constant OPERATOR = address(0x09E7A708);
    address internal constant OWNER = address(0x0A11CE);
    address internal constant STRANGER = address(0xBAD);
    bytes32 internal constant MANIFEST = keccak256("manifest");
    bytes32 internal constant EVIDENCE = keccak256("evidence");

    address internal constant GUARDIAN = address(0x6A4D);
    uint96 internal constant BOND = 5e6;
    uint256 internal constant ARBITRATION_FEE = 0.01 ether;

    IBountyVault internal vault;
    OperatorStake internal operatorStake;
    MockPermit2 internal permit2;
    CommitteeArbitrator internal committee;
    TestToken internal token;
    uint256 internal ledgerId;

    function setUp() public virtual {
        vm.warp(START);
        token = new TestToken();
        operatorStake = new OperatorStake();
        permit2 = new MockPermit2();
        address[] memory members = new address[](3);
        (members[0], members[1], members[2]) = (_member(0), _member(1), _member(2));
        committee = new CommitteeArbitrator(members, 2, ARBITRATION_FEE);
        vault = _deploy(TREASURY, 1 hours, GRACE);
        ledgerId = _ledger(address(token), FEE_BPS);
        _give(OWNER, 1_000_000e6);
    }

    /// @dev By artifact and not by `new`: so tests need not be compiled with the vault's slow compiler settings.
    function _deploy(address treasury, uint256 minWindow, uint256 grace) internal returns (IBountyVault) {
        bytes memory arguments = abi.encode(treasury, GUARDIAN, operatorStake, permit2, minWindow, grace);
        return IBountyVault(vm.deployCode("BountyVault.sol:BountyVault", arguments));
    }

    function _member(uint256 i) internal pure returns (address) {
        return address(uint160(0xC0FFEE00 + i));
    }

    function _ledger(address token_, uint16 feeBps) internal returns (uint256) {
        vm.prank(OPERATOR);
        return vault.createLedger(_terms(token_, feeBps));
    }

    function _terms(address token_, uint16 feeBps) internal view returns (IBountyTypes.LedgerTerms memory) {
        return IBountyTypes.LedgerTerms(token_, WINDOW, feeBps, address(committee), BOND, 0);
    }

    /// @dev Mints to an account, which approves the vault.
    function _give(address account, uint256 amount) internal {
        for (uint256 left = amount; left > 0;) {
            uint256 portion = left < token.FAUCET_LIMIT() ? left : token.FAUCET_LIMIT();
            token.faucet(account, portion);
            left -= portion;
        }
        vm.prank(account);
        token.approve(address(vault), type(uint256).max);
    }

    function _fund(uint128 amount, bytes32 manifestHash) internal returns (bytes32) {
        vm.prank(OWNER);
        return vault.fund(ledgerId, amount, DEADLINE, manifestHash);
    }

    function _worker(uint256 i) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("worker", i)))));
    }

    function _even(uint256 count, uint128 amount) internal pure returns (Tree.Payout[] memory payouts) {
        payouts = new Tree.Payout[](count);
        for (uint256 i; i < count; ++i) {
            payouts[i] = Tree.Payout(_worker(i), amount);
        }
    }

    /// @dev Smallest sum of allocations that leaves `payout` after the fee.
    function _gross(uint256 payout, uint256 feeBps) internal pure returns (uint256) {
        return payout == 0 ? 0 : (payout - 1) * 10_000 / (10_000 - feeBps) + 1;
    }

    /// @dev Posts the ledger's next batch from a bounty that is funded with exactly what it takes.
    function _post(Tree.Payout[] memory payouts) internal returns (Posted memory posted) {
        uint256 batchId = uint256(vault.ledgerOf(ledgerId).batchCount) + 1;
        Tree.Built memory tree = Tree.build(vault.batchKeyOf(ledgerId, batchId), payouts);
        uint128 gross = uint128(_gross(tree.total(), vault.ledgerOf(ledgerId).feeBps));
        IBountyTypes.Allocation[] memory allocations = new IBountyTypes.Allocation[](1);
        allocations[0] = IBountyTypes.Allocation(_fund(gross, keccak256(abi.encode(batchId))), gross);
        return _post(payouts, tree, allocations);
    }

    function _post(Tree.Payout[] memory payouts, Tree.Built memory tree, IBountyTypes.Allocation[] memory allocations)
        internal
        returns (Posted memory posted)
    {
        IBountyTypes.Ledger memory ledger = vault.ledgerOf(ledgerId);
        uint256 batchId = uint256(ledger.batchCount) + 1;
        vm.prank(OPERATOR);
        vault.settle(ledgerId, batchId, tree.root(), uint128(tree.total()), EVIDENCE, allocations);
        uint256 fee = _sumOf(allocations) - tree.total();
        posted.content = IBountyTypes.BatchContent(tree.root(), tree.total(), EVIDENCE, fee);
        posted.header = IBountyTypes.BatchHeader({
            ledgerId: uint64(ledgerId),
            batchId: batchId,
            token: ledger.token,
            claimableAt: uint40(block.timestamp + ledger.window),
            meta: keccak256(abi.encode(EVIDENCE, keccak256(abi.encode(allocations)), fee))
        });
        posted.allocations = allocations;
        posted.payouts = payouts;
        posted.tree = tree;
    }

    function _sumOf(IBountyTypes.Allocation[] memory allocations) internal pure returns (uint256 sum) {
        for (uint256 i; i < allocations.length; ++i) {
            sum += allocations[i].amount;
        }
    }

    function _final(Posted memory posted) internal {
        vm.warp(posted.header.claimableAt);
    }

    function _leaf(Posted memory posted, uint256 index) internal pure returns (IBountyTypes.Leaf memory) {
        return IBountyTypes.Leaf(uint128(index), posted.payouts[index].account, posted.payouts[index].amount);
    }

    function _claim(Posted memory posted, uint256 index) internal {
        vault.claim(posted.header, _leaf(posted, index), posted.tree.proof(index));
    }

    function _keyOf(Posted memory posted) internal view returns (bytes32) {
        return vault.batchKeyOf(posted.header.ledgerId, posted.header.batchId);
    }
}

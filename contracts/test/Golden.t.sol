// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SumTree } from "../src/libraries/SumTree.sol";

import { Test } from "./base/Test.sol";
import { Tree } from "./base/Tree.sol";

/// @notice The vault's own library, with calldata.
contract Verifier {
    function rootOfLeaf(bytes32 batchKey, uint256 index, address account, uint256 amount, bytes calldata proof)
        external
        pure
        returns (bytes32 root, uint256 total)
    {
        return SumTree.rootOfLeaf(batchKey, index, account, amount, proof);
    }
}

/// @notice Trees that lib/settlement/sum-tree.ts built, from 1 to 5000 leaves: Solidity builds the same ones from the
/// same seeds, and the vault's library accepts their proofs.
contract GoldenTest is Test {
    using Tree for Tree.Built;

    function test_TypeScriptAndSolidityAgreeOnEveryTree() external {
        string memory golden = vm.readFile("tests/golden/sum-tree.json");
        Verifier verifier = new Verifier();
        bytes32 batchKey = vm.parseJsonBytes32(golden, ".batchKey");
        uint256 count = vm.parseJsonUint(golden, ".count");
        assertTrue(count > 20, "cases");
        for (uint256 i; i < count; ++i) {
            _check(golden, string.concat(".cases[", vm.toString(i), "]"), batchKey, verifier);
        }
    }

    function _check(string memory golden, string memory at, bytes32 batchKey, Verifier verifier) private pure {
        Tree.Payout[] memory payouts = _payouts(
            vm.parseJsonUint(golden, string.concat(at, ".seed")), vm.parseJsonUint(golden, string.concat(at, ".size"))
        );
        bytes32 root = vm.parseJsonBytes32(golden, string.concat(at, ".root"));
        uint256 total = vm.parseJsonUint(golden, string.concat(at, ".total"));
        Tree.Built memory tree = Tree.build(batchKey, payouts);
        assertEq(tree.root(), root, "root");
        assertEq(tree.total(), total, "total");

        uint256 index = vm.parseJsonUint(golden, string.concat(at, ".index"));
        bytes memory proof = vm.parseJsonBytes(golden, string.concat(at, ".proof"));
        assertEq(keccak256(proof), keccak256(tree.proof(index)), "proof");
        (bytes32 provenRoot, uint256 provenTotal) =
            verifier.rootOfLeaf(batchKey, index, payouts[index].account, payouts[index].amount, proof);
        assertEq(provenRoot, root, "proven root");
        assertEq(provenTotal, total, "proven total");
    }

    /// @dev As goldenPayouts in tests/settlement/golden-trees.ts.
    function _payouts(uint256 seed, uint256 size) private pure returns (Tree.Payout[] memory payouts) {
        payouts = new Tree.Payout[](size);
        for (uint256 i; i < size; ++i) {
            uint256 hash = uint256(keccak256(abi.encode(seed, i)));
            payouts[i] = Tree.Payout(address(uint160(hash)), uint128((hash >> 160) % 1e12));
        }
    }
}

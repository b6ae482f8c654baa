// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Errors } from "../src/libraries/Errors.sol";
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

    function test_AProofHasThirtyTwoLevelsAtMost() external {
        Verifier verifier = new Verifier();
        (, uint256 total) = verifier.rootOfLeaf(0, 0, address(1), 7, new bytes(32 * 48));
        assertEq(total, 7, "32 levels");
        vm.expectRevert(abi.encodeWithSelector(Errors.SumTree_ProofMalformed.selector));
        verifier.rootOfLeaf(0, 0, address(1), 7, new bytes(33 * 48));
    }

    function test_TypeScriptAndSolidityAgreeOnEveryTree() external {
        string memory golden = vm.readFile("tests/golden/sum-tree.json");
        Verifier verifier = new Verifier();
        bytes32 batchKey = vm.parseJsonBytes32(golden, ".batchKey");
        uint256 count = vm.parseJsonUint(golden, ".count");
        assertTrue(count > 20, "cases");
        for (uint256 i; i < count; ++i) {
            this.check(golden, string.concat(".cases[", vm.toString(i), "]"), batchKey, verifier);
        }
    }

    /// @dev External, so that each case has memory of its own.
    function check(string calldata golden, string calldata path, bytes32 batchKey, Verifier verifier) external pure {
        Tree.Payout[] memory payouts = _payouts(
            vm.parseJsonUint(golden, string.concat(path, ".seed")),
            vm.parseJsonUint(golden, string.concat(path, ".size"))
        );
        bytes32 root = vm.parseJsonBytes32(golden, string.concat(path, ".root"));
        uint256 total = vm.parseJsonUint(golden, string.concat(path, ".total"));
        Tree.Built memory tree = Tree.build(batchKey, payouts);
        assertEq(tree.root(), root, "root");
        assertEq(tree.total(), total, "total");

        uint256 index = vm.parseJsonUint(golden, string.concat(path, ".index"));
        bytes memory proof = vm.parseJsonBytes(golden, string.concat(path, ".proof"));
        assertEq(keccak256(proof), keccak256(tree.proof(index)), "proof");
        (bytes32 provenRoot, uint256 provenTotal) =
            verifier.rootOfLeaf(batchKey, index, payouts[index].account, payouts[index].amount, proof);
        assertEq(provenRoot, root, "proven root");
        assertEq(provenTotal, total, "proven total");
        _corrupt(verifier, batchKey, index, payouts[index], proof, root);
    }

    /// @dev A changed account, amount, index, hash or sum leads to another root, or is refused as malformed.
    function _corrupt(
        Verifier verifier,
        bytes32 batchKey,
        uint256 index,
        Tree.Payout memory payout,
        bytes memory proof,
        bytes32 root
    ) private pure {
        address other = address(uint160(payout.account) ^ 1);
        _expectOther(verifier, batchKey, index, other, payout.amount, proof, root);
        _expectOther(verifier, batchKey, index, payout.account, payout.amount + 1, proof, root);
        _expectOther(verifier, batchKey, index ^ 1, payout.account, payout.amount, proof, root);
        _expectOther(verifier, batchKey, index + (1 << 40), payout.account, payout.amount, proof, root);
        if (proof.length == 0) return;
        proof[proof.length - 48] ^= 0x01; // the last sibling's hash
        _expectOther(verifier, batchKey, index, payout.account, payout.amount, proof, root);
        proof[proof.length - 48] ^= 0x01;
        proof[proof.length - 1] ^= 0x01; // its sum
        _expectOther(verifier, batchKey, index, payout.account, payout.amount, proof, root);
    }

    function _expectOther(
        Verifier verifier,
        bytes32 batchKey,
        uint256 index,
        address account,
        uint256 amount,
        bytes memory proof,
        bytes32 root
    ) private pure {
        try verifier.rootOfLeaf(batchKey, index, account, amount, proof) returns (bytes32 found, uint256) {
            assertTrue(found != root, "a corrupt proof leads elsewhere");
        } catch { }
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { World } from "./Promises.t.sol";

/// @notice A campaign in which nothing happens would show nothing: in a long walk by chance, everything happens.
contract WorldInvariant is World {
    uint256 private constant CALLS = 6000;

    function test_EverythingHappensInARandomWalk() external {
        for (uint256 i; i < CALLS; ++i) {
            _step(_random(i, 0), _random(i, 1), _random(i, 2), _random(i, 3));
        }
        bytes32[23] memory outcomes = [
            bytes32("fund"),
            "fundWithPermit",
            "refund",
            "accept",
            "settle",
            "voidBatch",
            "collectFee",
            "claim",
            "claimMany",
            "claimTo",
            "sweep paid",
            "reclaim",
            "challenge",
            "ruling 0",
            "ruling 1",
            "ruling 2",
            "timeOut",
            "slash",
            "withdrawCredit",
            "withdrawStake",
            "withdrawEther",
            "extendWindow",
            "pause"
        ];
        for (uint256 i; i < outcomes.length; ++i) {
            assertTrue(handler.happened(outcomes[i]) != 0, string(abi.encodePacked(outcomes[i])));
        }
        assertTrue(
            handler.happened(keccak256(abi.encode("nested", bytes32("claim")))) != 0, "a claim within a transfer"
        );
        assertTrue(chaos.calls() > 100, "calls within transfers");
        assertEq(chaos.failures(), 0, "none did what it must not");
    }

    function _step(uint256 kind, uint256 a, uint256 b, uint256 c) private {
        kind %= 25;
        if (kind == 0) handler.fund(a, uint128(b), uint40(c), uint8(c >> 40));
        if (kind == 1) handler.fundWithPermit(a, uint128(b), uint8(c), uint8(c >> 8));
        if (kind == 2) handler.refund(a, b);
        if (kind == 3) handler.accept(a, b);
        if (kind == 4) handler.settle(a, b, uint128(c), c >> 128);
        if (kind == 5) handler.voidBatch(a, b);
        if (kind == 6) handler.collectFee(a);
        if (kind == 7) handler.claim(a, b);
        if (kind == 8) handler.claimMany(a, b, c);
        if (kind == 9) handler.claimTo(a, b, uint128(c), c >> 128);
        if (kind == 10) handler.sweep(a, b, c);
        if (kind == 11) handler.forgeProof(a, b, c, c >> 128);
        if (kind == 12) handler.reclaim(a, b);
        if (kind == 13) handler.challenge(a, b % 8 == 0);
        if (kind == 14) handler.rule(a, b, c);
        if (kind == 15) handler.timeOut(a);
        if (kind == 16) handler.withdrawCredit(a, b);
        if (kind == 17) handler.stake(a, uint96(b));
        if (kind == 18) handler.announceWithdrawal(a, b % 8 == 0);
        if (kind == 19) handler.withdrawStake(a, b);
        if (kind == 20) handler.withdrawEther(a);
        if (kind == 21) handler.extendWindow(a, uint40(b));
        if (kind == 22) handler.pause(a, uint40(b));
        if (kind == 23) handler.corrupt(a, b, c);
        if (kind == 24) handler.passTime(a);
    }

    function _random(uint256 i, uint256 which) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(i, which)));
    }
}

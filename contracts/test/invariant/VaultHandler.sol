// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { ChaosToken } from "../tokens/ChaosToken.sol";
import { Books } from "./Books.sol";
import { Disputes } from "./Disputes.sol";

/// @notice Everybody who acts on a vault, in any order; and what acts on its own: the bad token, and time. It keeps its
/// own books, measures every payment by balances, and fails as soon as a call succeeds that must not, or is refused that
/// must succeed.
contract VaultHandler is Disputes {
    constructor(IBountyVault vault_, OperatorStake stakes_, TestToken token_, ChaosToken chaos_)
        Books(vault_, stakes_, token_, chaos_)
    { }

    /// @dev Makes the bad token worse or better: a fee, a refused annotator, a call of the vault at every transfer.
    function corrupt(uint256 kind, uint256 which, uint256 index) external {
        if (kind % 4 == 0) chaos.setFee(which % 2 == 0);
        if (kind % 4 == 1) chaos.refuse(workers[which % LEAVES], index % 3);
        if (kind % 4 == 2) chaos.hook(address(this), abi.encodeCall(this.reenter, (which >> 8, which, index)));
        if (kind % 16 == 3) chaos.hook(address(0), "");
    }

    /// @dev Called by the bad token within a transfer: any function of the vault, by whoever may call it. What it does
    /// lawfully is booked here; what it may not do fails here, and the token counts that.
    function reenter(uint256 kind, uint256 which, uint256 index) external {
        if (msg.sender != address(chaos)) return;
        _nested = true;
        kind %= 16;
        if (kind == 0) claim(which, index);
        if (kind == 1) claimMany(which, index, index);
        if (kind == 2) claimTo(which, index, 1, 2);
        if (kind == 3) sweep(which, index, index >> 4);
        if (kind == 4) fund(which, uint128(index), 1 days, uint8(index));
        if (kind == 5) fundWithPermit(which, uint128(index), uint8(index), 0);
        if (kind == 6) refund(which, index);
        if (kind == 7) settle(which, index, uint128(index), which);
        if (kind == 8) voidBatch(which, index);
        if (kind == 9) collectFee(which);
        if (kind == 10) accept(which, 2);
        if (kind == 11) reclaim(which, index);
        if (kind == 12) challenge(which, false);
        if (kind == 13) rule(which, index, 1);
        if (kind == 14) timeOut(which);
        if (kind == 15) withdrawCredit(which, index);
        _nested = false;
    }

    function donate(uint64 amount, bool bad) external {
        TestToken token = tokens[bad ? 1 : 0];
        amount = uint64(bound(amount, 0, 1e6));
        int256 mark = _surplus(token);
        token.faucet(address(vault), amount);
        donated[address(token)] += _came(token, mark);
    }

    function passTime(uint256 duration) external {
        bool long = duration % 32 == 0;
        vm.warp(block.timestamp + (long ? bound(duration, 30 days, 400 days) : bound(duration, 10 minutes, 1 days)));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { TestToken } from "../../src/test-token/TestToken.sol";

/// @notice A token that can be as bad as tokens are: burns a part of what is sent, refuses accounts in two ways, and
/// calls somebody at every transfer.
contract ChaosToken is TestToken {
    bool public takesFee;
    mapping(address account => uint256) public refusalOf;
    address public target;
    bytes public data;
    /// @dev Calls that were made, and those of them that failed.
    uint256 public calls;
    uint256 public failures;
    bool private _inside;

    function setFee(bool takesFee_) external {
        takesFee = takesFee_;
    }

    /// @param refusal 1: reverts, 2: returns false.
    function refuse(address account, uint256 refusal) external {
        refusalOf[account] = refusal;
    }

    function hook(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        require(refusalOf[to] != 1, "refused");
        if (refusalOf[to] == 2) return false;
        return super.transfer(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 burnt = takesFee && from != address(0) && to != address(0) ? amount / 100 : 0;
        if (burnt != 0) super._update(from, address(0), burnt);
        super._update(from, to, amount - burnt);
        if (target == address(0) || _inside) return;
        _inside = true;
        (bool success,) = target.call(data);
        _inside = false;
        ++calls;
        if (!success) ++failures;
    }
}

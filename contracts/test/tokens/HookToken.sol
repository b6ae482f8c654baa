// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Calls a chosen contract with chosen data at every transfer, and remembers whether that call succeeded.
contract HookToken is ERC20 {
    address public target;
    bytes public data;
    uint256 public reentered;

    constructor() ERC20("Hook", "HOOK") { }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function hook(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (target == address(0)) return;
        (bool success,) = target.call(data);
        if (success) ++reentered;
    }
}

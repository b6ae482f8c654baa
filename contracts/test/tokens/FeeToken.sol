// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Burns 1 % of every transfer.
contract FeeToken is ERC20 {
    constructor() ERC20("Fee", "FEE") { }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 burnt = from == address(0) || to == address(0) ? 0 : amount / 100;
        if (burnt != 0) super._update(from, address(0), burnt);
        super._update(from, to, amount - burnt);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Refuses to pay chosen accounts, each in one of the ways that tokens of the world refuse.
contract RefusingToken is ERC20 {
    enum Refusal {
        None,
        Reverts,
        ReturnsFalse
    }

    mapping(address account => Refusal) public refusalOf;

    constructor() ERC20("Refusing", "REF") { }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function refuse(address account, Refusal refusal) external {
        refusalOf[account] = refusal;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        require(refusalOf[to] != Refusal.Reverts, "refused");
        if (refusalOf[to] == Refusal.ReturnsFalse) return false;
        return super.transfer(to, amount);
    }
}

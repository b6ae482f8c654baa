// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

import { Errors } from "../libraries/Errors.sol";

/// @title TestToken
/// @notice Play money for development chains: anybody may mint. It is worth nothing and must stay so.
contract TestToken is ERC20, ERC20Permit {
    /// @notice The most one call of `faucet` gives: 100,000 tUSD.
    uint256 public constant FAUCET_LIMIT = 100_000e6;

    constructor() ERC20("Assay Test USD", "tUSD") ERC20Permit("Assay Test USD") { }

    /// @notice Mints `amount` base units to `to`.
    function faucet(address to, uint256 amount) external {
        if (amount > FAUCET_LIMIT) revert Errors.TestToken_FaucetLimit(amount, FAUCET_LIMIT);
        _mint(to, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }
}

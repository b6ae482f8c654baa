// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { SignatureCheckerLib } from "solady/utils/SignatureCheckerLib.sol";

import { IPermit2 } from "../interfaces/IPermit2.sol";
import { Errors } from "../libraries/Errors.sol";

/// @title MockPermit2
/// @notice Signature transfers with Permit2's own EIP-712 words, for chains that lack Permit2: development and tests.
contract MockPermit2 is IPermit2 {
    using SafeTransferLib for address;

    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    bytes32 private constant TOKEN_TYPEHASH = keccak256("TokenPermissions(address token,uint256 amount)");
    bytes32 private constant TRANSFER_TYPEHASH = keccak256(
        "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)"
    );

    mapping(address owner => mapping(uint256 word => uint256 bits)) public nonceBitmap;

    /// @inheritdoc IPermit2
    function permitTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata transferDetails,
        address owner,
        bytes calldata signature
    ) external {
        bool lawful = block.timestamp <= permit.deadline && transferDetails.requestedAmount <= permit.permitted.amount;
        if (!lawful || !_signed(permit, owner, signature)) revert Errors.MockPermit2_SignatureInvalid(owner);
        uint256 bit = 1 << (permit.nonce & 0xff);
        uint256 bits = nonceBitmap[owner][permit.nonce >> 8];
        if (bits & bit != 0) revert Errors.MockPermit2_NonceUsed(owner, permit.nonce);

        nonceBitmap[owner][permit.nonce >> 8] = bits | bit;

        permit.permitted.token.safeTransferFrom(owner, transferDetails.to, transferDetails.requestedAmount);
    }

    // Permit2 names this function so.
    // forge-lint: disable-next-line(mixed-case-function)
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Permit2"), block.chainid, address(this)));
    }

    function _signed(PermitTransferFrom calldata permit, address owner, bytes calldata signature)
        private
        view
        returns (bool)
    {
        bytes32 token = keccak256(abi.encode(TOKEN_TYPEHASH, permit.permitted.token, permit.permitted.amount));
        bytes32 content = keccak256(abi.encode(TRANSFER_TYPEHASH, token, msg.sender, permit.nonce, permit.deadline));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR(), content));
        return SignatureCheckerLib.isValidSignatureNowCalldata(owner, digest, signature);
    }
}

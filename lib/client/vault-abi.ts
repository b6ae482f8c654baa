import { parseAbi } from "viem";
import { bountyVaultAbi } from "@/lib/abi";

/** The vault, and what its token transfers fail with (solady's SafeTransferLib): so that a refusal can be read. */
export const VAULT_ABI = [
  ...bountyVaultAbi,
  ...parseAbi([
    "error TransferFailed()",
    "error TransferFromFailed()",
    "error ERC20InsufficientBalance(address, uint256, uint256)",
    "error ERC20InsufficientAllowance(address, uint256, uint256)",
    "error ERC2612ExpiredSignature(uint256)",
    "error ERC2612InvalidSigner(address, address)",
  ]),
] as const;

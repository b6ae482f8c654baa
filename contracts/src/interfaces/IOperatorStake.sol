// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IOperatorStake
/// @notice Ether that an operator stands to lose when a batch of its ledger is ruled invalid. Stakes belong to a vault
/// and a ledger; only that vault can slash them. A stake can leave only when every batch of the ledger has been final
/// for 7 days, and never while a challenge is open.
interface IOperatorStake {
    event Deposited(address indexed vault, uint256 indexed ledgerId, uint256 amount, uint256 stake);
    event WithdrawalAnnounced(address indexed vault, uint256 indexed ledgerId, uint256 openAt);
    event Withdrawn(address indexed vault, uint256 indexed ledgerId, uint256 amount);

    /// @notice The stake of a ledger was taken.
    /// @param challengerShare The arbitrator's fee and half of the rest; what remains goes to the vault's treasury.
    event Slashed(
        address indexed vault,
        uint256 indexed ledgerId,
        address indexed challenger,
        uint256 amount,
        uint256 challengerShare
    );
    event CreditWithdrawn(address indexed account, uint256 amount);

    struct Notice {
        /// @dev The ledger's number of batches when the withdrawal was announced.
        uint40 batchCount;
        /// @dev Moment from which the stake can be withdrawn; zero when nothing is announced.
        uint40 openAt;
    }

    /// @notice Adds the sent ether to a ledger's stake. Anybody may call it.
    function deposit(address vault, uint256 ledgerId) external payable;

    /// @notice Begins a withdrawal: it opens when every batch posted so far is final, even if extended, plus 7 days.
    /// Only the ledger's operator may call it. A batch posted later makes the notice worthless.
    function announceWithdrawal(address vault, uint256 ledgerId) external returns (uint256 openAt);

    /// @notice Pays the whole stake of a ledger to `to`. Only the ledger's operator may call it, after its notice, and
    /// while no challenge is open.
    function withdraw(address vault, uint256 ledgerId, address to) external returns (uint256 amount);

    /// @notice Called by a vault: takes the whole stake of its ledger. The challenger is credited the arbitrator's fee
    /// and half of the rest; the treasury the remainder.
    function slash(uint256 ledgerId, address challenger, uint256 arbitrationFee, address treasury) external;

    /// @notice Pays out what was credited to an account. Anybody may call it.
    function withdrawCredit(address account) external returns (uint256 amount);

    /// @return Wei.
    function stakeOf(address vault, uint256 ledgerId) external view returns (uint256);

    function noticeOf(address vault, uint256 ledgerId) external view returns (Notice memory);

    /// @return Wei.
    function creditOf(address account) external view returns (uint256);
}

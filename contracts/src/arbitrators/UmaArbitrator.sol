// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { LibString } from "solady/utils/LibString.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IArbitrable, IArbitrator } from "../interfaces/IArbitrator.sol";
import { IOptimisticOracleV3, IOptimisticOracleV3Callback } from "../interfaces/IOptimisticOracleV3.sol";
import { Errors } from "../libraries/Errors.sol";

/// @title UmaArbitrator
/// @notice Lets UMA's optimistic oracle decide challenges: the challenger asserts that the batch is invalid. Asserted
/// truthfully is ruling 2 (invalid), else 1 (the batch stands).
///
/// The oracle's bond is not a fee: it goes back to the challenger, from the oracle itself, when the assertion holds. So
/// it is deposited here before, by the challenger, and the arbitration fee is 0. Whoever asks for the dispute says who
/// the challenger is, so a deposit names the contract that may use it.
contract UmaArbitrator is IArbitrator, IOptimisticOracleV3Callback {
    using SafeTransferLib for address;

    struct Dispute {
        address arbitrable;
        uint256 disputeId;
    }

    event Deposited(address indexed arbitrable, address indexed challenger, uint256 amount);
    event Withdrawn(address indexed arbitrable, address indexed challenger, uint256 amount);
    event Asserted(uint256 indexed disputeId, bytes32 indexed assertionId, bytes32 batchKey);

    uint256 private constant STANDS = 1;
    uint256 private constant INVALID = 2;

    IOptimisticOracleV3 public immutable oracle;
    address public immutable currency;
    uint64 public immutable liveness;
    uint256 public immutable leastBond;

    uint256 public disputeCount;
    mapping(bytes32 assertionId => Dispute) private _disputes;
    mapping(address arbitrable => mapping(address challenger => uint256)) public depositOf;

    /// @param leastBond_ Base units of `currency`; the oracle's own minimum counts if it is more.
    /// @param liveness_ Seconds in which an assertion can be disputed.
    constructor(IOptimisticOracleV3 oracle_, address currency_, uint64 liveness_, uint256 leastBond_) {
        (oracle, currency, liveness, leastBond) = (oracle_, currency_, liveness_, leastBond_);
    }

    /// @notice Puts down a bond that `arbitrable` may use when the caller challenges there.
    function deposit(address arbitrable, uint256 amount) external {
        uint256 balanceBefore = currency.balanceOf(address(this));
        currency.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = currency.balanceOf(address(this)) - balanceBefore;
        depositOf[arbitrable][msg.sender] += received;
        emit Deposited(arbitrable, msg.sender, received);
    }

    /// @notice Takes back what no challenge has used.
    function withdraw(address arbitrable) external returns (uint256 amount) {
        amount = depositOf[arbitrable][msg.sender];

        delete depositOf[arbitrable][msg.sender];
        emit Withdrawn(arbitrable, msg.sender, amount);

        currency.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IArbitrator
    function createDispute(uint256, bytes calldata extraData) external payable returns (uint256 disputeId) {
        (bytes32 batchKey, address challenger, bytes32 evidenceHash) =
            abi.decode(extraData, (bytes32, address, bytes32));
        uint256 held = depositOf[msg.sender][challenger];
        uint256 bond = bondOf();
        if (held < bond || msg.value != 0) revert Errors.UmaArbitrator_DepositTooSmall(challenger, held, bond);

        depositOf[msg.sender][challenger] = held - bond;
        disputeId = ++disputeCount;

        currency.safeApproveWithRetry(address(oracle), bond);
        bytes32 assertionId = oracle.assertTruth(
            _claim(batchKey, evidenceHash),
            challenger,
            address(this),
            address(0),
            liveness,
            currency,
            bond,
            oracle.defaultIdentifier(),
            0
        );
        _disputes[assertionId] = Dispute(msg.sender, disputeId);
        emit Asserted(disputeId, assertionId, batchKey);
    }

    /// @inheritdoc IOptimisticOracleV3Callback
    function assertionResolvedCallback(bytes32 assertionId, bool assertedTruthfully) external {
        Dispute memory dispute = _disputes[assertionId];
        if (msg.sender != address(oracle) || dispute.arbitrable == address(0)) {
            revert Errors.UmaArbitrator_CallbackInvalid(msg.sender, assertionId);
        }

        delete _disputes[assertionId];

        IArbitrable(dispute.arbitrable).rule(dispute.disputeId, assertedTruthfully ? INVALID : STANDS);
    }

    /// @inheritdoc IOptimisticOracleV3Callback
    function assertionDisputedCallback(bytes32) external { }

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return 0;
    }

    /// @notice Base units of `currency` that a challenge takes out of the challenger's deposit.
    function bondOf() public view returns (uint256) {
        uint256 minimum = oracle.getMinimumBond(currency);
        return minimum > leastBond ? minimum : leastBond;
    }

    function _claim(bytes32 batchKey, bytes32 evidenceHash) private pure returns (bytes memory) {
        return abi.encodePacked(
            "The payouts of the batch ",
            LibString.toHexString(uint256(batchKey), 32),
            " do not follow from its published evidence and the terms of its bounties, or its evidence is not available."
            " The challenger's reasons have the hash ",
            LibString.toHexString(uint256(evidenceHash), 32),
            "."
        );
    }
}

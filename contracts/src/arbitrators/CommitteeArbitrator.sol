// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";

import { IArbitrable, IArbitrator } from "../interfaces/IArbitrator.sol";
import { Errors } from "../libraries/Errors.sol";

/// @title CommitteeArbitrator
/// @notice N members, of whom M must agree: the first ruling with M votes is given. When no ruling can reach M any
/// more, the ruling is 0. A dispute's fee is divided among the members whose votes decided it.
contract CommitteeArbitrator is IArbitrator {
    using SafeTransferLib for address;

    struct Dispute {
        address arbitrable;
        bool over;
        uint32 voted;
        /// @dev Bit m of map r: member m has voted for ruling r.
        uint32[3] votes;
    }

    event DisputeCreation(uint256 indexed disputeId, IArbitrable indexed arbitrable, bytes extraData);
    event Voted(uint256 indexed disputeId, address indexed member, uint256 ruling);
    event Withdrawn(address indexed account, uint256 amount);

    uint256 private constant CHOICES = 2;
    uint256 private constant MAX_MEMBERS = 32;

    /// @notice Votes that a ruling needs.
    uint256 public immutable quorum;

    /// @notice Wei for one dispute.
    uint256 public immutable fee;

    uint256 public disputeCount;
    address[] private _members;
    mapping(address member => uint256 numberPlusOne) private _numbers;
    mapping(uint256 disputeId => Dispute) private _disputes;

    /// @notice Wei that a member has earned and not withdrawn.
    mapping(address member => uint256) public earnedBy;

    constructor(address[] memory members_, uint256 quorum_, uint256 fee_) {
        uint256 count = members_.length;
        bool lawful = count != 0 && count <= MAX_MEMBERS && quorum_ != 0 && quorum_ <= count;
        for (uint256 m; lawful && m < count; ++m) {
            lawful = members_[m] != address(0) && _numbers[members_[m]] == 0;
            _numbers[members_[m]] = m + 1;
        }
        if (!lawful) revert Errors.CommitteeArbitrator_CommitteeInvalid(count, quorum_);
        (_members, quorum, fee) = (members_, quorum_, fee_);
    }

    /// @inheritdoc IArbitrator
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId) {
        if (msg.value != fee || choices != CHOICES) {
            revert Errors.CommitteeArbitrator_RequestInvalid(fee, msg.value, choices);
        }
        disputeId = ++disputeCount;
        _disputes[disputeId].arbitrable = msg.sender;
        emit DisputeCreation(disputeId, IArbitrable(msg.sender), extraData);
    }

    /// @notice A member's vote: 1 the batch stands, 2 it is invalid, 0 cannot say. Votes are not changed.
    function vote(uint256 disputeId, uint256 ruling) external {
        uint256 number = _numbers[msg.sender];
        Dispute storage dispute = _disputes[disputeId];
        uint256 bit = number == 0 ? 0 : 1 << (number - 1);
        bool lawful = bit != 0 && ruling <= CHOICES && dispute.arbitrable != address(0) && !dispute.over;
        if (!lawful || dispute.voted & bit != 0) {
            revert Errors.CommitteeArbitrator_VoteInvalid(msg.sender, disputeId, ruling);
        }

        dispute.voted |= uint32(bit);
        dispute.votes[ruling] |= uint32(bit);
        emit Voted(disputeId, msg.sender, ruling);
        (bool decided, uint256 decision) = _decision(dispute);
        if (!decided) return;

        dispute.over = true;
        uint32 deciders = dispute.votes[decision];
        _divideFee(deciders == 0 ? dispute.voted : deciders);

        IArbitrable(dispute.arbitrable).rule(disputeId, decision);
    }

    /// @notice Pays a member what it has earned. Anybody may call it.
    function withdraw(address member) external returns (uint256 amount) {
        amount = earnedBy[member];
        if (amount == 0) revert Errors.CommitteeArbitrator_NothingEarned(member);

        delete earnedBy[member];
        emit Withdrawn(member, amount);

        member.safeTransferETH(amount);
    }

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata) external view returns (uint256) {
        return fee;
    }

    function members() external view returns (address[] memory) {
        return _members;
    }

    function disputeOf(uint256 disputeId) external view returns (Dispute memory) {
        return _disputes[disputeId];
    }

    /// @dev Decided when a ruling has its quorum, or none can reach it any more.
    function _decision(Dispute storage dispute) private view returns (bool decided, uint256 ruling) {
        uint256 open = _members.length - _count(dispute.voted);
        bool reachable;
        for (uint256 r; r <= CHOICES; ++r) {
            uint256 given = _count(dispute.votes[r]);
            if (given >= quorum) return (true, r);
            reachable = reachable || given + open >= quorum;
        }
        return (!reachable, 0);
    }

    /// @dev What does not divide stays with the last of them.
    function _divideFee(uint32 deciders) private {
        if (fee == 0) return;
        uint256 left = fee;
        uint256 share = fee / _count(deciders);
        address last;
        for (uint256 m; m < _members.length; ++m) {
            if (deciders & (1 << m) == 0) continue;
            last = _members[m];
            earnedBy[last] += share;
            left -= share;
        }
        earnedBy[last] += left;
    }

    function _count(uint32 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }
}

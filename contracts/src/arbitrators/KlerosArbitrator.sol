// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbitrable, IArbitrator } from "../interfaces/IArbitrator.sol";
import { Errors } from "../libraries/Errors.sol";

/// @title KlerosArbitrator
/// @notice Lets a Kleros court (ERC-792) decide challenges: one such contract for one court, number of jurors and
/// statement of the question. Rulings pass through unchanged: 1 the batch stands, 2 it is invalid, 0 refused.
contract KlerosArbitrator is IArbitrator, IArbitrable {
    struct Dispute {
        address arbitrable;
        uint256 disputeId;
    }

    /// @notice ERC-1497: where the court finds the question, and to which of our disputes one of its own belongs.
    event MetaEvidence(uint256 indexed metaEvidenceId, string evidence);
    event CourtDispute(uint256 indexed disputeId, uint256 indexed courtDisputeId, bytes extraData);

    IArbitrator public immutable court;
    uint256 public disputeCount;
    bytes private _courtExtraData;
    mapping(uint256 courtDisputeId => Dispute) private _disputes;

    /// @param courtExtraData Subcourt and number of jurors, as this court encodes them.
    constructor(IArbitrator court_, bytes memory courtExtraData, string memory question) {
        (court, _courtExtraData) = (court_, courtExtraData);
        emit MetaEvidence(0, question);
    }

    /// @inheritdoc IArbitrator
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId) {
        disputeId = ++disputeCount;
        uint256 courtDisputeId = court.createDispute{ value: msg.value }(choices, _courtExtraData);
        _disputes[courtDisputeId] = Dispute(msg.sender, disputeId);
        emit CourtDispute(disputeId, courtDisputeId, extraData);
    }

    /// @inheritdoc IArbitrable
    function rule(uint256 courtDisputeId, uint256 ruling) external {
        Dispute memory dispute = _disputes[courtDisputeId];
        if (msg.sender != address(court) || dispute.arbitrable == address(0)) {
            revert Errors.KlerosArbitrator_RulingInvalid(msg.sender, courtDisputeId);
        }

        delete _disputes[courtDisputeId];
        emit Ruling(court, courtDisputeId, ruling);

        IArbitrable(dispute.arbitrable).rule(dispute.disputeId, ruling);
    }

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata) external view returns (uint256) {
        return court.arbitrationCost(_courtExtraData);
    }
}

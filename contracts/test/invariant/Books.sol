// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { OperatorStake } from "../../src/OperatorStake.sol";
import { IBountyTypes } from "../../src/interfaces/IBountyTypes.sol";
import { IBountyVault } from "../../src/interfaces/IBountyVault.sol";
import { TestToken } from "../../src/test-token/TestToken.sol";

import { Test } from "../base/Test.sol";
import { Tree } from "../base/Tree.sol";
import { ChaosToken } from "../tokens/ChaosToken.sol";
import { Judge } from "./Judge.sol";

/// @notice What the handler believes of the vault: its own accounts, kept beside the vault's and never read from it. Two
/// tokens (a plain one, and one as bad as tokens are) and two operators (an honest and a dishonest one) share it.
abstract contract Books is Test {
    using Tree for Tree.Built;

    enum State {
        Live,
        Frozen,
        Condemned,
        Void
    }

    struct Batch {
        IBountyTypes.BatchHeader header;
        IBountyTypes.BatchContent content;
        IBountyTypes.Allocation[] allocations;
        uint128[5] amounts;
        uint128[16] saidSums;
        uint256 lies;
        uint256 paidMask;
        uint256 paid;
        uint256 reclaimed;
        State state;
        bool feeCollected;
        bool extended;
        uint256 disputeId;
        uint256 bond;
    }

    struct Known {
        address owner;
        uint256 ownerKey;
        bytes32 manifest;
        uint256 ledgerId;
        uint256 funded;
        uint256 available;
        uint256 allocated;
        uint256 reclaimed;
        uint256 refunded;
    }

    /// @dev No power of two: trees are filled up to 8.
    uint256 public constant LEAVES = 5;
    uint256 internal constant SIZE = 8;
    uint256 internal constant FEE_BPS = 500;
    uint40 internal constant WINDOW = 1 days;
    uint256 internal constant GRACE = 7 days;
    address internal constant TREASURY = address(0xFEE);
    address internal constant GUARDIAN = address(0x6A4D);
    address internal constant CHALLENGER = address(0xC4A1);
    address internal constant STRANGER = address(0x57A4);
    address internal constant RELAYER = address(0x4E1A);

    IBountyVault public immutable vault;
    OperatorStake public immutable stakes;
    ChaosToken public immutable chaos;
    Judge internal immutable judge;
    TestToken[2] public tokens;

    /// @dev Operator 0 is honest, operator 1 is not.
    address[2] public operators = [address(0x600D), address(0xBAD)];
    /// @dev Ledger 2 * t + o: token t, operator o.
    uint256[4] public ledgers;
    address[5] public workers;
    address[3] public owners;

    Batch[] internal _batches;
    bytes32[] internal _bountyIds;
    mapping(bytes32 bountyId => Known) internal _known;
    mapping(address token => uint256) public expected;
    mapping(address token => uint256) public donated;
    mapping(address token => uint256) public feesPaid;
    mapping(address token => mapping(address account => uint256)) public credits;
    mapping(address token => mapping(address account => uint256)) public holdings;
    mapping(uint256 ledgerId => uint256) public posted;
    mapping(uint256 ledgerId => uint256) public openChallenges;

    /// @dev How often something succeeded, by its name: a campaign in which nothing happens shows nothing.
    mapping(bytes32 outcome => uint256) public happened;

    /// @dev Inside a transfer of the bad token: what is refused here is refused by the lock.
    bool internal _nested;

    constructor(IBountyVault vault_, OperatorStake stakes_, TestToken token_, ChaosToken chaos_) {
        (vault, stakes, chaos, judge) = (vault_, stakes_, chaos_, new Judge());
        tokens = [token_, chaos_];
        for (uint256 i; i < 4; ++i) {
            vm.prank(operators[i % 2]);
            ledgers[i] = vault_.createLedger(
                IBountyTypes.LedgerTerms(
                    address(tokens[i / 2]), WINDOW, uint16(FEE_BPS), address(judge), 1e6, uint32(365 days)
                )
            );
        }
        for (uint256 i; i < LEAVES; ++i) {
            workers[i] = vm.addr(0xB000 + i);
        }
        for (uint256 i; i < 3; ++i) {
            owners[i] = vm.addr(0xA000 + i);
        }
    }

    // ------------------------------------------------------------------------------------------------ money, measured

    /// @dev What the vault holds beyond what is booked. Not zero only while a call is under way: a call that comes inside
    /// another one's transfer books its own flow, and the outer one finds the rest.
    function _surplus(TestToken token) internal view returns (int256) {
        return int256(token.balanceOf(address(vault))) - int256(expected[address(token)]);
    }

    /// @dev Books what came in since the mark.
    function _came(TestToken token, int256 mark) internal returns (uint256 amount) {
        int256 flow = _surplus(token) - mark;
        assertTrue(flow >= 0, "money left where some had to come");
        expected[address(token)] += amount = uint256(flow);
    }

    /// @dev Books what went out since the mark.
    function _went(TestToken token, int256 mark) internal returns (uint256 amount) {
        int256 flow = mark - _surplus(token);
        assertTrue(flow >= 0, "money came where some had to leave");
        expected[address(token)] -= amount = uint256(flow);
    }

    function _note(bytes32 outcome) internal {
        ++happened[_nested ? keccak256(abi.encode("nested", outcome)) : outcome];
    }

    /// @dev Fails when a call was refused that must succeed; inside another call the lock may refuse anything.
    function _refused(bool rightly, string memory what) internal view {
        if (!_nested) assertTrue(rightly, what);
    }

    // ---------------------------------------------------------------------------------------------------- batches

    /// @dev Mostly one of the last eight, in which something can still happen.
    function _pick(uint256 which) internal view returns (Batch storage) {
        uint256 count = _batches.length;
        if (count > 8 && which % 4 != 0) return _batches[count - 1 - (which >> 2) % 8];
        return _batches[(which >> 2) % count];
    }

    /// @dev The last batch in this state, if there is one and no multiple of 4 was asked for.
    function _pick(uint256 which, State state) internal view returns (Batch storage) {
        for (uint256 i = _batches.length; i > 0 && which % 4 != 0; --i) {
            if (_batches[i - 1].state == state) return _batches[i - 1];
        }
        return _pick(which);
    }

    function _isFinal(Batch storage batch) internal view returns (bool) {
        return batch.state == State.Live && block.timestamp >= batch.header.claimableAt;
    }

    function _isYoung(Batch storage batch) internal view returns (bool) {
        return batch.state == State.Live && block.timestamp < batch.header.claimableAt;
    }

    function _isUnpaid(Batch storage batch, uint256 index) internal view returns (bool) {
        return batch.paidMask & (1 << index) == 0;
    }

    function _accepts(TestToken token, address account) internal view returns (bool) {
        return address(token) != address(chaos) || chaos.refusalOf(account) == 0;
    }

    function _keyOf(Batch storage batch) internal view returns (bytes32) {
        return vault.batchKeyOf(batch.header.ledgerId, batch.header.batchId);
    }

    function _leaf(Batch storage batch, uint256 index) internal view returns (IBountyTypes.Leaf memory) {
        return IBountyTypes.Leaf(uint128(index), workers[index], batch.amounts[index]);
    }

    function _tree(Batch storage batch) internal view returns (Tree.Built memory tree) {
        tree = Tree.build(_keyOf(batch), _payouts(batch));
        for (uint256 n = 2 * SIZE - 1; n > 0 && batch.lies != 0; --n) {
            if (n < SIZE) tree.fold(n, tree.sums[2 * n], tree.sums[2 * n + 1]);
            if (n > 1 && (batch.lies >> (2 * n)) & 3 == 3) tree.sums[n] = batch.saidSums[n];
        }
    }

    function _payouts(Batch storage batch) internal view returns (Tree.Payout[] memory payouts) {
        payouts = new Tree.Payout[](LEAVES);
        for (uint256 i; i < LEAVES; ++i) {
            payouts[i] = Tree.Payout(workers[i], batch.amounts[i]);
        }
    }

    function _isPaused(uint256 ledgerId) internal view returns (bool) {
        return block.timestamp < vault.pausedUntil(ledgerId);
    }

    function _sign(uint256 key, bytes32 content) internal view returns (bytes memory) {
        bytes32 typehash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 domain =
            keccak256(abi.encode(typehash, keccak256("BountyVault"), keccak256("1"), block.chainid, address(vault)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, content)));
        return abi.encodePacked(r, s, v);
    }

    // ------------------------------------------------------------------------------------------------ read by the promises

    function bountyCount() external view returns (uint256) {
        return _bountyIds.length;
    }

    function bountyAt(uint256 i) external view returns (bytes32, Known memory) {
        return (_bountyIds[i], _known[_bountyIds[i]]);
    }

    function batchCount() external view returns (uint256) {
        return _batches.length;
    }

    function batchAt(uint256 i) external view returns (Batch memory) {
        return _batches[i];
    }

    function proofAt(uint256 i, uint256 index) external view returns (bytes memory) {
        return _tree(_batches[i]).proof(index);
    }
}

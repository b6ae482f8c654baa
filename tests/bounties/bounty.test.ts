import { bountyLaws } from "./bounty-laws";
import { memoryRooms } from "./rooms";

bountyLaws(memoryRooms);

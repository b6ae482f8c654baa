import { memoryRooms } from "../bounties/rooms";
import { importLaws } from "./import-laws";

importLaws(memoryRooms);

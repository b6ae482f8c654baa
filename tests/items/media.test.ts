import { memoryRooms } from "../bounties/rooms";
import { mediaLaws } from "./media-laws";
import { uploadLaws } from "./upload-laws";

mediaLaws(memoryRooms);
uploadLaws(memoryRooms);

import { route } from "@/lib/http";
import { version } from "@/lib/server";

export const GET = route(() => version());

/** Which star a snapshot file holds: a program reads only files whose tables it knows. */
import { createHash } from "node:crypto";
import { star } from "./star.ts";

/** The rollups beside the star; change the text with them. */
const rollups = "every area by year, areas with children by month; a protected cube, count months";

/** A hash of every table, column, type and code list of star.ts, and of which rollups there are. */
export const starVersion = createHash("sha256")
  .update(JSON.stringify(star))
  .update(rollups)
  .digest("hex")
  .slice(0, 16);

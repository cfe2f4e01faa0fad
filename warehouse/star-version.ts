/** Which star a snapshot file holds: a program reads only files whose tables it knows. */
import { createHash } from "node:crypto";
import { star } from "./star.ts";

/** A hash of every table, column, type and code list of star.ts. */
export const starVersion = createHash("sha256")
  .update(JSON.stringify(star))
  .digest("hex")
  .slice(0, 16);

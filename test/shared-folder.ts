/** Says loudly, once per run, when the folder with golden vectors and real data is absent. */
import { existsSync } from "node:fs";

export const sharedFolder = new URL("../../shared/", import.meta.url);
export const sharedIsThere = existsSync(new URL("golden/README.md", sharedFolder));

export default function announce(): void {
  if (!sharedIsThere) {
    console.warn(
      "\n*** ../shared is absent: golden vectors and real-data tests are SKIPPED. ***\n" +
        "*** Link the shared folder beside the checkout to run the whole suite. ***\n",
    );
  }
}

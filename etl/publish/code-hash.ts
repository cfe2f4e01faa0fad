/** The part of the code that decides what a snapshot holds and answers, as one hash. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const deciding = [
  "../../warehouse/measures/",
  "../../warehouse/evaluations/",
  "../../warehouse/statistics/",
  "../../warehouse/disclosure/",
  "../sources/",
  "../publish/",
];

/** SHA-256 over the star and every file of the deciding folders, by name and content. */
export function codeHash(): string {
  const hash = createHash("sha256").update(
    readFileSync(new URL("../../warehouse/star.ts", import.meta.url)),
  );
  for (const folder of deciding) {
    const url = new URL(folder, import.meta.url);
    const files = readdirSync(fileURLToPath(url), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|csv)$/.test(file))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(new URL(file, url)));
  }
  return hash.digest("hex");
}

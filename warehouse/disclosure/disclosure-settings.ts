/**
 * How a data folder protects what it publishes: `disclosure.yaml` in it, read at each publish and kept in
 * the snapshot's manifest, so that a snapshot says for ever how it was protected.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { SnapshotDisclosure } from "../engine/snapshot-files.ts";
import { didYouMean, InputError } from "../input-error.ts";
import { defaultThreshold } from "./primary-suppression.ts";

/**
 * `mode`: `suppress` withholds small counts by one pattern for each snapshot; `perturb` tells them with
 * random noise; `none` publishes everything, for extracts that are public already. `threshold`: counts
 * from 1 to one below it are withheld, 3 to 20. `openLevel`: the lowest level whose counts are open, but
 * for sensitive ones; null: `county` where there is such a level, else the top.
 */
export type DisclosureSettings = SnapshotDisclosure;

export const defaultSettings: DisclosureSettings = {
  mode: "suppress",
  threshold: defaultThreshold,
  openLevel: null,
};

const modes = ["suppress", "perturb", "none"] as const;
const names = ["mode", "threshold", "openLevel"];

/** The settings of a data folder; the default without a file. @throws InputError for a wrong one */
export function readDisclosureSettings(dataFolder: string): DisclosureSettings {
  const file = join(dataFolder, "disclosure.yaml");
  if (!existsSync(file)) return defaultSettings;
  const given: unknown = parse(readFileSync(file, "utf8")) ?? {};
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new InputError(`"${file}" is no list of settings. Write "mode: suppress" on a line.`);
  }
  const settings = given as Record<string, unknown>;
  const unknown = Object.keys(settings).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, names) || ` Known: ${names.join(", ")}.`;
    throw new InputError(`Unknown setting "${unknown}" in "${file}".${hint}`);
  }
  const { mode = "suppress", threshold = defaultThreshold, openLevel = null } = settings;
  if (!modes.includes(mode as (typeof modes)[number])) {
    throw new InputError(`Unknown mode "${mode}" in "${file}". Known: ${modes.join(", ")}.`);
  }
  if (!Number.isInteger(threshold) || (threshold as number) < 3 || (threshold as number) > 20) {
    throw new InputError(
      `The threshold in "${file}" is "${threshold}"; give a whole number from 3 to 20.`,
    );
  }
  if (openLevel !== null && typeof openLevel !== "string") {
    throw new InputError(`The openLevel in "${file}" is "${openLevel}"; give a level, as county.`);
  }
  return { mode, threshold, openLevel } as DisclosureSettings;
}

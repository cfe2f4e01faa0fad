/**
 * Builds analysts' notebooks with Framework, offline and from one snapshot. What only they need (DuckDB
 * and Parquet as WebAssembly) is in a site only together with them.
 */
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildWithFramework } from "../launcher/start-framework.ts";
import {
  listNotebooks,
  type Notebook,
  notebookFolder,
  prepareNotebookRoot,
} from "./notebook-folders.ts";
import { settingsEnvironment } from "./notebook-settings.ts";

/** Framework's configuration of notebooks, as the launcher takes it. */
export const notebookConfig = "notebooks/analyst-notebooks/observablehq.config.ts";

export interface BuildNotebooksOptions {
  readonly dataFolder: string;
  readonly snapshotId: string;
  /** Who answers questions on the pages: empty for their own server, null for nobody. */
  readonly server: string | null;
}

/** Notebooks that Framework has built, not yet in a site. */
export interface BuiltNotebooks {
  readonly folder: string;
  readonly notebooks: readonly Notebook[];
}

/**
 * Null when the data folder has no notebooks: then nothing is built.
 * @throws Error with Framework's sentence, or that of a question that is not answered
 */
export async function buildNotebooks(
  options: BuildNotebooksOptions,
): Promise<BuiltNotebooks | null> {
  const { dataFolder } = options;
  const notebooks = listNotebooks(dataFolder);
  if (notebooks.length === 0) return null;
  const root = prepareNotebookRoot(dataFolder);
  const folder = join(root, "built");
  rmSync(folder, { recursive: true, force: true });
  const settings = { ...options, root, dataFolder: resolve(dataFolder) };
  await buildWithFramework(folder, {
    config: notebookConfig,
    environment: settingsEnvironment(settings),
    what: `The notebooks in "${notebookFolder(dataFolder)}"`,
  });
  // Drafts are not built.
  const built = notebooks.filter(({ name }) =>
    existsSync(join(folder, "notebooks", `${name}.html`)),
  );
  return built.length > 0 ? { folder, notebooks: built } : null;
}

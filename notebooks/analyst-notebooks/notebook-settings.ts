/** What a build of notebooks tells Framework's process and the data loaders that this starts. */

export interface NotebookSettings {
  /** The folder that Framework is given. */
  readonly root: string;
  /** Where it builds to; of no matter in a preview. */
  readonly out: string;
  readonly dataFolder: string;
  /** Data of another snapshot are an error. */
  readonly snapshotId: string;
  /** Who answers questions on the page: empty for its own server, null for nobody. */
  readonly server: string | null;
}

const names = {
  root: "DEMOGRAPH_NOTEBOOKS_ROOT",
  dataFolder: "DEMOGRAPH_NOTEBOOKS_DATA",
  snapshotId: "DEMOGRAPH_NOTEBOOKS_SNAPSHOT",
  server: "DEMOGRAPH_NOTEBOOKS_SERVER",
} as const;

/** The settings as variables of the environment, but for `out`, which the launcher sets. */
export function settingsEnvironment(
  settings: Omit<NotebookSettings, "out">,
): Record<string, string> {
  const { root, dataFolder, snapshotId, server } = settings;
  return {
    [names.root]: root,
    [names.dataFolder]: dataFolder,
    [names.snapshotId]: snapshotId,
    ...(server === null ? {} : { [names.server]: server }),
  };
}

/** What `settingsEnvironment` was given. */
export function notebookSettings(): NotebookSettings {
  const read = (name: string) => {
    const value = process.env[name];
    if (value) return value;
    throw new Error(`"${name}" is not set: notebooks are built by "demograph pages".`);
  };
  return {
    root: read(names.root),
    out: process.env.DEMOGRAPH_PAGES_OUT ?? "built",
    dataFolder: read(names.dataFolder),
    snapshotId: read(names.snapshotId),
    server: process.env[names.server] ?? null,
  };
}

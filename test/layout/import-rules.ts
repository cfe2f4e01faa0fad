/** Who may import whom (STYLE.md): each rule gives sentences with file, line and what to do. */
import { type Import, type TrackedFile, topFolder } from "./tracked-files.ts";

/** etl → warehouse ← graphql ← notebooks; the command line and the tests stand above them all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  warehouse: [],
  etl: ["warehouse"],
  graphql: ["warehouse"],
  notebooks: ["graphql"],
  "command-line": ["warehouse", "etl", "graphql", "notebooks"],
  test: ["warehouse", "etl", "graphql", "notebooks", "command-line"],
};

/** The pages' one door: it opens a warehouse only to hand it to graphql/run-operation.ts. */
const doors: Readonly<Record<string, string>> = {
  "notebooks/ask-warehouse.ts": "warehouse/warehouse.ts",
};

/** Package → the folders whose files may import it, and who speaks to it for the others. */
const packageHomes: Readonly<Record<string, { folders: readonly string[]; instead: string }>> = {
  "@duckdb/node-api": {
    folders: ["warehouse/engine/", "test/bench/"],
    instead: "use Duckdb of #warehouse/engine/duckdb.ts",
  },
  kysely: { folders: ["warehouse/", "etl/"], instead: "ask through #warehouse/query-estimates.ts" },
  "@apollo/server": { folders: ["graphql/"], instead: "use #graphql/run-operation.ts" },
};

/** Registry files take everything from the module that gives them their shape, never a sibling. */
const registries: readonly { folder: string; allowed: readonly string[] }[] = [
  { folder: "warehouse/measures/", allowed: ["warehouse/define-measure.ts"] },
  {
    folder: "etl/sources/",
    allowed: ["etl/define-source.ts", "etl/service-columns.ts", "etl/source-columns.ts"],
  },
];

/** Imports across top-level folders that go against the arrows. */
export function foldersAgainstTheArrows(files: readonly TrackedFile[]): string[] {
  return eachImport(files, (file, { target, isOurs }) => {
    const [from, to] = [topFolder(file.path), topFolder(target)];
    if (!isOurs || from === to || mayImport[from]?.includes(to)) return null;
    if (doors[file.path] === target) return null;
    const allowed = mayImport[from]?.join(", ") || "nothing of our other folders";
    return `imports "${target}", but ${from || "the root"} may import ${allowed}; move what both need into warehouse/, or pass it as an argument`;
  });
}

/** Packages imported outside the folder that is their only door. */
export function packagesOutsideTheirHome(files: readonly TrackedFile[]): string[] {
  return eachImport(files, (file, { target, isOurs }) => {
    if (isOurs) return null;
    const [name, home] =
      Object.entries(packageHomes).find(
        ([name]) => target === name || target.startsWith(`${name}/`),
      ) ?? [];
    if (!name || !home || home.folders.some((folder) => file.path.startsWith(folder))) return null;
    return `imports "${target}", which belongs to ${home.folders[0]}; ${home.instead}`;
  });
}

/** Measures and sources that import one another or somebody else's module. */
export function registryFilesWithOtherImports(files: readonly TrackedFile[]): string[] {
  return eachImport(files, (file, { target, isOurs }) => {
    const registry = registries.find(({ folder }) => file.path.startsWith(folder));
    if (!registry || !isOurs || registry.allowed.includes(target)) return null;
    return `imports "${target}"; a file of ${registry.folder} imports only ${registry.allowed.join(" and ")}: export what it needs from there`;
  });
}

/** Statistics are pure functions: nothing of ours from outside, and nothing of the machine. */
export function statisticsWithOutsideImports(files: readonly TrackedFile[]): string[] {
  const folder = "warehouse/statistics/";
  return eachImport(files, (file, { target, isOurs }) => {
    if (!file.path.startsWith(folder)) return null;
    const outside = isOurs ? !target.startsWith(folder) : target.startsWith("node:");
    return outside
      ? `imports "${target}"; ${folder} holds pure functions: pass values as arguments`
      : null;
  });
}

/** Imports of our own files that are not there, or that somebody forgot to add. */
export function importsThatDoNotResolve(files: readonly TrackedFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  return eachImport(files, (_, { target, isOurs }) =>
    isOurs && !known.has(target)
      ? `imports "${target}", which is not tracked; add the file or correct the path`
      : null,
  );
}

/** Chains of run-time imports that come back to where they began. */
export function importCycles(files: readonly TrackedFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const chain: string[] = [];
  const cycles: string[] = [];
  const visit = ({ path, imports }: TrackedFile): void => {
    chain.push(path);
    for (const { target, isOurs, isTypeOnly, line } of imports) {
      const next = byPath.get(target);
      if (!isOurs || isTypeOnly || !next || done.has(target)) continue;
      const start = chain.indexOf(target);
      if (start === -1) visit(next);
      else {
        const round = [...chain.slice(start), target].join(" → ");
        cycles.push(
          `${path}:${line}: closes the cycle ${round}; move what both need to a third file`,
        );
      }
    }
    chain.pop();
    done.add(path);
  };
  for (const file of files) if (!done.has(file.path)) visit(file);
  return cycles;
}

function eachImport(
  files: readonly TrackedFile[],
  judge: (file: TrackedFile, imported: Import) => string | null,
): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const fault = judge(file, imported);
      return fault ? [`${file.path}:${imported.line}: ${fault}`] : [];
    }),
  );
}

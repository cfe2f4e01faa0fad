/** What names, sizes and texts of tracked files must be (STYLE.md), in sentences like import-rules. */
import { posix } from "node:path";
import { type TrackedFile, topFolder } from "./tracked-files.ts";

/** One page on purpose: the star schema is the contract that everything else reads. */
const longOnPurpose = ["warehouse/star.ts"];
const mostLines = 300;
/** Biome keeps code at 100 columns and leaves comments alone; a one-line docstring may run on a little. */
const widestComment = 110;

const namesThatSayNothing = /^(utils?|helpers?|common|shared|manager|misc|types|lib)$/;
const abbreviations =
  /^(calc|cfg|ctx|db|dim|fmt|fn|func|impl|mgr|msg|num|obj|params?|pkg|pop|proc|stats?|str|tmp|val)$/;
/** `[measure].md` stands for many pages in Framework; dots set off `.test`, `.config` and endings. */
const kebabCase = /^\[?[a-z0-9]+(-[a-z0-9]+)*\]?(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const capitalsByCustom = /^(README|CONTRIBUTING|CHANGELOG|LICENSE|NOTICE)(\.md)?$/;

/** Names that are no kebab-case, say nothing, or are abbreviated. */
export function badNames(files: readonly TrackedFile[]): string[] {
  return files.flatMap(({ path }) => {
    const parts = path.split("/");
    const odd = parts.find(
      (part) => !part.startsWith(".") && !kebabCase.test(part) && !capitalsByCustom.test(part),
    );
    if (odd) return [`${path}:1: "${odd}" is not kebab-case; rename it like query-estimates.ts`];
    const words = parts.flatMap((part) => part.replace(/\..*$/, "").split("-"));
    const [, name] = /^([^.]*)/.exec(posix.basename(path)) ?? [];
    const empty = path.startsWith("test/shared-folder.")
      ? undefined
      : words.find((word) => namesThatSayNothing.test(word));
    if (empty) return [`${path}:1: "${empty}" says nothing; name the file after what it does`];
    const short = words.find((word) => abbreviations.test(word));
    if (short) return [`${path}:1: "${short}" is an abbreviation; write the word in full`];
    if (name === "index" && path.endsWith(".ts")) {
      return [`${path}:1: an index.ts hides where things are; import the files themselves`];
    }
    return [];
  });
}

/** TypeScript files outside test/ that are longer than a reader keeps in mind. */
export function longFiles(files: readonly TrackedFile[]): string[] {
  return sourceFiles(files).flatMap(({ path, text }) => {
    const lines = text.split("\n").length - 1;
    return lines > mostLines && !longOnPurpose.includes(path)
      ? [`${path}:${lines}: ${lines} lines, at most ${mostLines}; split it by what it does`]
      : [];
  });
}

/** Source files that do not open by saying what they are for. Tests say it by their names. */
export function filesWithoutOpening(files: readonly TrackedFile[]): string[] {
  return files
    .filter(({ path }) => topFolder(path) !== "" && /(?<!\.test)\.ts$/.test(path))
    .filter(({ text }) => !text.startsWith("/**"))
    .map(({ path }) => `${path}:1: open with a /** comment */: what the file is for, and why`);
}

/** Comments wider than the page; one to Biome has to stand on one line. */
export function wideComments(files: readonly TrackedFile[]): string[] {
  return eachLine(files, (line, { path }) =>
    path.endsWith(".ts") &&
    /^\s*(\/\/(?! biome-ignore)|\/?\*)/.test(line) &&
    [...line].length > widestComment
      ? `a comment of ${[...line].length} columns; break it at 100`
      : null,
  );
}

/** `graphql/` and pages ask the warehouse; SQL is written there. */
export function sqlOutsideTheWarehouse(files: readonly TrackedFile[]): string[] {
  const asking = files.filter(({ path }) => /^(graphql|notebooks)\/.*\.ts$/.test(path));
  return eachLine(asking, (line) =>
    /\b(SELECT\s.+\sFROM|INSERT INTO|CREATE (TEMP )?TABLE)\b/i.test(line) &&
    !/^\s*(\/\/|\/?\*)/.test(line)
      ? "SQL outside warehouse/ and etl/; add a question to warehouse/ and call it"
      : null,
  );
}

const traces: readonly { pattern: RegExp; what: string; instead: string }[] = [
  {
    pattern: /(?<![\w.~$}/-])\/(home|Users|root|work|private|var\/folders)\/[\w.-]/,
    what: "a path of somebody's machine",
    instead: "make it relative to import.meta.url, or take it as an argument",
  },
  {
    pattern: /(?<![\w.~$}/-])\/tmp\/[\w.-]|[A-Z]:\\\\?(Users|Temp)\b/,
    what: "a fixed temporary path",
    instead: "use mkdtemp in os.tmpdir()",
  },
  {
    pattern:
      /\bregistry[.-][\w.-]+(\.(cn|com|dev|internal|io|local|net|org)\b|:\d{2,5}\b)|\.(jfrog|pkg)\.[a-z]+\//,
    what: "the address of a package registry",
    instead: "leave it to the machine's npm configuration",
  },
  {
    pattern:
      /_auth(Token)?\s*=|\bnpm_[A-Za-z0-9]{36}|\bgh[pousr]_[A-Za-z0-9]{30}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|https?:\/\/[^/\s:@"'`]+:[^/\s@"'`]+@/,
    what: "a credential",
    instead: "remove it, revoke it, and read it from the environment",
  },
];

/** What only one machine or one person may know. */
export function tracesOfAMachine(files: readonly TrackedFile[]): string[] {
  return eachLine(files, (line) => {
    const found = traces.find(({ pattern }) => pattern.test(line));
    return found ? `${found.what} ("${found.pattern.exec(line)![0]}"); ${found.instead}` : null;
  });
}

/** The lock names versions and hashes; where packages come from is each machine's own affair. */
export function addressesInTheLock(files: readonly TrackedFile[]): string[] {
  const lock = files.filter(({ path }) => posix.basename(path) === "package-lock.json");
  return eachLine(lock, (line) =>
    /"resolved":/.test(line)
      ? 'has a "resolved" address; install with omit-lockfile-registry-resolved'
      : null,
  );
}

function sourceFiles(files: readonly TrackedFile[]): TrackedFile[] {
  return files.filter(({ path }) => path.endsWith(".ts") && topFolder(path) !== "test");
}

function eachLine(
  files: readonly TrackedFile[],
  judge: (line: string, file: TrackedFile) => string | null,
): string[] {
  return files.flatMap((file) =>
    file.text.split("\n").flatMap((line, index) => {
      const fault = judge(line, file);
      return fault ? [`${file.path}:${index + 1}: ${fault}`] : [];
    }),
  );
}

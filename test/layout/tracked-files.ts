/** The tracked files of the repository with their text and their imports, for the layout rules. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export interface Import {
  /** A path of this repository, or the name of a package or of a Node module. */
  readonly target: string;
  readonly isOurs: boolean;
  /** `import type` and `export type` vanish at run time. */
  readonly isTypeOnly: boolean;
  readonly line: number;
}

export interface TrackedFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Empty for what is no TypeScript. */
  readonly imports: readonly Import[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every text file that git tracks; without git, every file outside the ignored folders. */
export function trackedFiles(): TrackedFile[] {
  const paths = existsSync(join(root, ".git")) ? listed() : walked("");
  return paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => trackedFile(path, readFileSync(join(root, path), "utf8")))
    .filter(({ text }) => !text.includes("\0"));
}

/** A file as the rules see it. */
export function trackedFile(path: string, text: string): TrackedFile {
  return { path, text, imports: path.endsWith(".ts") ? importsOf(path, text) : [] };
}

/** The first path segment of a file in a folder, else the empty text. */
export function topFolder(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

function listed(): string[] {
  const output = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  return output.split("\0").filter(Boolean);
}

function walked(folder: string): string[] {
  const ignored = /^(node_modules|data|demo|coverage|\.observablehq)$/;
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    if (ignored.test(item.name)) return [];
    const path = posix.join(folder, item.name);
    return item.isDirectory() ? walked(path) : [path];
  });
}

function importsOf(path: string, text: string): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = file.getLineAndCharacterOfPosition(specifier.getStart()).line + 1;
    found.push({ ...resolve(path, specifier.text), isTypeOnly, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

function resolve(path: string, specifier: string): Pick<Import, "target" | "isOurs"> {
  if (specifier.startsWith("#")) return { target: specifier.slice(1), isOurs: true };
  if (specifier.startsWith(".")) {
    // Framework wants the ending that the browser will see.
    const written = path.startsWith("notebooks/pages/")
      ? specifier.replace(/\.js$/, ".ts")
      : specifier;
    return { target: posix.join(dirname(path), written), isOurs: true };
  }
  return { target: specifier, isOurs: false };
}

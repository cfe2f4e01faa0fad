/**
 * What a CDN answers at `<package>/+esm`: one browser module of the package, with its own files
 * bundled and other packages left as imports. Made here with esbuild from what is installed.
 */
import { existsSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { extname, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { findPackage, type InstalledPackage, parsePackageAddress } from "./installed-packages.ts";
import { mendPackages } from "./mend-packages.ts";

/**
 * The bundled module text of a package or of one of its files (`path`, empty for its main entry).
 * Imports of other packages become `/npm/<name>@<installed version>/<path>/+esm`.
 */
export async function bundlePackage(installed: InstalledPackage, path: string): Promise<string> {
  const { name, folder } = installed;
  // The folder that holds this very copy's node_modules, so that esbuild finds this copy.
  const holder = folder.slice(0, -join("node_modules", name).length);
  const isFile = path !== "" && extname(path) !== "" && existsSync(join(folder, path));
  const entry = isFile ? join(folder, path) : path ? `${name}/${path}` : name;
  // esbuild keeps `export * from` another package only in an entry point: the module itself.
  const module = await build({ ...options(name), absWorkingDir: holder, entryPoints: [entry] });
  if (!isCommonJs(module.metafile!)) return module.outputFiles![0]!.text;
  const wrapped = await build({
    ...options(name),
    stdin: { contents: wrapCommonJs(entry, exportedNames(entry, holder)), resolveDir: holder },
  });
  return wrapped.outputFiles![0]!.text;
}

function options(name: string): BuildOptions {
  return {
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    metafile: true,
    mainFields: ["browser", "module", "main"],
    conditions: ["browser", "import", "module", "default"],
    loader: { ".json": "json", ".wasm": "binary" },
    legalComments: "none",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    plugins: [otherPackagesAsImports(name), mendPackages],
  };
}

function otherPackagesAsImports(name: string): Plugin {
  return {
    name: "other-packages-as-imports",
    setup(builder) {
      builder.onResolve({ filter: /^[^./]/ }, ({ kind, path, resolveDir }) => {
        if (kind === "entry-point" || /^(data|https?):/.test(path)) return undefined;
        const address = parsePackageAddress(path.replace(/^node:/, ""));
        const other = findPackage(address.name, resolveDir);
        const builtin = path.startsWith("node:") || builtinModules.includes(address.name);
        if (path.startsWith("node:") || (builtin && !other)) return { path, namespace: "empty" };
        // A required package cannot stay an import: `require` does not exist in a browser.
        if (address.name === name || kind.startsWith("require")) return undefined;
        if (!other) return undefined;
        const subpath = address.path ? `${address.path}/` : "";
        return { path: `/npm/${other.name}@${other.version}/${subpath}+esm`, external: true };
      });
      builder.onLoad({ filter: /.*/, namespace: "empty" }, () => ({
        contents: "module.exports = {};",
      }));
    },
  };
}

function isCommonJs(metafile: Metafile): boolean {
  const entry = Object.values(metafile.outputs)[0]?.entryPoint;
  return entry !== undefined && metafile.inputs[entry]?.format === "cjs";
}

/** The names that a CommonJS module exports can only be learnt by loading it. */
function exportedNames(entry: string, holder: string): string[] {
  const loaded: unknown = createRequire(join(holder, "_.js"))(entry);
  const names = typeof loaded === "object" && loaded !== null ? Object.keys(loaded) : [];
  return names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
}

function wrapCommonJs(entry: string, names: readonly string[]): string {
  const lines = names.map(
    (name, index) =>
      `const v${index} = m[${JSON.stringify(name)}]; export { v${index} as ${name} };`,
  );
  return `import m from ${JSON.stringify(entry)};\nexport default m;\n${lines.join("\n")}`;
}

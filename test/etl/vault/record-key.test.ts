/** Record keys are a genuine HMAC-SHA256, and nothing that identifies people reaches the vault. */
import { createHmac } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSecret } from "#etl/vault/secret.ts";
import { rejectsFile } from "#etl/vault/vault-file.ts";
import { loadFiles, parquetRows, temporaryFolder, vaultRows } from "../load-fixture.ts";

const births = `村编码,出生日期,性别,出生证编号,母亲姓名,母亲身份证号,家庭住址
990521101001,2011-09-04,女,x990001,赵小兰,990521198501014321,东门村12号
990521101001,2011-09-05,男, Ｘ９９０００２ ,钱小梅,990521198601014321,东门村13号
990521101001,2011-09-06,男,,孙小竹,990521198701014321,东门村14号
`;
const bad = "990521101001,2011-09-07,不明,X990003,李小菊,990521198801014321,东门村15号\n";

describe("the vault", () => {
  test("holds the keyed hash of the certificate, whatever its width and case", async () => {
    const { reports, dataFolder } = await loadFiles(
      { "b.csv": births },
      { source: "births-police" },
    );
    const hmac = (text: string) =>
      createHmac("sha256", process.env.DEMOGRAPH_SECRET!).update(text).digest("hex").slice(0, 32);
    const rows = await vaultRows(dataFolder, reports[0]!.manifest!);
    const keys = rows.map((row) => row.record_key && String(row.record_key).replaceAll("-", ""));
    expect(keys).toEqual([hmac("X990001"), hmac("X990002"), null]);
    expect(Object.keys(rows[0]!)).toEqual([
      "row_number",
      "record_key",
      "area",
      "month",
      "month_part",
      "sex",
      "birth_order",
      "maternal_age",
      "maternal_age_years",
      "population_base",
      "policy_class",
      "births_count",
      "registered_on",
    ]);
  });

  test("holds no identifier, in rows, rejects, manifests or leftovers", async () => {
    const many = births + "990521101001,2011-09-08,男,,,,\n".repeat(30) + bad;
    const { reports, dataFolder } = await loadFiles({ "b.csv": many }, { source: "births-police" });
    const { manifest } = reports[0]!;
    expect(manifest!.counts).toEqual({ read: 34, accepted: 33, rejected: 1 });
    const names = readdirSync(dataFolder, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(dataFolder, name)).isFile(),
    );
    const everything = [
      ...names.map((name) => readFileSync(join(dataFolder, name), "utf8")),
      JSON.stringify(await vaultRows(dataFolder, manifest!)),
      JSON.stringify(await parquetRows(rejectsFile(dataFolder, manifest!))),
      JSON.stringify(reports),
    ].join("\n");
    const identifiers = `${births}${bad}`.match(
      /[赵钱孙李]小.|9905211985\d+|x990001|X99000\d|东门村\d+号/g,
    )!;
    expect(identifiers.length).toBeGreaterThan(8);
    expect(identifiers.filter((identifier) => everything.includes(identifier))).toEqual([]);
  });

  test("is private: files 0600, folders 0700", async () => {
    const { dataFolder } = await loadFiles({ "b.csv": births }, { source: "births-police" });
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(dataFolder)).toBe("700");
    const vault = join(dataFolder, "vault");
    for (const name of readdirSync(vault, { recursive: true, encoding: "utf8" })) {
      const path = join(vault, name);
      expect(mode(path)).toBe(statSync(path).isDirectory() ? "700" : "600");
    }
  });
});

describe("the secret", () => {
  test("is made once, private, outside the data folder", () => {
    const state = temporaryFolder();
    const first = readSecret({ XDG_STATE_HOME: state });
    expect(first.toString()).toMatch(/^[0-9a-f]{64}$/);
    expect(readSecret({ XDG_STATE_HOME: state })).toEqual(first);
    expect(statSync(join(state, "demograph", "secret")).mode & 0o777).toBe(0o600);
  });

  test("must be long and closed to others", () => {
    const file = join(temporaryFolder(), "secret");
    expect(() => readSecret({ DEMOGRAPH_SECRET: "short" })).toThrow(
      "The secret in DEMOGRAPH_SECRET is too short: 5 characters. Give at least 32.",
    );
    expect(() => readSecret({ DEMOGRAPH_SECRET_FILE: file })).toThrow(`No secret in "${file}".`);
    writeFileSync(file, "s".repeat(40), { mode: 0o644 });
    expect(() => readSecret({ DEMOGRAPH_SECRET_FILE: file })).toThrow("is open to others");
    chmodSync(file, 0o600);
    expect(readSecret({ DEMOGRAPH_SECRET_FILE: file }).toString()).toBe("s".repeat(40));
  });
});

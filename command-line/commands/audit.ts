/** `demograph audit FILE…`: finds figures in published documents that cannot be true. */
import { writeFileSync } from "node:fs";
import { audit } from "#etl/audit/audit.ts";
import { findingsCsv, reportJson } from "#etl/audit/export-findings.ts";
import { isFault } from "#etl/audit/finding.ts";
import { writeReport } from "#etl/audit/write-report.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "find figures in documents that cannot be true; exit code 1 when there are some",
  usage: "audit FILE… [--mapping FILE] [--csv FILE] [--format text|json]",
  words: [1, 9999],
  options: {
    mapping: { type: "string" },
    csv: { type: "string" },
    format: { type: "string" },
  },
  async run(input) {
    const format = textOption(input, "format") ?? "text";
    if (format !== "text" && format !== "json") {
      throw new InputError(`Unknown format "${format}". Known: text, json.`);
    }
    const mapping = textOption(input, "mapping");
    const report = await audit(input.words, mapping === undefined ? {} : { mapping });
    const csv = textOption(input, "csv");
    if (csv) writeFileSync(csv, findingsCsv(report.findings));
    console.log(
      format === "json" ? JSON.stringify(reportJson(report), null, 2) : writeReport(report),
    );
    return report.findings.some(isFault) ? 1 : 0;
  },
});

/** `demograph report`: the leaders' report of an area and year as a PDF. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CannotPrint } from "#notebooks/print/cannot-print.ts";
import { printReport } from "#notebooks/print/print-report.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "print the leaders' report of an area and a year as a PDF",
  usage: "report --pdf FILE [--area CODE] [--period YEAR] [--lang zh|en]",
  words: [0, 0],
  options: {
    pdf: { type: "string" },
    area: { type: "string" },
    period: { type: "string" },
    lang: { type: "string" },
  },
  async run(input) {
    const pdf = textOption(input, "pdf");
    if (!pdf) throw new InputError('Name the file to write: "demograph report --pdf report.pdf".');
    const lang = textOption(input, "lang") ?? "zh";
    if (lang !== "zh" && lang !== "en")
      throw new InputError(`Unknown language "${lang}". Give "zh" or "en".`);
    const file = resolve(pdf);
    const [area, period] = [textOption(input, "area"), textOption(input, "period")];
    const asked = { dataFolder: input.dataFolder, area, period, lang } as const;
    const report = await printReport(asked).catch((error: unknown) => {
      throw error instanceof CannotPrint ? new InputError(error.message) : error;
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, report.pdf);
    console.log(`${report.title}, snapshot ${report.snapshotId}: ${file}`);
    return 0;
  },
});

/** `demograph vintages`: what was known when, extract by extract. */
import { listVintages } from "#etl/checks/list-vintages.ts";
import { readCoversOption } from "#etl/staging/stated-coverage.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineCommand, textOption } from "../define-command.ts";
import { padColumns } from "../wrap-text.ts";

export default defineCommand({
  summary: "list what each extract of a source said of an area and period, and what was known then",
  usage: "vintages --source ID --area CODE [--period FROM..TO]",
  words: [0, 0],
  options: {
    source: { type: "string" },
    area: { type: "string" },
    period: { type: "string" },
  },
  async run(input) {
    const [source, area] = [textOption(input, "source"), textOption(input, "area")];
    if (source === undefined || area === undefined) {
      throw new InputError('Give "--source ID" and "--area CODE": demograph vintages --help');
    }
    const period = textOption(input, "period");
    const { from, to } = period ? readPeriod(area, period) : { from: 0, to: 999912 };
    const found = await listVintages(input.dataFolder, { source, area, from, to });
    const cells = found.vintages.map(({ receivedAt, value, known, hash, file, corrects }) => [
      receivedAt.slice(0, 16).replace("T", " "),
      `${corrects ? "+" : ""}${number(value)}`,
      number(known),
      hash.slice(0, 8),
      corrects ? `${file} (mends ${corrects.slice(0, 8)})` : file,
    ]);
    const table = [["received", found.column, "known then", "extract", "file"], ...cells];
    const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
    for (const row of table) {
      console.log(
        row
          .map((cell, i) => padColumns(cell, widths[i]!))
          .join("  ")
          .trimEnd(),
      );
    }
    if (cells.length === 0) console.log(`No extract of ${source} covers it.`);
    return 0;
  },
});

function readPeriod(area: string, period: string): { from: number; to: number } {
  try {
    return readCoversOption(`${area}:${period}`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      `"--period ${period}" is no period: write 2011, 2011-09 or 2010..2011-06.`,
    );
  }
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Takes out of a PDF what the moment and the machine put in, so that the same report is the same. */

/**
 * The same PDF with its dates of making set to `moment` (ISO 8601). Every replacement is as long as
 * what it replaces: a PDF finds its parts by counting bytes.
 */
export function freezePdf(pdf: Buffer, moment: string): Buffer {
  const digits = new Date(moment)
    .toISOString()
    .replaceAll(/[-T:]|\..*/g, "")
    .slice(0, 14);
  const frozen = pdf
    .toString("latin1")
    .replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}[^)]*\)/g, (whole, name: string) => {
      const begun = `/${name} (D:${digits}+00'00'`;
      return `${begun.padEnd(whole.length - 1, " ")})`;
    });
  return Buffer.from(frozen, "latin1");
}

/** Takes out of a PDF what the moment and the machine put in, so that the same report is the same. */

/**
 * The same PDF with its dates of making set to `moment` (ISO 8601), and with the parts of its outline
 * for readers aloud numbered from 1, where the browser numbers what it ever laid out.
 * Every replacement is as long as what it replaces: a PDF finds its parts by counting bytes.
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
  return Buffer.from(renumbered(frozen), "latin1");
}

/** In the same order: the PDF keeps a sorted list of them. */
function renumbered(pdf: string): string {
  const name = /\(node(\d{8})\)/g;
  const numbers = [...new Set([...pdf.matchAll(name)].map(([, digits]) => digits!))].sort();
  const places = new Map(numbers.map((digits, at) => [digits, String(at + 1).padStart(8, "0")]));
  return pdf.replaceAll(name, (_, digits: string) => `(node${places.get(digits)})`);
}

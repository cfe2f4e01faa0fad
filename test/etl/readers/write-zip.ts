/** Writes ZIP archives by hand, so that tests can make ones that no program would write. */
import { constants, crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  /** Bytes for a name in another encoding than UTF-8. */
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** The deflated content, where that is made by other means; its checksum is not known then. */
  readonly packed?: Uint8Array;
  /** What the archive says of the part when that is not the truth. */
  readonly declaredSize?: number;
  readonly declaredChecksum?: number;
  readonly flags?: number;
  /** 8, deflate; what is written is deflated whatever it says. */
  readonly method?: number;
  /** The kind and the rights of the file, as Unix counts them. */
  readonly mode?: number;
}

/** Each part is deflated. */
export function writeZip(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name as Uint8Array);
    const content = Buffer.from(part.content as Uint8Array);
    const packed = Buffer.from(part.packed ?? deflateRawSync(content));
    // Version, flags, method, time, date, checksum, both sizes, length of the name.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.flags ?? 0, 2);
    shared.writeUInt16LE(part.method ?? 8, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(part.declaredChecksum ?? crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(part.declaredSize ?? content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), shared, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(part.mode ?? 0, 8);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

export interface WorkbookParts {
  /** XML inside `<worksheet>`, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  /** `hidden` by the name of the sheet. */
  readonly states?: Readonly<Record<string, string>>;
  /** XML of the `<si>` elements. */
  readonly texts?: string;
  /** Format codes; the cell style number n (from 1) has the n-th of them. */
  readonly formats?: readonly string[];
  /** The n-th of them is indented by so many levels. */
  readonly indents?: readonly number[];
  readonly from1904?: boolean;
}

/** The parts of a workbook around given sheets. */
export function workbookParts(workbook: WorkbookParts): ZipPart[] {
  const names = Object.keys(workbook.sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://example/${type}" Target="${target}"/>`;
  const formats = workbook.formats ?? [];
  return [
    {
      name: "xl/workbook.xml",
      content:
        `<workbook xmlns:r="r"><workbookPr date1904="${workbook.from1904 ? 1 : 0}"/><sheets>` +
        names
          .map((name, index) => {
            const state = workbook.states?.[name] ?? "visible";
            return `<sheet name="${name}" state="${state}" r:id="r${index}"/>`;
          })
          .join("") +
        "</sheets></workbook>",
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content:
        "<Relationships>" +
        names.map((_, i) => relation(`r${i}`, "worksheet", `worksheets/${i}.xml`)).join("") +
        relation("t", "sharedStrings", "sharedStrings.xml") +
        relation("s", "styles", "/xl/styles.xml") +
        "</Relationships>",
    },
    { name: "xl/sharedStrings.xml", content: `<sst>${workbook.texts ?? ""}</sst>` },
    {
      name: "xl/styles.xml",
      content:
        "<styleSheet><numFmts>" +
        formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code}"/>`).join("") +
        '</numFmts><cellXfs><xf numFmtId="0"/>' +
        formats
          .map((_, i) => {
            const indent = workbook.indents?.[i] ?? 0;
            const alignment = indent ? `<alignment horizontal="left" indent="${indent}"/>` : "";
            return `<xf numFmtId="${200 + i}">${alignment}</xf>`;
          })
          .join("") +
        "</cellXfs></styleSheet>",
    },
    ...names.map((name, index) => ({
      name: `xl/worksheets/${index}.xml`,
      content: `<worksheet>${workbook.sheets[name]}</worksheet>`,
    })),
  ];
}

/** A workbook file. */
export function writeWorkbook(workbook: WorkbookParts): Buffer {
  return writeZip(workbookParts(workbook));
}

/** `<sheetData>` of rows of inline texts and numbers; null leaves a cell out. */
export function sheetData(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "<c/>";
    if (typeof value === "number") return `<c><v>${value}</v></c>`;
    return `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  const content = rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
  return `<sheetData>${content}</sheetData>`;
}

/** Deflated zero bytes, `pieces` times 64 MiB: a gigabyte takes a megabyte and no time to write. */
export function packedZeros(pieces: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), {
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const end = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([...Array.from({ length: pieces }, () => piece), end]);
}

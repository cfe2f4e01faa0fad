/** What a damaged file is, and what must become of it; the tables beside this are made of these. */

export interface DamagedFile {
  /** The name of the file: what is wrong with it. */
  readonly name: string;
  /** Its content, or how a file of another kind comes to stand at `path`. */
  readonly make:
    | (() => string | Uint8Array)
    | { readonly at: (path: string) => Promise<void> | void };
  /** The mapping beside it. */
  readonly sidecar?: string;
  readonly becomes: Refused | Loaded;
}

export interface Refused {
  /** The whole sentence. */
  readonly refused: string;
}

export interface Loaded {
  readonly accepted: number;
  /** The one sentence of each kind of reject, with how many rows it is said of. */
  readonly rejects?: readonly (readonly [number, string])[];
  /** Rows that the mapping drops. */
  readonly dropped?: number;
  readonly warnings?: readonly string[];
}

/** A file that is refused whole; its sentence. */
export function refused(name: string, make: DamagedFile["make"], sentence: string): DamagedFile {
  return { name, make, becomes: { refused: sentence } };
}

/** A file of which 40 rows are loaded and one is rejected, and what is said of it after its row. */
export function rejected(
  name: string,
  make: DamagedFile["make"],
  row: number,
  said: string,
): DamagedFile {
  const sentence = `births-police: ${name} row ${row}${said}`;
  return { name, make, becomes: { accepted: 40, rejects: [[1, sentence]] } };
}

/** A file that is loaded, with so many rows. */
export function loaded(
  name: string,
  make: DamagedFile["make"],
  accepted: number,
  told: Omit<Loaded, "accepted"> = {},
): DamagedFile {
  return { name, make, becomes: { accepted, ...told } };
}

export const header = "村编码,出生日期,性别,孩次,母亲年龄";

/** So many rows without fault, each ended by `end`. */
export function goodRows(count: number, end = "\n"): string {
  const row = (_: unknown, index: number) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `990521101001,2011-09-${day},${index % 2 ? "男" : "女"},1,${20 + (index % 20)}${end}`;
  };
  return Array.from({ length: count }, row).join("");
}

/** A table of 40 good rows with the given lines in the middle: rows 22 and on. */
export function withRows(...lines: readonly string[]): string {
  return `${header}\n${goodRows(20)}${lines.map((line) => `${line}\n`).join("")}${goodRows(20)}`;
}

/** The same with one cell of one row in the middle, at its column. */
export function withCell(column: string, value: string): string {
  const row = ["990521101001", "2011-09-04", "女", "1", "25"];
  row[header.split(",").indexOf(column)] = value;
  return withRows(row.join(","));
}

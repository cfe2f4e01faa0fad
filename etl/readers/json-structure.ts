/**
 * Finds the parts of a JSON text without building values: numbers stay as they are written, a part may
 * be broken without the others, and no depth can hurt. Only brackets and quotes are looked at; what a
 * part is worth is told by whoever reads it.
 */

export interface Members {
  /** The text of each value; of a doubled key the last one. */
  readonly values: ReadonlyMap<string, string>;
  /** Where each value begins. */
  readonly starts: ReadonlyMap<string, number>;
  /** The place after the closing brace. */
  readonly end: number;
}

const keyToken = /\s*"([^"\\]*(?:\\.[^"\\]*)*)"\s*:\s*/y;

/** The members of the object that begins at `from`; undefined when none does, or it does not end. */
export function membersOf(text: string, from: number): Members | undefined {
  if (text[from] !== "{") return undefined;
  const values = new Map<string, string>();
  const starts = new Map<string, number>();
  let at = afterSpace(text, from + 1);
  if (text[at] === "}") return { values, starts, end: at + 1 };
  for (;;) {
    keyToken.lastIndex = at;
    const key = keyToken.exec(text)?.[1];
    const start = keyToken.lastIndex;
    const end = key === undefined ? undefined : endOf(text, start);
    if (key === undefined || end === undefined) return undefined;
    values.set(key, text.slice(start, end));
    starts.set(key, start);
    at = afterSpace(text, end);
    if (text[at] === "}") return { values, starts, end: at + 1 };
    if (text[at] !== ",") return undefined;
    at++;
  }
}

/** The elements of the array that begins at `from`; undefined when none does, or it does not end. */
export function elementsOf(
  text: string,
  from: number,
): { readonly start: number; readonly end: number }[] | undefined {
  if (text[from] !== "[") return undefined;
  const elements: { start: number; end: number }[] = [];
  let at = afterSpace(text, from + 1);
  if (text[at] === "]") return elements;
  for (;;) {
    const end = endOf(text, at);
    if (end === undefined) return undefined;
    elements.push({ start: at, end });
    at = afterSpace(text, end);
    if (text[at] === "]") return elements;
    if (text[at] !== ",") return undefined;
    at = afterSpace(text, at + 1);
  }
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  return at;
}

/** The place after the value that begins at `from`; undefined when it does not end. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"') {
      const end = endOfText(text, at);
      if (end === undefined) return undefined;
      if (depth === 0) return end;
      at = end - 1;
    } else if (letter === "{" || letter === "[") depth++;
    else if (letter === "}" || letter === "]") {
      if (depth === 0) return at > from ? at : undefined;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && /[,\s]/.test(letter)) return at > from ? at : undefined;
  }
  return undefined;
}

function endOfText(text: string, from: number): number | undefined {
  for (let at = from + 1; ; at++) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote;
  }
}

/**
 * Reads one flat JSON object without building a value: numbers stay as they are written (JSON.parse
 * rounds an 18-digit id number), a doubled key is seen, and depth cannot hurt.
 */

export interface FlatObject {
  /** In the order of the file; null and "" are null, `true` and `false` are text. */
  readonly values: ReadonlyMap<string, string | null>;
  /** The place after the closing brace. */
  readonly end: number;
}

const space = /[ \t\r\n]*/y;
const keyToken = /[ \t\r\n]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\r\n]*:[ \t\r\n]*/y;
const textToken = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordToken = /true|false|null/y;
const nextToken = /[ \t\r\n]*([,}])/y;

/** The object that begins at `from`, or a fragment that says why it cannot be read. */
export function parseFlatJson(text: string, from: number): FlatObject | string {
  const values = new Map<string, string | null>();
  let at = from + 1;
  if (text[from] !== "{") return "it is not a JSON object";
  space.lastIndex = at;
  space.exec(text);
  if (text[space.lastIndex] === "}") return { values, end: space.lastIndex + 1 };
  for (;;) {
    keyToken.lastIndex = at;
    const keyFound = keyToken.exec(text);
    if (!keyFound) return "it is not valid JSON";
    const key = unescaped(keyFound[1]!);
    at = keyToken.lastIndex;
    const value = valueAt(text, at);
    if (key === undefined || value === undefined) return "it is not valid JSON";
    if (typeof value === "string") return value;
    if (values.has(key)) return "it has the same key twice";
    values.set(key, value.text);
    nextToken.lastIndex = value.end;
    const next = nextToken.exec(text);
    if (!next) return "it is not valid JSON";
    at = nextToken.lastIndex;
    if (next[1] === "}") return { values, end: at };
  }
}

/** The value at a place; a fragment when it is not for us; undefined when it is no JSON. */
function valueAt(
  text: string,
  at: number,
): { text: string | null; end: number } | string | undefined {
  const first = text[at];
  if (first === "{" || first === "[") return "it has a nested value";
  const token =
    first === '"' ? textToken : first === "-" || isDigit(first) ? numberToken : wordToken;
  token.lastIndex = at;
  const found = token.exec(text);
  if (!found) return undefined;
  const end = token.lastIndex;
  if (token !== textToken) return { text: found[0] === "null" ? null : found[0], end };
  const value = unescaped(found[1]!);
  if (value === undefined) return undefined;
  if (value.includes("\0")) return "it has a NUL character";
  if (/\p{Surrogate}/u.test(value)) return "it has half of a character";
  return { text: value || null, end };
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && letter >= "0" && letter <= "9";
}

function unescaped(content: string): string | undefined {
  // Control characters and wrong escapes are left to the strict parser.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside text
  if (!/[\\\u0000-\u001f]/.test(content)) return content;
  try {
    return JSON.parse(`"${content}"`) as string;
  } catch {
    return undefined;
  }
}

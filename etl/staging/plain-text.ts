/** Text as keyboards for Chinese write it, in plain half-width characters. */
import { textLiteral } from "#warehouse/engine/duckdb.ts";

/** Full-width forms and odd spaces become plain ones; invisible characters vanish. */
const fullWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0xff01 + i)).join("");
const halfWidth = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(0x21 + i)).join("");
const plainFrom = `${fullWidth}\u3000\u00a0\u200b\ufeff`;
const plainTo = `${halfWidth}  `;

/** SQL: the text in plain half-width characters. ASCII, most of all text, needs no translating. */
export function narrow(sql: string): string {
  const translated = `translate(${sql}, ${textLiteral(plainFrom)}, ${textLiteral(plainTo)})`;
  return `CASE WHEN strlen(${sql}) = length(${sql}) THEN ${sql} ELSE ${translated} END`;
}

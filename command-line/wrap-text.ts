/** Sentences in the width of a terminal, where a Chinese character is two columns wide. */

/** A wide character with the marks that close after it, or a word; with the spaces before it. */
const pieces =
  /\s*(?:[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60][")\]:;,.]*|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+)/gu;

/**
 * Lines of at most `width` columns, broken between words or around wide characters; lines after the
 * first begin with `indent` spaces.
 */
export function wrapText(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(pieces) ?? []) {
    const room = width - (lines.length > 0 ? indent : 0);
    if (line !== "" && columnsOf(line) + columnsOf(piece) > room) {
      lines.push(line);
      line = piece.trimStart();
    } else line += lines.length > 0 && line === "" ? piece.trimStart() : piece;
  }
  if (line !== "") lines.push(line);
  return lines.map((one, i) => (i === 0 ? one : " ".repeat(indent) + one));
}

/** How many columns the text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character.codePointAt(0)!) ? 2 : 1;
  return columns;
}

/** Filled up with spaces to `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columnsOf(text)));
}

function isWide(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xff60)
  );
}

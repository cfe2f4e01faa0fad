/** How alike two headers are: by edit distance, Chinese ones also by the characters that they share. */

/** From 0 (nothing in common) to 1 (the same). Case and blanks do not matter. */
export function similarity(a: string, b: string): number {
  const [left, right] = [letters(a), letters(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const byEdits = 1 - editDistance(left, right) / Math.max(left.length, right.length);
  const isChinese = /\p{Script=Han}/u.test(a) && /\p{Script=Han}/u.test(b);
  return isChinese ? Math.max(byEdits, sharedPart(left, right) * 0.9) : byEdits;
}

function letters(text: string): string[] {
  return [...text.normalize("NFKC").toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
}

/** Dice: twice the shared characters over all of them, as Chinese headers reorder their words. */
function sharedPart(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  const shared = a.filter((sign) => {
    const at = left.indexOf(sign);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (a.length + b.length);
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, sign] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      next.push(Math.min(row[j]! + (sign === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}

/** Spells the warehouse's words as GraphQL does: `ageBand` → `AGE_BAND`. */
export function snakeCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

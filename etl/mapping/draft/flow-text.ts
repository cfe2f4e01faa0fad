/** Texts of a file as YAML scalars. */

/** As it is where YAML cannot take it for anything else, else in double quotes. */
export function flowText(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.()（）-]*$/u.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** One section of a settings file in YAML: every word is known, of the right kind, or refused. */
import { didYouMean, InputError } from "#warehouse/input-error.ts";

export class Settings {
  readonly #where: string;
  readonly #values: ReadonlyMap<string, unknown>;

  /**
   * `where` is how errors name the section. Nothing at all is an empty section.
   * @throws InputError for anything that is no section, and for a word that is not `known`
   */
  constructor(where: string, value: unknown, known: readonly string[]) {
    this.#where = where;
    const given = value ?? {};
    if (typeof given !== "object" || Array.isArray(given)) {
      throw new InputError(`${where}: found ${shown(value)}, expected words with values.`);
    }
    for (const name of Object.keys(given)) {
      if (known.includes(name)) continue;
      const hint = didYouMean(name, known);
      throw new InputError(`${where}: unknown word "${name}".${hint} Use ${known.join(", ")}.`);
    }
    this.#values = new Map(Object.entries(given));
  }

  has(name: string): boolean {
    return this.#values.get(name) !== undefined && this.#values.get(name) !== null;
  }

  /** The value as it stands, for a section inside this one. */
  value(name: string): unknown {
    return this.#values.get(name);
  }

  text(name: string): string {
    const value = this.#values.get(name);
    if (typeof value === "string" && value.trim() !== "") return value;
    throw this.#mistake(name, value, "a text");
  }

  texts(name: string): string[] {
    const value = this.#values.get(name) ?? [];
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
    throw this.#mistake(name, value, "a list of texts, numbers in quotes");
  }

  /** A whole number from 0 to `most`. */
  number(name: string, otherwise: number, most: number): number {
    const value = this.#values.get(name) ?? otherwise;
    if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most) {
      return Number(value);
    }
    throw this.#mistake(name, value, `a whole number from 0 to ${most}`);
  }

  flag(name: string): boolean {
    const value = this.#values.get(name) ?? false;
    if (typeof value === "boolean") return value;
    throw this.#mistake(name, value, "true or false");
  }

  #mistake(name: string, value: unknown, expected: string): InputError {
    return new InputError(
      `${this.#where}, "${name}": found ${shown(value)}, expected ${expected}.`,
    );
  }
}

/** A value that stands in the wrong place may be a secret: only its kind is told. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/**
 * The types of what pages import as `npm:`, which is how Framework spells a package. Mixing `npm:`
 * with bare names would ship two copies, so components use these names only.
 */
declare module "npm:@observablehq/plot" {
  export * from "@observablehq/plot";
}

declare module "npm:d3" {
  export * from "d3";
}

declare module "npm:htl" {
  type Template<T> = (strings: TemplateStringsArray, ...values: readonly unknown[]) => T;
  export const html: Template<HTMLElement>;
  export const svg: Template<SVGElement>;
}

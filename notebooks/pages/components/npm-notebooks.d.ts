/** The types of what only the components of notebooks import as `npm:`; see npm.d.ts. */
declare module "npm:@observablehq/inputs" {
  export function table(
    rows: Iterable<object>,
    options?: {
      readonly columns?: readonly string[];
      readonly format?: Readonly<Record<string, (value: unknown) => string>>;
      readonly select?: boolean;
      readonly layout?: "auto" | "fixed";
    },
  ): HTMLFormElement;
}

declare module "npm:apache-arrow" {
  export * from "apache-arrow";
}

declare module "npm:parquet-wasm" {
  export * from "parquet-wasm";
  export { default } from "parquet-wasm/esm";
}

declare module "npm:graphql" {
  export * from "graphql";
}

declare module "npm:graphql-language-service" {
  export * from "graphql-language-service";
}

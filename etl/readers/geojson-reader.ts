/**
 * Reads GeoJSON (RFC 7946): every feature of a collection becomes a row, its properties become cells
 * as they are written, its geometry one cell of JSON text. What a geometry must be is checked where
 * all values are checked; here a feature must only be one.
 */
import { InputError } from "#warehouse/input-error.ts";
import type { StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import { JsonRows } from "./json-rows.ts";
import { elementsOf, type Members, membersOf } from "./json-structure.ts";
import { parseFlatJson } from "./parse-flat-json.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumRowBytes, type ReadRows } from "./read-rows.ts";
import type { TextWindow } from "./text-window.ts";
import { wholeText } from "./whole-text.ts";

/** The text is held whole. */
const maximumBytes = 100 * 1024 * 1024;

/** RFC 7946 knows one: longitude and latitude of WGS 84, from which CGCS2000 differs by centimetres. */
const knownSystems = /(CRS:*84|EPSG:+(?:[\d.]*:)?(?:4326|4490))$/i;

/**
 * A row's line is the number of its feature, from 1. `skipRows` and `headerRows` mean nothing here.
 * @throws InputError when the file is too large, no collection of features, or in other coordinates.
 */
export async function readGeojson(
  file: ExtractFile,
  text: TextWindow,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  if (file.size > maximumBytes) {
    throw new InputError(
      `"${file.name}" has ${Math.round(file.size / 1e6)} MB; at most 100 MB of GeoJSON are read. ` +
        "Simplify its borders, or send one file for each part of the country.",
    );
  }
  const content = await wholeText(text);
  const collection = membersOf(content, content.search(/\S/));
  if (!collection || content.slice(collection.end).trim() !== "") refuse(file, "whole JSON");
  refuseOtherSystems(file, collection.values.get("crs") ?? "");
  const features = elementsOf(content, collection.starts.get("features") ?? content.length);
  if (collection.values.get("type") !== '"FeatureCollection"' || !features) {
    refuse(file, 'a collection: {"type": "FeatureCollection", "features": [...]}');
  }
  const rows = new JsonRows(file, target);
  for (const [index, { start, end }] of features.entries()) {
    const cells = featureCells(content, start, end);
    if (typeof cells === "string") rows.addBroken(index + 1, cells);
    else rows.addValues(cells, index + 1);
    await rows.handOver();
  }
  return rows.finish(text, options, "numbers");
}

function refuse(file: ExtractFile, expected: string): never {
  throw new InputError(
    `"${file.name}" is not GeoJSON as RFC 7946 has it: expected ${expected}. ` +
      "Export the layer again as GeoJSON.",
  );
}

function refuseOtherSystems(file: ExtractFile, crs: string): void {
  const [, name] = /"name"\s*:\s*"([^"]*)"/.exec(crs) ?? [];
  if (name === undefined || knownSystems.test(name)) return;
  throw new InputError(
    `"${file.name}" has coordinates of "${name.slice(0, 60)}"; GeoJSON has degrees of longitude ` +
      "and latitude. Export it again in EPSG:4326 (ogr2ogr -t_srs EPSG:4326).",
  );
}

/** The properties, `id` where there is none among them, and `geometry`; or why it is no feature. */
function featureCells(
  text: string,
  start: number,
  end: number,
): Map<string, string | null> | string {
  if (Buffer.byteLength(text.slice(start, end)) > maximumRowBytes) {
    return "the feature is longer than 1 MB: simplify its borders";
  }
  const feature = membersOf(text, start);
  if (!feature || feature.end !== end) return "it is not valid JSON";
  if (feature.values.get("type") !== '"Feature"') return 'its "type" is not "Feature"';
  const cells = properties(feature);
  if (typeof cells === "string") return `its properties: ${cells}`;
  const id = feature.values.get("id");
  if (id && !cells.has("id")) cells.set("id", id.replace(/^"(.*)"$/s, "$1"));
  const geometry = feature.values.get("geometry") ?? "null";
  cells.set("geometry", geometry === "null" ? null : geometry);
  return cells;
}

function properties({ values }: Members): Map<string, string | null> | string {
  const text = values.get("properties") ?? "null";
  if (text === "null") return new Map();
  const parsed = parseFlatJson(text, 0);
  return typeof parsed === "string" ? parsed : new Map(parsed.values);
}

/** The leaders' report of any area and year as a PDF: its page, built alone and printed on A4. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";
import { openWarehouse } from "../ask-warehouse.ts";
import { withBuildLock } from "../launcher/build-lock.ts";
import { buildTemplates } from "../launcher/build-templates.ts";
import { stampPages } from "../launcher/stamp-pages.ts";
import { loadReport } from "../loaders/load-report.ts";
import { readSite } from "../loaders/read-site.ts";
import type { ReportPayload } from "../pages/components/report-payload.ts";
import { folders } from "../site-folders.ts";
import { type Language, reportSlug, type SitePage, sitePages } from "../site-paths.ts";
import { stillsOf } from "../stills/draw-stills.ts";
import { CannotPrint } from "./cannot-print.ts";
import { chineseFont, chineseFontPackage } from "./chinese-font.ts";
import { openChromium } from "./find-chromium.ts";
import { freezePdf } from "./freeze-pdf.ts";
import type { BrowserProgram } from "./packaged-chromium.ts";

export interface PrintReportOptions {
  readonly dataFolder: string;
  /** The code of the area; that of the whole site by default. */
  readonly area?: string | undefined;
  /** A calendar year; the newest complete one by default. */
  readonly period?: string | undefined;
  readonly lang: Language;
  /** The program of the browser; the machine's own by default, else that of a package. */
  readonly browser?: BrowserProgram | undefined;
}

export interface PrintedReport {
  readonly pdf: Buffer;
  readonly snapshotId: string;
  readonly title: string;
}

/**
 * The same snapshot, area, year and language on the same machine give the same bytes.
 * @throws CannotPrint for an unknown area or year, and where no browser or no Chinese font is found
 */
export async function printReport(options: PrintReportOptions): Promise<PrintedReport> {
  return printPayload(await askReport(options), options);
}

/** The same from data that have been asked for. */
export async function printPayload(
  payload: ReportPayload,
  options: Pick<PrintReportOptions, "lang" | "browser">,
): Promise<PrintedReport> {
  const { snapshot } = payload;
  const folder = mkdtempSync(join(tmpdir(), "demograph-report-"));
  try {
    const page = await buildReport(payload, options.lang, folder);
    const pdf = freezePdf(await print(folder, page, options), snapshot.publishedAt);
    return { pdf, snapshotId: snapshot.id, title: page.title };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askReport({ dataFolder, area, period }: PrintReportOptions): Promise<ReportPayload> {
  const { ask, close, snapshotId } = await openWarehouse(dataFolder);
  try {
    return await loadReport(ask, await readSite(ask, snapshotId), { area, period });
  } finally {
    await close();
  }
}

/** Builds the report's page alone into `folder`. */
async function buildReport(
  payload: ReportPayload,
  lang: Language,
  folder: string,
): Promise<SitePage> {
  const report = { ...payload.root!, period: payload.period };
  const contents = { measures: [], cards: [], areas: [], reports: [report] };
  const name = `reports/${reportSlug(report)}`;
  const page = sitePages(contents).find((one) => one.lang === lang && one.payload === name)!;
  await withBuildLock(join(folders.work, "lock"), async () => {
    const templates = await buildTemplates(folders);
    const draw = await stillsOf(folders.notebooks, templates, [page]);
    const payloads = new Map([[name, JSON.stringify(payload)]]);
    const nothing = () => "";
    await stampPages({
      ...{ templates, out: join(folder, "site"), pages: [page], payloads, draw },
      ...{ header: nothing, footer: nothing },
    });
  });
  return page;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

/** An address that only this browser knows: its requests are answered from the folder. */
const origin = "http://report.invalid/";
const fontAddress = `${origin}chinese-font/`;

async function print(
  folder: string,
  { path }: SitePage,
  { lang, browser: program }: Pick<PrintReportOptions, "lang" | "browser">,
): Promise<Buffer> {
  const font = chineseFont(fontAddress);
  const browser = await openChromium(program);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.route("**/*", async (route) => {
      const name = decodeURIComponent(new URL(route.request().url()).pathname).slice(1);
      const file = join(folder, "site", name);
      const slice = name.startsWith("chinese-font/") ? font?.read(name.split("/")[1]!) : null;
      if (slice) return route.fulfill({ body: slice, contentType: "font/woff2" });
      if (!existsSync(file)) return route.fulfill({ status: 404 });
      const contentType = types[extname(file)] ?? "application/octet-stream";
      return route.fulfill({ body: readFileSync(file), contentType });
    });
    await page.goto(`${origin}${path.slice(1)}.html`, { waitUntil: "networkidle" });
    if (font) await page.addStyleTag({ content: font.styles });
    else if (lang === "zh" && !(await hasChineseFont(page))) throw new CannotPrint(withoutFont);
    await page.waitForSelector("figure .chart > svg");
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const paper = { format: "A4", preferCSSPageSize: true, printBackground: true } as const;
    return await page.pdf({ ...paper, tagged: true, outline: true });
  } finally {
    await browser.close();
  }
}

const withoutFont =
  "This machine has no Chinese font: the report would show empty boxes. Install one " +
  `("apt-get install fonts-noto-cjk"), or run "npm install ${chineseFontPackage}".`;

/** Whether two Chinese characters look different: without a font both are the same empty box. */
function hasChineseFont(page: Page): Promise<boolean> {
  // No function has a name here: tsx would mark it with a helper that the browser has not.
  return page.evaluate(() => {
    const [one, other] = ["中", "县"].map((text) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [40, 40];
      const context = canvas.getContext("2d")!;
      context.font = `30px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(text, 2, 32);
      return canvas.toDataURL();
    });
    return one !== other;
  });
}

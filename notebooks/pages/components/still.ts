/**
 * Pages are drawn twice: once for their file, so that they can be read before scripts run and
 * without them, and again by the reader's browser, which knows its width and has a pointer.
 */
import type { Drawing } from "./figure.js";

/** Whether the page is being drawn for its file. */
export const isStill = typeof ResizeObserver === "undefined";

/** A chart's place in a file: notebooks/stills/ draws it when it knows the page around it. */
export interface StillChart extends HTMLElement {
  drawAt?: (width: number) => Drawing;
}

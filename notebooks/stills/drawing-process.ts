/** Draws stills for the process that started this one, until it hangs up (see `draw-together.ts`). */
import type { SitePage } from "../site-paths.ts";
import { stillsOf } from "./draw-stills.ts";

/** What is to be drawn, in any number of messages after the first one. */
export interface Drawing {
  readonly at: number;
  readonly page: SitePage;
  readonly html: string;
  readonly payload: string;
}

/** The folders and pages of {@link stillsOf}: the first message. */
export type DrawingSite = Readonly<Parameters<typeof stillsOf>>;

/** The page that was asked for under the number, or why it could not be drawn. */
export type Drawn = { readonly at: number } & (
  | { readonly html: string }
  | { readonly error: string }
);

let draw: ReturnType<typeof stillsOf>;
process.on("message", async (message: DrawingSite | Drawing) => {
  if (Array.isArray(message)) {
    draw = stillsOf(...(message as DrawingSite));
    draw.catch(() => undefined);
    return;
  }
  const { at, page, html, payload } = message as Drawing;
  const answer = (drawn: Drawn) => process.send!(drawn);
  try {
    answer({ at, html: await (await draw)(page, html, payload) });
  } catch (error) {
    answer({ at, error: error instanceof Error ? error.message : String(error) });
  }
});

/**
 * Refuses to build a site whose first number is withheld: a county's own headline is never small
 * enough to tell about a person, so a pattern that hides it was made for something else.
 */
import { headlineOrder } from "../pages/components/headline-order.ts";
import type { HomePayload } from "../pages/components/page-payloads.ts";

/** @throws Error when the newest value of the first headline that the top area has is withheld */
export function checkHeadlines({ root, headlines, snapshot }: HomePayload): void {
  if (!root) return;
  const inOrder = headlineOrder.flatMap(
    (id) => headlines.find((one) => one.measure.id === id) ?? [],
  );
  const first = inOrder.find(({ series }) =>
    series.points.some(({ value, state }) => value !== null || state === "WITHHELD"),
  );
  if (!first) return;
  const { points } = first.series;
  const last = points.findLast(({ value, state }) => value !== null || state === "WITHHELD")!;
  if (last.value !== null) return;
  throw new Error(
    `"${first.measure.title.en}" of "${root.en}" is withheld for ${last.period} in snapshot ` +
      `"${snapshot.id}", but it is the first number of the home page. Look at the disclosure ` +
      "settings, then publish and build again.",
  );
}

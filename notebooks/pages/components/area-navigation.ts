/** From the profile of one area to any other: the whole, then its parts. */
import { html } from "npm:htl";
import type { AreaProfilePayload } from "./area-profile-payload.js";
import type { Formats } from "./format.js";

/** Closed until it is asked for, as on the pages of measures. */
export function areaNavigation(
  { areas, area, root }: Pick<AreaProfilePayload, "areas" | "area" | "root">,
  { say, name }: Formats,
): HTMLElement {
  const path = [root, area.code === root?.code ? null : area].flatMap((one) =>
    one ? name(one) : [],
  );
  const links = areas.map((one) => {
    const here = one.code === area.code ? "page" : null;
    return html`<li><a href=${`./${one.code}.html`} aria-current=${here}>${name(one)}</a></li>`;
  });
  return html`<nav class="measures" aria-label=${say("地区", "Areas")}><details>
    <summary>${path.join(" › ")} · <b>${say(
      `换一个地区（共${areas.length}个）`,
      `other areas (${areas.length})`,
    )}</b></summary>
    <div class="sections areas"><ul>${links}</ul></div></details></nav>`;
}

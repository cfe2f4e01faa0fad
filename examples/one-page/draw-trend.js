/** A small chart of estimates over time: points on a line, each with its interval, words for the rest. */

const width = 640;
const height = 260;
const margin = { left: 48, right: 16, top: 16, bottom: 32 };

/** What stands in place of a number; any other state stands as it is spelt. */
const words = {
  WITHHELD: "withheld",
  NOT_REPORTED: "not reported",
  NOT_DUE: "not due yet",
  UNDEFINED: "cannot be computed",
};

/** An SVG of the points, each as the API answers it. A point without a value breaks the line. */
export function drawTrend(points, { title, unit }) {
  const shown = points.filter(({ value }) => value !== null);
  const x = (index) =>
    margin.left + ((index + 0.5) * (width - margin.left - margin.right)) / points.length;
  const y = scaleOf(shown);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  svg.append(element("title", {}, `${title}, ${unit}, with 95% intervals`));
  if (shown.length > 0) svg.append(...scaleLines(y));
  for (const run of runsOf(points)) {
    const path = run.map(({ value, index }) => `${x(index)},${y.at(value)}`).join(" ");
    svg.append(element("polyline", { class: "course", points: path }));
  }
  for (const [index, point] of points.entries()) {
    svg.append(...markOf(point, x(index), y));
    const label = { x: x(index), y: height - 8, class: "scale", "text-anchor": "middle" };
    svg.append(element("text", label, point.period));
  }
  return svg;
}

/** One estimate: its interval and its point, or a word. An interval may be missing: money has none. */
function markOf({ state, value, lower, upper, provisional }, x, y) {
  if (value === null) {
    const middle = height / 2;
    const turned = { x, y: middle, transform: `rotate(-90 ${x} ${middle})`, class: "absent" };
    return [element("text", { ...turned, "text-anchor": "middle" }, words[state] ?? state)];
  }
  const isOpen = provisional || state === "INCOMPLETE";
  const circle = { cx: x, cy: y.at(value), r: 4, class: isOpen ? "point provisional" : "point" };
  const limits = { x1: x, x2: x, y1: y.at(lower), y2: y.at(upper), class: "interval" };
  return [...(lower === null ? [] : [element("line", limits)]), element("circle", circle)];
}

/** Stretches of points that all have a value, with their places. */
function runsOf(points) {
  const runs = [[]];
  for (const [index, { value }] of points.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1).push({ value, index });
  }
  return runs.filter((run) => run.length > 1);
}

function scaleOf(shown) {
  const values = shown.flatMap(({ value, lower, upper }) => [
    value,
    lower ?? value,
    upper ?? value,
  ]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const space = (most - least) * 0.05 || 1;
  const [from, to] = [least - space, most + space];
  const room = height - margin.top - margin.bottom;
  return { least, most, at: (value) => margin.top + ((to - value) / (to - from)) * room };
}

/** Lines at the lowest, the middle and the highest that is drawn. The axis does not begin at zero. */
function scaleLines({ least, most, at }) {
  return [least, (least + most) / 2, most].flatMap((value) => [
    element("line", { x1: margin.left, x2: width, y1: at(value), y2: at(value), class: "grid" }),
    element("text", { x: 0, y: at(value) + 4, class: "scale" }, value.toFixed(1)),
  ]);
}

function element(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

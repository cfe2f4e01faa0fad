/**
 * A page on its own server that asks Demograph for a trend: the number with its interval, the verdict
 * that chance allows, and words wherever there is no number. Nothing is computed here but positions.
 */
import { drawTrend } from "./draw-trend.js";

/** Where Demograph answers. It must list this page's origin in its access.yaml. */
const server = new URLSearchParams(location.search).get("server") ?? "http://127.0.0.1:4000";

const query = `query Trend($measure: ID!, $area: ID!, $from: Period!, $to: Period!) {
  snapshot { id asOf }
  trend(measure: $measure, area: $area, periods: { from: $from, to: $to }) {
    measure { title(lang: EN) unit(lang: EN) }
    area { name(lang: EN) }
    series {
      verdict
      points {
        period state reason value lower upper coverage provisional display(lang: EN)
        provenance { permalink }
      }
    }
  }
}`;

const verdicts = {
  RISING: "It rises by more than chance.",
  FALLING: "It falls by more than chance.",
  STEADY: "Whatever change there is, is too small to matter.",
  CANNOT_TELL: "The numbers do not tell whether it rises or falls: chance, or too few of them.",
};

/** What went wrong, in a sentence for people and a code for programs. */
class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The data of a question. @throws Refusal */
async function ask(variables) {
  const response = await fetch(`${server}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  }).catch(() => {
    throw new Refusal(
      "NOT_REACHED",
      `${server} does not answer, or does not let pages of ${location.origin} ask it.`,
    );
  });
  const { data, errors } = await response.json();
  if (!errors) return data;
  const [{ message, extensions }] = errors;
  const wait = response.headers.get("Retry-After");
  throw new Refusal(extensions.code, wait ? `${message} (in ${wait} s)` : message);
}

const part = (id) => document.getElementById(id);

async function show(variables) {
  part("error").hidden = true;
  part("answer").ariaBusy = "true";
  try {
    const { snapshot, trend } = await ask(variables);
    const [{ verdict, points }] = trend.series;
    part("title").textContent = `${trend.measure.title}, ${trend.area.name}`;
    // A server may learn a new verdict before this page does.
    part("verdict").textContent = verdicts[verdict] ?? verdict;
    part("chart").replaceChildren(drawTrend(points, trend.measure));
    part("table").replaceChildren(...tableRows(points, trend.measure));
    part("source").replaceChildren(
      `Snapshot ${snapshot.id}, data of ${snapshot.asOf.slice(0, 10)}. `,
      linkTo(points.at(-1)),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const id of ["verdict", "chart", "table", "source"]) part(id).replaceChildren();
    part("error").textContent = error.message;
    part("error").dataset.code = error.code;
    part("error").hidden = false;
  } finally {
    part("answer").ariaBusy = "false";
  }
}

/** An address that gives this number for ever. */
function linkTo({ period, provenance }) {
  const link = document.createElement("a");
  link.href = `${server}${provenance.permalink}`;
  link.textContent = `Where the number of ${period} comes from`;
  return link;
}

/** The same as text, for who cannot see a chart or wants the numbers: `display` has a word for each gap. */
function tableRows(points, { unit }) {
  const head = rowOf("th", ["Period", unit, "95% interval"]);
  for (const cell of head.cells) cell.scope = "col";
  return [
    head,
    ...points.map(({ period, display, state, value, lower, upper, coverage, provisional }) => {
      const marks = [
        ...(state === "INCOMPLETE" ? [`${Math.floor(coverage * 100)}% reported`] : []),
        ...(provisional && value !== null ? ["provisional"] : []),
      ];
      const limits = lower === null ? "" : `${lower.toFixed(2)} to ${upper.toFixed(2)}`;
      return rowOf("td", [period, [display, ...marks].join(", "), limits]);
    }),
  ];
}

function rowOf(kind, texts) {
  const row = document.createElement("tr");
  row.append(
    ...texts.map((text) => Object.assign(document.createElement(kind), { textContent: text })),
  );
  return row;
}

const form = part("question");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(Object.fromEntries(new FormData(form)));
});
show(Object.fromEntries(new FormData(form)));

/** `/estimates/<snapshot>/<measure>/<area>/<period>`: one estimate from its snapshot, as JSON. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Permalink, parsePermalink } from "../permalink.ts";
import { runOperation } from "../run-operation.ts";
import type { GraphqlRoute } from "./answer-graphql.ts";
import { cacheHeaders, isKnownTo } from "./cache-headers.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { inTime } from "./in-time.ts";
import { etagOf } from "./response-cache.ts";
import { send, sendJson } from "./send.ts";
import type { Visit } from "./visit.ts";

const query = `query Permalink(
  $snapshot: ID!, $measure: ID!, $area: ID!, $period: Period!
  $base: PopulationBase, $borders: Borders, $rateKind: RateKind, $by: [Breakdown!], $confidence: Float
) {
  estimates(
    snapshot: $snapshot, measures: [$measure], areas: { codes: [$area] }
    periods: { list: [$period] }, base: $base, borders: $borders, rateKind: $rateKind, by: $by
    confidence: $confidence, first: 1000
  ) {
    edges { node {
      measure { id titleZh: title(lang: ZH) titleEn: title(lang: EN) unitZh: unit(lang: ZH) unitEn: unit(lang: EN) }
      area { code nameZh: name(lang: ZH) nameEn: name(lang: EN) }
      period base borders rateKind categories { breakdown code }
      state reason value displayZh: display(lang: ZH) displayEn: display(lang: EN)
      numerator denominator lower upper confidence intervalMethod flags coverage provisional
      provenance {
        snapshot { id publishedAt asOf }
        extracts { hash source file receivedAt acceptedRows rejectedRows }
        sql formulaZh: formula(lang: ZH) formulaEn: formula(lang: EN) permalink
      }
    } }
  }
}`;

interface PermalinkAnswer {
  readonly estimates: {
    readonly edges: readonly {
      readonly node: {
        readonly categories: readonly { readonly breakdown: string; readonly code: string }[];
      };
    }[];
  };
}

/** Answers one permalink. @throws HttpRefusal 404 when it names nothing. */
export async function answerPermalink(
  { warehouse, gate, limits, log }: Omit<GraphqlRoute, "apollo" | "cache">,
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw new HttpRefusal(405, "METHOD_NOT_ALLOWED", `Use GET, found "${request.method}".`, {
      Allow: "GET, HEAD",
    });
  }
  const asked = parsePermalink(new URL(request.url ?? "", "http://localhost"));
  const variables = { ...asked, by: asked.categories.map((category) => category.breakdown) };
  const { requestId } = visit;
  const { role } = visit.visitor;
  visit.question = { source: query, variables, operation: "Permalink" };
  visit.snapshot = asked.snapshot;
  const { data, errors } = await inTime(limits.mostSeconds, response, () =>
    gate.pass(() => runOperation(warehouse, query, variables, { requestId, log, role })),
  );
  if (errors) {
    const failed = errors.some((error) => error.extensions.code === "INTERNAL_SERVER_ERROR");
    // Places in our own query would only puzzle the reader.
    const told = errors.map(({ message, extensions }) => ({ message, extensions }));
    visit.outcome = String(errors[0]?.extensions.code);
    return sendJson(response, failed ? 500 : 404, { errors: told });
  }
  const estimate = withCategories(data as unknown as PermalinkAnswer, asked);
  if (!estimate) {
    throw new HttpRefusal(404, "NOT_FOUND", `No estimate for "${request.url}".`);
  }
  const body = Buffer.from(JSON.stringify(estimate));
  const etag = etagOf(body);
  const headers = cacheHeaders(response, role, etag);
  if (isKnownTo(request, role, etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  send(response, 200, body, { "Content-Type": "application/json; charset=utf-8", ...headers });
}

/** The one of the split estimates that the permalink means. */
function withCategories({ estimates }: PermalinkAnswer, { categories }: Permalink): unknown {
  const text = (list: Permalink["categories"]) =>
    list
      .map(({ breakdown, code }) => `${breakdown}:${code}`)
      .sort()
      .join();
  return estimates.edges
    .map((edge) => edge.node)
    .find((node) => text(node.categories) === text(categories));
}

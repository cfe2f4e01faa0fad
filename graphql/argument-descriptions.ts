/**
 * What the arguments of the contract mean. An argument means the same wherever it stands, so it is told
 * here once, and not a hundred times in `contract.graphql`.
 */
import { type DocumentNode, type InputValueDefinitionNode, Kind, visit } from "graphql";

const meanings: Readonly<Record<string, string>> = {
  after: "A cursor of an earlier answer: the page begins behind it.",
  area: "An area's code.",
  areas: "Which areas.",
  asOf: "Answer from the snapshot that was in force at this moment. Not together with a snapshot's id.",
  base: "Whose population counts. Without it the measure's own base, or the area's.",
  borders: "Which borders the answer is for.",
  by: "Split by these breakdowns: one estimate for each combination of their members.",
  code: "The area's code.",
  confidence: "The confidence of intervals, above 0 and below 1.",
  document: "Only figures that this document prints.",
  event: "The event, as `births`.",
  first: "At most so many, 0 to 1000; without it 100.",
  from: "The id of the older snapshot.",
  id: "The id of what is asked for.",
  lang: "The language of the text.",
  level: "The id of a level of the hierarchy, such as `village`.",
  measure: "A measure's id, such as `crudeBirthRate`.",
  measures: "Ids of measures, such as `crudeBirthRate`.",
  order: "Which end comes first.",
  period: "One period.",
  periods: "Which periods.",
  rateKind: "Whether rates are per person-year or of the whole period.",
  search: "A text that a name contains, or a code begins with.",
  section: "Only measures of this section, one letter.",
  snapshot:
    "Answer from the snapshot of this id. Without it, and without `asOf`, from the current one.",
  source: "A source's id, such as `births-hospital`.",
  to: "The id of the newer snapshot.",
  with: "Another period, which each area is compared with.",
  within: "The code of an area: only what lies inside it, itself included.",
};

/** The document with a description of every argument of a field that has none of its own. */
export function withArgumentDescriptions(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) =>
      node.kind === Kind.FIELD_DEFINITION
        ? { ...node, arguments: node.arguments?.map(described) }
        : undefined,
  });
}

function described(argument: InputValueDefinitionNode): InputValueDefinitionNode {
  const value = meanings[argument.name.value];
  if (argument.description || !value) return argument;
  return { ...argument, description: { kind: Kind.STRING, value } };
}

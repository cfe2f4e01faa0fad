/** Every resolver of the contract by type and field; a field not named here reads its property. */
import type { GraphQLFieldResolver } from "graphql";
import type { OperationContext } from "../operation.ts";
import { areaResolvers, levelResolvers } from "./area.ts";
import { changeResolvers } from "./changes.ts";
import { decompositionResolvers, groupEffectResolvers } from "./comparison.ts";
import { coverageResolvers, sourceResolvers } from "./coverage.ts";
import {
  categoryResolvers,
  estimateResolvers,
  extractResolvers,
  provenanceResolvers,
} from "./estimate.ts";
import { measureResolvers } from "./measure.ts";
import { queryResolvers } from "./query.ts";
import {
  assumptionResolvers,
  breachResolvers,
  breachSideResolvers,
  dualSystemResolvers,
  reconciliationResolvers,
  sourceCountResolvers,
  sourcePairResolvers,
} from "./reconciliation.ts";
import { reportedFigureResolvers } from "./reported-figures.ts";
import { scoreCardResolvers, scoredLineResolvers, scoredSectionResolvers } from "./scorecard.ts";
import { snapshotResolvers } from "./snapshot.ts";
import { targetResolvers } from "./targets.ts";

// biome-ignore lint/suspicious/noExplicitAny: sources and arguments differ by field; the contract's tests run each of them
export type FieldResolver = GraphQLFieldResolver<any, OperationContext, any>;
export type TypeResolvers = Readonly<Record<string, FieldResolver>>;
export type Resolvers = Readonly<Record<string, TypeResolvers>>;

/** Type → field → resolver. They hold no SQL and do no arithmetic on figures. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Area: areaResolvers,
  Level: levelResolvers,
  Measure: measureResolvers,
  Category: categoryResolvers,
  Estimate: estimateResolvers,
  Extract: extractResolvers,
  Provenance: provenanceResolvers,
  Snapshot: snapshotResolvers,
  Target: targetResolvers,
  Change: changeResolvers,
  Decomposition: decompositionResolvers,
  GroupEffect: groupEffectResolvers,
  ScoreCard: scoreCardResolvers,
  ScoredSection: scoredSectionResolvers,
  ScoredLine: scoredLineResolvers,
  Source: sourceResolvers,
  Coverage: coverageResolvers,
  Reconciliation: reconciliationResolvers,
  SourceCount: sourceCountResolvers,
  SourcePair: sourcePairResolvers,
  DualSystemEstimate: dualSystemResolvers,
  Assumption: assumptionResolvers,
  Breach: breachResolvers,
  BreachSide: breachSideResolvers,
  ReportedFigure: reportedFigureResolvers,
};

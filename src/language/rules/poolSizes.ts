import type { SizeMatch, SizeMatcher } from "../../karpenter/matching.ts";
import { nodeClassFacts, unknownNodeClass } from "../../karpenter/nodeClassFacts.ts";
import type { NodeClassFacts } from "../../karpenter/nodeClassFacts.ts";
import { isOperator, requirementFrom } from "../../karpenter/requirement.ts";
import type { Requirement } from "../../karpenter/requirement.ts";
import { rememberedOfLast } from "../../karpenter/remembered.ts";
import type { Manifest } from "../manifest.ts";
import { textAt } from "../manifest.ts";
import type { RuleContext } from "../rule.ts";
import type { IndexedObject } from "../workspace.ts";
import { nodeSpecPath, requirementsOf, templateLabelsOf } from "./access.ts";
import type { WrittenRequirement } from "./access.ts";
import { fieldsOf } from "./jsonObject.ts";
import type { Path } from "../yaml/node.ts";

/** A requirement that the manifest states, as requirement or as template label, with its place. */
export interface StatedRequirement {
  readonly path: Path;
  readonly requirement: Requirement;
}

/** Requirements and template labels in the order of the text; what the schema rejects is left out. */
export const statedRequirements = rememberedOfLast(
  (manifest: Manifest): readonly StatedRequirement[] => {
    const stated = requirementsOf(manifest).flatMap((requirement) => {
      const { key, operator, values, minValues, path } = requirement;
      if (key === undefined || !isOperator(operator) || !isSound(requirement)) return [];
      const written = {
        key,
        operator,
        values: values.map(({ text }) => text),
        ...(minValues === undefined ? {} : { minValues }),
      };
      return [{ path, requirement: requirementFrom(written) }];
    });
    if (manifest.kind !== "NodePool") return stated;
    const labels = templateLabelsOf(manifest).map(({ key, text, path }) => ({
      path,
      requirement: requirementFrom({ key, operator: "In", values: [text] }),
    }));
    return [...stated, ...labels];
  },
);

/** Values of the wrong type, and In without values, are the schema's business. */
function isSound({ operator, values, valuesNode }: WrittenRequirement): boolean {
  if (values.length !== (valuesNode?.items.length ?? 0)) return false;
  return operator !== "In" || values.length > 0;
}

/** The class that the manifest refers to; nothing is assumed of one that is not in the workspace. */
function classOf(manifest: Manifest, { workspace }: RuleContext): NodeClassFacts {
  const name = textAt(manifest, ...nodeSpecPath(manifest), "nodeClassRef", "name");
  const found = name === undefined ? undefined : workspace.find("AKSNodeClass", name);
  return found ? factsOf(found) : unknownNodeClass;
}

const knownFacts = new WeakMap<IndexedObject, NodeClassFacts>();

function factsOf(object: IndexedObject): NodeClassFacts {
  const facts = knownFacts.get(object) ?? nodeClassFacts(fieldsOf(object.json)?.spec);
  knownFacts.set(object, facts);
  return facts;
}

interface KnownMatch {
  readonly manifest: Manifest;
  readonly nodeClass: NodeClassFacts;
  readonly sizes: SizeMatcher | undefined;
  readonly region: string | undefined;
  readonly match: SizeMatch | undefined;
}

/** Several rules ask the same about the same manifest in one go. */
let lastMatch: KnownMatch | undefined;

/** Which sizes a set of requirements leaves for the manifest's class; undefined without facts about sizes. */
export function matchOf(
  manifest: Manifest,
  context: RuleContext,
  stated?: readonly StatedRequirement[],
): SizeMatch | undefined {
  if (stated !== undefined) return matchFor(manifest, context, stated);
  const nodeClass = classOf(manifest, context);
  const { sizes, region } = context;
  const isLast =
    lastMatch?.manifest === manifest &&
    lastMatch.nodeClass === nodeClass &&
    lastMatch.sizes === sizes &&
    lastMatch.region === region;
  if (lastMatch && isLast) return lastMatch.match;
  const match = matchFor(manifest, context, statedRequirements(manifest));
  lastMatch = { manifest, nodeClass, sizes, region, match };
  return match;
}

function matchFor(
  manifest: Manifest,
  context: RuleContext,
  stated: readonly StatedRequirement[],
): SizeMatch | undefined {
  return context.sizes?.match({
    requirements: stated.map(({ requirement }) => requirement),
    nodeClass: classOf(manifest, context),
    cluster: { region: context.region },
  });
}

import { conflicts, requirementsOf as joined } from "../../karpenter/requirements.ts";
import type { Requirements } from "../../karpenter/requirements.ts";
import { isOperator, requirementFrom } from "../../karpenter/requirement.ts";
import { rememberedOf } from "../../karpenter/remembered.ts";
import { setValue } from "../edit/edit.ts";
import { ask, isSame } from "../observedWorkspace.ts";
import { groupsPerWorkspace } from "../perWorkspace.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { IndexedObject, Workspace } from "../workspace.ts";
import { toJson } from "../yaml/node.ts";
import type { Json } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { fieldsOf, listOf } from "./jsonObject.ts";
import type { Fields } from "./jsonObject.ts";
import { jsonText } from "../jsonText.ts";

const requirements = `requirements:
  - key: karpenter.azure.com/sku-family
    operator: In
    values: [D]
`;
const other = nodePool("", requirements).replace("name: general", "name: batch");

export const poolsOverlap: Rule = {
  id: "pools-overlap",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "Two pools of the same weight fit the same machines.",
  why: "Among pools of equal weight Karpenter takes the one whose name comes last in the alphabet, not the cheaper one, and never looks at the other while the first can serve. Weights say what is meant; taints or requirements that exclude each other keep pools apart.",
  example: {
    bad: `${other}---\n${nodePool("", requirements)}`,
    good: `${other}---\n${nodePool("", requirements)}  weight: 1\n`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const own = indexed(manifest, namesakes(workspace, manifest.name ?? ""));
    const mine = own && poolOf(own);
    if (own === undefined || mine === undefined || mine.isStatic || manifest.partial) return;
    // Of two equal pools the one that wins is told: it is where a weight keeps things as they are.
    const loser = ask(workspace, { answerOf: (asked) => loserOf(asked, own), isSame });
    if (loser === undefined) return;
    const weight = mine.weight + 1;
    yield {
      at: ["metadata", "name"],
      // Files beside each other may still be meant for different clusters.
      severity: loser.uri === own.uri ? "warning" : "info",
      message: `The pool ${loser.name} has the same weight and fits the same machines; ${own.name} always goes first because its name comes later. Give one of them a weight.`,
      fixes:
        weight <= 100
          ? [
              {
                title: `Set weight ${weight} here, which keeps this order`,
                edits: setValue(manifest, ["spec", "weight"], weight),
              },
            ]
          : [],
    };
  },
};

/** The first pool that comes to nothing because of this one. */
function loserOf(workspace: Workspace, own: IndexedObject): IndexedObject | undefined {
  const mine = poolOf(own);
  return rivals(workspace, rankOf(mine)).find(
    (other) =>
      other.name !== "" &&
      other.name < own.name &&
      folderOf(other) === folderOf(own) &&
      overlap(mine, poolOf(other)),
  );
}

/** The manifest in the index; of several pools of one name, as overlays have them, the one that says the same. */
function indexed(manifest: Manifest, named: readonly IndexedObject[]): IndexedObject | undefined {
  if (named.length < 2) return named[0];
  const text = jsonText(toJson(manifest.root));
  return named.find(({ json }) => jsonText(json) === text);
}

function folderOf({ uri }: IndexedObject): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

interface Pool {
  readonly weight: number;
  readonly taints: string;
  readonly isStatic: boolean;
  readonly hasRequirements: boolean;
  readonly labels: Fields;
  readonly requirements: readonly Json[];
}

const poolOfJson = rememberedOf((object: Fields): Pool => {
  const spec = fieldsOf(object.spec);
  const template = fieldsOf(spec?.template);
  const inner = fieldsOf(template?.spec);
  return {
    weight: typeof spec?.weight === "number" ? spec.weight : 0,
    isStatic: spec?.replicas !== undefined,
    taints: listOf(inner?.taints).map(taintText).sort().join(),
    labels: fieldsOf(fieldsOf(template?.metadata)?.labels) ?? {},
    hasRequirements: Array.isArray(inner?.requirements),
    requirements: listOf(inner?.requirements),
  };
});

const noObject = {};

/** The JSON is the same value when the object only moved. */
function poolOf({ json }: IndexedObject): Pool {
  return poolOfJson(fieldsOf(json) ?? noObject);
}

/** Few pools have a rival. */
const nodesOf = rememberedOf(({ requirements: written, labels }: Pool): Requirements =>
  joined([
    ...written.flatMap(requirementOf),
    ...Object.entries(labels).map(([key, value]) =>
      requirementFrom({ key, operator: "In", values: typeof value === "string" ? [value] : [] }),
    ),
  ]),
);

/** Pools of the same weight with the same taints: only these can overlap. */
function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const rivals = groupsPerWorkspace((workspace) =>
  groupedBy(workspace.all("NodePool"), (object) => rankOf(poolOf(object))),
);

const namesakes = groupsPerWorkspace((workspace) =>
  groupedBy(workspace.all("NodePool"), ({ name }) => name),
);

function rankOf({ weight, taints }: Pool): string {
  return `${weight} ${taints}`;
}

function overlap(a: Pool, b: Pool): boolean {
  // A patch, or what the server refuses: nobody knows what it fits.
  if (b.isStatic || !a.hasRequirements || !b.hasRequirements) return false;
  return conflicts(nodesOf(a), nodesOf(b)).length === 0;
}

function requirementOf(json: Json) {
  const fields = fieldsOf(json);
  const operator = fields?.operator;
  if (typeof fields?.key !== "string" || typeof operator !== "string" || !isOperator(operator))
    return [];
  const values = listOf(fields.values).filter((value) => typeof value === "string");
  return [requirementFrom({ key: fields.key, operator, values })];
}

function taintText(json: Json): string {
  const fields = fieldsOf(json);
  return JSON.stringify([fields?.key, fields?.value ?? "", fields?.effect]);
}

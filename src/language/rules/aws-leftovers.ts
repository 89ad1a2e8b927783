import { ownValue } from "../../karpenter/ownValue.ts";
import { Draft } from "../edit/draft.ts";
import { remove, renameKey, setValue } from "../edit/edit.ts";
import { pair, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFinding, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { nodeSpecPath, requirementsOf, templateLabelsOf } from "./access.ts";
import { awsCounterparts, awsKinds } from "./awsCounterparts.ts";
import type { AwsCounterpart } from "./awsCounterparts.ts";
import { ec2ClassToAks } from "./ec2ClassMigration.ts";
import { poolRequiring } from "./examples.ts";

const prefix = "karpenter.k8s.aws/";

export const awsLeftovers: Rule = {
  id: "aws-leftovers",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay", "other"],
  severity: "error",
  summary: "Kinds and labels of Karpenter for AWS mean nothing on AKS.",
  why: "No machine of Azure has a label of `karpenter.k8s.aws/`: Karpenter takes it for a label of your own, puts it on nodes of any size, and restricts nothing by it. CPU, memory, GPU counts and makers have counterparts with the same units; families have others, with other names. EC2NodeClass and AWSNodeTemplate become an AKSNodeClass, which has none of their fields.",
  example: {
    bad: poolRequiring("karpenter.k8s.aws/instance-cpu Gt '3'"),
    good: poolRequiring("karpenter.azure.com/sku-cpu Gt '3'"),
  },
  *check(manifest, { schemas }) {
    if (awsKinds.has(manifest.kind) && /^karpenter\.(k8s\.aws|sh)\//.test(manifest.apiVersion))
      yield {
        at: ["kind"],
        message: `${manifest.kind} describes nodes on AWS: on AKS write an AKSNodeClass of karpenter.azure.com/v1beta1.`,
        fixes: [
          {
            title: "Make it an AKSNodeClass, and comments of what only AWS has",
            edits: ec2ClassToAks(manifest, schemas),
          },
        ],
      };
    yield* referenceFindings(manifest);
    for (const { key, path } of requirementsOf(manifest))
      if (key?.startsWith(prefix)) yield requirementFinding(manifest, key, path);
    for (const { key, path } of templateLabelsOf(manifest))
      if (key.startsWith(prefix)) yield labelFinding(manifest, key, path);
  },
};

/** Kind and group are one finding, and change at once. */
function* referenceFindings(manifest: Manifest): Iterable<RuleFinding> {
  const path = [...nodeSpecPath(manifest), "nodeClassRef"];
  const kind = textAt(manifest, ...path, "kind");
  // A version that is not served is migrated as a whole, and a field that v1 does not know is repaired with the rest.
  const isSaid =
    manifest.crd === undefined ||
    (manifest.crd.version === "v1" && pair(manifest, ...path, "apiVersion") !== undefined);
  if (kind === undefined || !awsKinds.has(kind) || isSaid) return;
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, [...path, "kind"], "AKSNodeClass"));
  if (textAt(manifest, ...path, "group") !== "karpenter.azure.com")
    draft.step((now) => setValue(now, [...path, "group"], "karpenter.azure.com"));
  yield {
    at: [...path, "kind"],
    message: `${kind} is a kind of AWS: refer to an AKSNodeClass of the group karpenter.azure.com.`,
    fixes: [{ title: "Refer to an AKSNodeClass", edits: draft.edits() }],
  };
}

function sentence(key: string, counterpart: AwsCounterpart | undefined): string {
  if (counterpart === undefined)
    return `${key} restricts nothing on Azure: Karpenter takes it for a label of your own. There is no counterpart: remove it.`;
  const more = counterpart.note === undefined ? "" : ` ${counterpart.note}`;
  return `${key} restricts nothing on Azure: Karpenter takes it for a label of your own. Its counterpart is ${counterpart.key}.${more}`;
}

function requirementFinding(manifest: Manifest, key: string, path: Path): RuleFinding {
  const counterpart = ownValue(awsCounterparts, key.slice(prefix.length));
  return {
    at: [...path, "key"],
    message: sentence(key, counterpart),
    fixes: counterpart
      ? [requirementFix(manifest, counterpart, path)]
      : [{ title: "Remove the requirement", edits: remove(manifest, path), preferred: false }],
  };
}

function requirementFix(manifest: Manifest, counterpart: AwsCounterpart, path: Path): RuleFix {
  const title = `Write ${counterpart.key}`;
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, [...path, "key"], counterpart.key));
  const values = draft.json([...path, "values"]);
  for (const [index, value] of (Array.isArray(values) ? values : []).entries()) {
    const right = counterpart.value(String(value));
    if (right === undefined) return { title, edits: [] };
    if (right !== value) draft.step((now) => setValue(now, [...path, "values", index], right));
  }
  return { title, edits: draft.edits(), preferred: counterpart.note === undefined };
}

function labelFinding(manifest: Manifest, key: string, path: Path): RuleFinding {
  const counterpart = ownValue(awsCounterparts, key.slice(prefix.length));
  const value = textAt(manifest, ...path) ?? "";
  const right = counterpart?.value(value);
  const fixes =
    counterpart === undefined
      ? [{ title: "Remove the label", edits: remove(manifest, path), preferred: false }]
      : right !== value
        ? []
        : [
            {
              title: `Rename to ${counterpart.key}`,
              edits: renameKey(manifest, path, counterpart.key),
              preferred: counterpart.note === undefined,
            },
          ];
  return { at: path, onKey: true, message: sentence(key, counterpart), fixes };
}

import { ownValue } from "../../karpenter/ownValue.ts";
import { formatRequirement, operatorOf } from "../../karpenter/requirement.ts";
import { unknownNodeClass } from "../../karpenter/nodeClassFacts.ts";
import { sizeLabelOf } from "../../karpenter/instanceTypes.ts";
import { countSizes, sizeIndexes } from "../../karpenter/sizeSet.ts";
import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFinding, RuleFix } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";
import { memoryInMib } from "./memory-in-mib.ts";
import { leavesNoSize } from "./local-dns-small-sizes.ts";
import { matchOf, statedRequirements } from "./poolSizes.ts";
import type { StatedRequirement } from "./poolSizes.ts";

export const noMatchingSize: Rule = {
  id: "no-matching-size",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "No VM size fits the requirements.",
  why: "Karpenter keeps the VM sizes whose labels fit every requirement, every template label and the AKSNodeClass. When none is left the pool launches nothing, and only an event on the NodePool says that its requirements filtered out all instance types. The finding shows how many sizes each requirement leaves.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-family In D", 'karpenter.azure.com/sku-cpu In "5"'),
    good: poolRequiring(
      "karpenter.azure.com/sku-family In D",
      'karpenter.azure.com/sku-cpu In "4"',
    ),
  },
  crossFile: true,
  *check(manifest, context) {
    const stated = statedRequirements(manifest);
    const match = matchOf(manifest, context);
    if (match === undefined || stated.length === 0 || countSizes(match.possible) > 0) return;
    const alone = stated.filter((one) => isEmptyAlone(manifest, context, one));
    if (alone.some((one) => isOthers(one) && !isForClass(context, one))) return;
    // A slip of the unit is said there; once it is mended, this rule looks again.
    if ([...(memoryInMib.check?.(manifest, context) ?? [])].length > 0) return;
    if (contradictsItself(stated, manifest, context) || leavesNoSize(manifest, context)) return;
    const index = match.steps.findIndex(({ left }) => left === 0);
    const culprit = alone[0] ?? stated[index];
    if (culprit === undefined) return;
    const chain = match.steps.map(
      ({ requirement, left }) => `${formatRequirement(requirement)} leaves ${left}`,
    );
    yield finding(manifest, context, {
      culprit,
      stated,
      message: alone[0]
        ? `No VM size${isForClass(context, culprit) ? " that the AKSNodeClass allows" : ""} has ${formatRequirement(culprit.requirement)}, so nothing is ever launched.`
        : `No VM size fits all requirements, so nothing is ever launched: of ${match.usable} sizes, ${chain.slice(0, index + 1).join(", ")}.`,
      unlisted: match.unlisted,
    });
  },
};

/** Labels whose values other rules look at one by one. */
const hasOwnRule = [
  "karpenter.azure.com/sku-family",
  "karpenter.azure.com/sku-series",
  "karpenter.azure.com/sku-name",
  "node.kubernetes.io/instance-type",
  "karpenter.azure.com/sku-version",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "karpenter.sh/capacity-type",
  "kubernetes.azure.com/cluster",
  "kubernetes.azure.com/mode",
  "karpenter.azure.com/placement-scope",
  "kubernetes.azure.com/os-sku",
  "kubernetes.azure.com/fips_enabled",
  "karpenter.azure.com/sku-gpu-manufacturer",
  "karpenter.azure.com/sku-networking-accelerated",
  "karpenter.azure.com/sku-storage-premium-capable",
  "karpenter.azure.com/sku-storage-ultra-ssd",
];

/** What is larger than the largest, and what excludes all that there is, is no slip that another rule knows. */
function isOthers({ requirement, path }: StatedRequirement): boolean {
  // Those rules look at requirements; of the template's labels this one tells.
  if (path.includes("labels")) return false;
  if (["NotIn", "DoesNotExist"].includes(operatorOf(requirement))) return false;
  const isTooLarge = requirement.gte !== undefined && requirement.key.endsWith("/sku-version");
  return hasOwnRule.includes(requirement.key) && !isTooLarge;
}

function isEmptyAlone(manifest: Manifest, context: RuleContext, one: StatedRequirement): boolean {
  const match = matchOf(manifest, context, [one]);
  return match !== undefined && countSizes(match.possible) === 0;
}

/** There are such sizes, and the class of the pool leaves them out. */
function isForClass({ sizes, region }: RuleContext, { requirement }: StatedRequirement): boolean {
  const query = { requirements: [requirement], nodeClass: unknownNodeClass, cluster: { region } };
  const match = sizes?.match(query);
  return match !== undefined && countSizes(match.possible) > 0;
}

/** Requirements on one key that leave no value are another rule's finding. */
function contradictsItself(
  stated: readonly StatedRequirement[],
  manifest: Manifest,
  context: RuleContext,
): boolean {
  const keys = new Set(stated.map(({ requirement }) => requirement.key));
  return [...keys].some((key) => {
    const same = stated.filter(({ requirement }) => requirement.key === key);
    if (same.some(({ requirement }) => operatorOf(requirement) === "DoesNotExist")) return false;
    const match = same.length > 1 ? matchOf(manifest, context, same) : undefined;
    return match !== undefined && countSizes(match.possible) === 0;
  });
}

interface Verdict {
  readonly culprit: StatedRequirement;
  readonly stated: readonly StatedRequirement[];
  readonly message: string;
  readonly unlisted: boolean;
}

function finding(manifest: Manifest, context: RuleContext, verdict: Verdict): RuleFinding {
  const { culprit, message, unlisted } = verdict;
  return {
    at: culprit.path,
    message: unlisted
      ? `${message} (Sizes newer than our list of ${context.sizes?.table.date ?? ""} may differ.)`
      : message,
    severity: unlisted ? "warning" : "error",
    fixes: [
      ...nearestNumber(manifest, context, verdict),
      {
        title: `Remove ${formatRequirement(culprit.requirement)}`,
        edits: remove(manifest, culprit.path),
        preferred: false,
      },
    ],
  };
}

/** The nearest number of vCPUs or MiB that a size has which fits all else. */
function nearestNumber(manifest: Manifest, context: RuleContext, verdict: Verdict): RuleFix[] {
  const { culprit, stated } = verdict;
  const written = requirementsOf(manifest).find(({ path }) => path.join() === culprit.path.join());
  const typed = Number(written?.values[0]?.text);
  const { key } = culprit.requirement;
  const label = ownValue(sizeLabelOf, key);
  if (
    written?.operator !== "In" ||
    written.values.length !== 1 ||
    label === undefined ||
    !/sku-(cpu|memory)$/.test(key) ||
    Number.isNaN(typed)
  )
    return [];
  const match = matchOf(
    manifest,
    context,
    stated.filter((one) => one !== culprit),
  );
  const rows = context.sizes?.table.rows ?? [];
  const counts = sizeIndexes(match?.possible ?? new Uint32Array()).flatMap((index) => {
    const size = rows[index];
    return size ? label(size).sure.map(Number) : [];
  });
  const best = counts.reduce<number | undefined>(
    (near, count) =>
      near === undefined || Math.abs(count - typed) < Math.abs(near - typed) ? count : near,
    undefined,
  );
  if (best === undefined) return [];
  return [
    {
      title: `Write ${best}`,
      edits: setValue(manifest, [...written.path, "values", 0], String(best)),
    },
  ];
}

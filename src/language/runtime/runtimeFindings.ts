import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { listedValues } from "../../karpenter/listedValues.ts";
import { isValidLabelValue } from "../../karpenter/names.ts";
import { nodeClassProblems } from "../../karpenter/nodeClassStatus.ts";
import type { RuntimeProblem } from "../../karpenter/runtimeProblem.ts";
import { validateNodeOverlay, validateNodePool } from "../../karpenter/runtimeValidation.ts";
import { remove, setValue } from "../edit/edit.ts";
import { splitItem } from "../edit/splitItem.ts";
import type { Finding, Fix } from "../finding.ts";
import { rangeOf } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import { fix } from "../schema/explain/explanation.ts";
import { labelValueMeant } from "../schema/explain/metadata.ts";
import { nodeAt, stringOf, toJson, valueOf } from "../yaml/node.ts";
import type { Json, Path } from "../yaml/node.ts";

/**
 * The fifth layer: what Karpenter's controllers write into the status once the API server has accepted the object.
 * The server's field is the condition that turns False. Partial objects are judged by what they say: nothing here
 * speaks of what lacks.
 */
export function runtimeFindings(manifest: Manifest): readonly Finding[] {
  const spec = valueOf(manifest.root, "spec");
  if (manifest.crd === undefined || spec?.kind !== "map") return [];
  const json = toJson(spec);
  switch (`${manifest.crd.kind}/${manifest.crd.version}`) {
    case "NodePool/v1":
      return validateNodePool(json)
        .flatMap((problem) => findings(manifest, problem))
        .filter((one) => !manifest.partial || !isLack(one));
    case "NodeOverlay/v1alpha1":
      return validateNodeOverlay(json).flatMap((problem) => findings(manifest, problem));
    case "AKSNodeClass/v1alpha2":
    case "AKSNodeClass/v1beta1":
      return classFindings(manifest, json);
    default:
      return [];
  }
}

/** What a patch leaves out stands in the object that it patches. */
function isLack({ server }: Finding): boolean {
  return /unsupported operator {2}not in|must have (a value|a single positive|at least minimum)/.test(
    server?.message ?? "",
  );
}

/** One finding per cause, each with the whole message of the condition's part. */
function findings(manifest: Manifest, problem: RuntimeProblem): Finding[] {
  return (problem.causes ?? [problem]).map((cause) =>
    finding(manifest, cause.path, {
      condition: "ValidationSucceeded",
      message: problem.message,
      cause: cause.message,
    }),
  );
}

function classFindings(manifest: Manifest, spec: Json): Finding[] {
  return nodeClassProblems(spec).map(({ condition, message, path }) =>
    finding(manifest, path, { condition, message, cause: message }),
  );
}

interface Words {
  readonly condition: string;
  readonly message: string;
  readonly cause: string;
}

function finding(manifest: Manifest, path: Path, { condition, message, cause }: Words): Finding {
  return {
    rule: "controller-validation",
    layer: "runtime",
    severity: "error",
    message: `The API server accepts this, but Karpenter then sets ${condition} to False and launches nothing: ${cause}.`,
    path,
    range: rangeOf(manifest, path),
    server: { field: condition, message },
    fixes: valueFixes(manifest, path),
  };
}

/** A value of a requirement that no label can have: the same text as a label may have it, as for labels in metadata. */
function valueFixes(manifest: Manifest, path: Path): readonly Fix[] {
  const requirement = path.slice(0, -2);
  const operator = stringOf(nodeAt(manifest.root, [...requirement, "operator"]));
  if (path.at(-2) === "values" && (operator === "Exists" || operator === "DoesNotExist"))
    return fix("Remove the values", remove(manifest, [...requirement, "values"]));
  const text = path.at(-2) === "values" ? stringOf(nodeAt(manifest.root, path)) : undefined;
  if (text === undefined) return [];
  const key = stringOf(nodeAt(manifest.root, [...requirement, "key"])) ?? "";
  const listed = listedValues(key, text);
  if (listed) return fix(`Make it ${listed.join(", ")}`, splitItem(manifest, path, listed));
  const meant = labelValueMeant(text);
  const words = text.trim().split(/[\s,;|]+/);
  if (words.length > 1 && words.every((word) => isValidLabelValue(word).length === 0))
    return labelMeaning(normalizeKey(key)) || meant === undefined
      ? []
      : [
          // A blank may stand within a name, a comma stands between two.
          ...fix(`Write ${meant}`, setValue(manifest, path, meant), !/[,;|]/.test(text)),
          ...fix(`Make it ${words.join(", ")}`, splitItem(manifest, path, words), false),
        ];
  return meant === undefined ? [] : fix(`Write ${meant}`, setValue(manifest, path, meant));
}

import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { RuleFinding } from "../rule.ts";
import { itemsOf, toJson } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { isKarpenter, karpenterDeployment } from "./karpenterDeployment.ts";

/** A Deployment of Karpenter that sets its feature gates so; for the examples of rules. */
export function deploymentWithGates(gates: string): string {
  return `${karpenterDeployment}          env:
            - name: FEATURE_GATES
              value: ${gates}
`;
}

/**
 * The places where a workload that runs Karpenter sets FEATURE_GATES and leaves `gate` off, each with the fix that
 * switches it on. Where the variable is not set at all nothing is known: the image may have been built with it.
 */
export function* missingGate(
  manifest: Manifest,
  { gate, message }: { readonly gate: string; readonly message: string },
): Generator<RuleFinding> {
  if (!isKarpenter(toJson(manifest.root))) return;
  for (const path of gatePaths(manifest)) {
    const text = textAt(manifest, ...path);
    // A value from somewhere else may say anything.
    if (text === undefined) continue;
    const gates = gatesOf(text);
    if (isOn.test(gates.findLast(([name]) => name === gate)?.[1] ?? "")) continue;
    const others = gates.filter(([name]) => name !== gate);
    const right = [...others, [gate, "true"]].map((pair) => pair.join("=")).join(",");
    const edits = setValue(manifest, path, right);
    yield { at: path, message, fixes: [{ title: `Switch ${gate} on`, edits }] };
  }
}

/** What Go's strconv.ParseBool takes for true. */
const isOn = /^(?:1|t|T|TRUE|true|True)$/;

/** Names and values as Karpenter reads them (k8s.io/component-base cli/flag/map_string_bool.go): the last of a name counts. */
function gatesOf(text: string): readonly (readonly [string, string])[] {
  return text
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name.trim(), value.join("=").trim()] as const;
    });
}

function gatePaths(manifest: Manifest): Path[] {
  const containers = ["spec", "template", "spec", "containers"];
  return itemsOf(at(manifest, ...containers)).flatMap((_, index) => {
    const env = [...containers, index, "env"];
    return itemsOf(at(manifest, ...env)).flatMap((__, position) =>
      textAt(manifest, ...env, position, "name") === "FEATURE_GATES"
        ? [[...env, position, "value"]]
        : [],
    );
  });
}

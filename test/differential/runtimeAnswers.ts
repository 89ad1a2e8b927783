import { nodeClassProblems } from "../../src/karpenter/nodeClassStatus.ts";
import { recordOf } from "../../src/karpenter/plain.ts";
import { joinProblems } from "../../src/karpenter/runtimeProblem.ts";
import type { RuntimeProblem } from "../../src/karpenter/runtimeProblem.ts";
import { validateNodeOverlay, validateNodePool } from "../../src/karpenter/runtimeValidation.ts";
import type { FileFinding } from "../../src/language/index.ts";
import { serviceFor, workspaceOf } from "../unit/language/service.ts";
import { inOrder, readyOf, satisfied } from "./conditions.ts";
import type { Condition } from "./conditions.ts";
import { clusterFacts } from "./runtimeQuestions.ts";

const dependents = [
  "ImagesReady",
  "KubernetesVersionReady",
  "LocalDNSReady",
  "SubnetsReady",
  "ValidationSucceeded",
];

/** The types of the conditions of an AKSNodeClass. */
export const classTypes: readonly string[] = [...dependents, "Ready"];

/** A manifest of an AKSNodeClass as JSON. */
export function classManifest(name: string, spec: unknown): string {
  const apiVersion = "karpenter.azure.com/v1beta1";
  return JSON.stringify({ apiVersion, kind: "AKSNodeClass", metadata: { name }, spec });
}

/** A manifest of a NodePool as JSON. */
export function poolManifest(name: string, spec: unknown): string {
  const apiVersion = "karpenter.sh/v1";
  return JSON.stringify({ apiVersion, kind: "NodePool", metadata: { name }, spec });
}

/** A manifest of a NodeOverlay as JSON. */
export function overlayManifest(name: string, spec: unknown): string {
  const apiVersion = "karpenter.sh/v1alpha1";
  return JSON.stringify({ apiVersion, kind: "NodeOverlay", metadata: { name }, spec });
}

/** Whether Karpenter on AKS looks at a NodePool: whether it names an AKSNodeClass. */
export function isServed(spec: unknown): boolean {
  const inner = recordOf(recordOf(recordOf(spec).template).spec);
  const { group, kind } = recordOf(inner.nodeClassRef);
  return group === "karpenter.azure.com" && kind === "AKSNodeClass";
}

/** The conditions that the controllers give an AKSNodeClass, as we foresee them for the test cluster. */
export function classAnswer(spec: unknown): readonly Condition[] {
  const problems = nodeClassProblems(spec, clusterFacts);
  const conditions = dependents.map((type): Condition => {
    const problem = problems.find(({ condition }) => condition === type);
    if (!problem) return satisfied(type);
    return { type, status: "False", reason: problem.reason, message: problem.message };
  });
  return [...conditions, readyOf(conditions)];
}

/**
 * The conditions of a NodePool, given those of the class it names; undefined: there is none. A pool that names anything
 * but an AKSNodeClass gets no condition at all.
 */
export function poolAnswer(spec: unknown, ready: Condition | undefined): readonly Condition[] {
  if (!isServed(spec)) return [];
  const validation = validationOf(validateNodePool(spec), "NodePoolValidationFailed");
  const conditions = [classReady(ready), validation];
  return [...conditions, readyOf(conditions)];
}

/** The conditions of a NodeOverlay that no other one contradicts, where Karpenter's feature gate for overlays is on. */
export function overlayAnswer(spec: unknown): readonly Condition[] {
  const validation = validationOf(validateNodeOverlay(spec), "RuntimeValidation");
  return [validation, readyOf([validation])];
}

function validationOf(problems: readonly RuntimeProblem[], reason: string): Condition {
  const type = "ValidationSucceeded";
  if (problems.length === 0) return satisfied(type);
  return { type, status: "False", reason, message: joinProblems(problems) };
}

function classReady(ready: Condition | undefined): Condition {
  const type = "NodeClassReady";
  if (ready?.status === "True") return satisfied(type);
  const { reason, message } = ready ?? {
    reason: "NodeClassNotFound",
    message: "NodeClass not found on cluster",
  };
  return { type, status: "False", reason, message };
}

/** What the editor shows of a manifest, among all classes that are there. */
export function findingsOf(manifest: string, classes: readonly string[]): readonly FileFinding[] {
  const files = [manifest, ...classes].map((text, index) => service.read(`${index}.yaml`, text));
  const [file] = files;
  return file ? service.validate(file, workspaceOf(...files)) : [];
}

const service = serviceFor();

/** Whether a condition follows from the network of the cluster, which no manifest tells. */
export function needsCluster(message: string): boolean {
  return /^(custom subnet cannot be|vnetSubnetID does not match)/.test(message);
}

/**
 * What the runtime layer's findings say and the failed conditions do not, and what is left of the conditions'
 * messages without the words of the findings. A condition joins the messages of its problems with "; ".
 */
export function unsaid(
  findings: readonly FileFinding[],
  failed: readonly Condition[],
): readonly string[] {
  const words = findings.flatMap(({ layer, server }) =>
    layer === "runtime" && server ? [{ field: server.field, said: inOrder(server.message) }] : [],
  );
  const longestFirst = words.sort((a, b) => b.said.length - a.said.length);
  const extra = words.filter(
    ({ field, said }) =>
      !failed.some(({ type, message }) => type === field && inOrder(message).includes(said)),
  );
  const rest = failed.map(({ type, message }) =>
    longestFirst.reduce(
      (left, { field, said }) => (field === type ? left.replaceAll(said, "") : left),
      inOrder(message),
    ),
  );
  return [...extra.map(({ said }) => said), ...rest.filter((left) => !/^(; )*$/.test(left))];
}

import { conditionIn, truthIn } from "../disable/snapshot/conditions.ts";
import { conditionWords, readinessProblems } from "../view/contents/conditionWords.ts";
import type { Condition, ObjectMeta } from "../disable/snapshot/kubernetesObjects.ts";
import { neededDefinitions, type NapEvidence } from "./napEvidence.ts";

/** One thing that must be so before NAP works. */
export interface VerifiedPoint {
  readonly id: "definitions" | "node-classes" | "node-pools";
  readonly title: string;
  readonly result: "ok" | "waiting" | "bad" | "unknown";
  /** What was seen, in words. */
  readonly text: string;
}

/** Whether NAP works in the cluster, whatever Azure said about the operation. */
export interface Verification {
  /** The worst of the points; `waiting` may still become `ok` by itself. */
  readonly result: VerifiedPoint["result"];
  /** One sentence for the user. */
  readonly statement: string;
  readonly points: readonly VerifiedPoint[];
}

/**
 * Judges what the cluster shows after NAP was enabled. AKS has reported success without installing Karpenter in the
 * past (AKS release of 2026-05-29), so the cluster itself is asked.
 * @param defaultNodePools whether AKS was to create the default NodePools
 */
export function verifyNap(
  evidence: NapEvidence,
  { defaultNodePools }: { readonly defaultNodePools: "Auto" | "None" },
): Verification {
  const definitions = definitionsPoint(evidence);
  const points =
    definitions.result === "ok"
      ? [
          definitions,
          nodeClassesPoint(evidence, defaultNodePools),
          nodePoolsPoint(evidence, defaultNodePools),
        ]
      : [definitions];
  const worst = order.find((result) => points.some((point) => point.result === result)) ?? "ok";
  return { result: worst, statement: statementOf(worst, points), points };
}

const order = ["bad", "unknown", "waiting", "ok"] as const;

function statementOf(result: VerifiedPoint["result"], points: readonly VerifiedPoint[]): string {
  const seen = points
    .filter((point) => point.result === result)
    .map(({ text }) => text.replace(/\.$/, ""));
  switch (result) {
    case "ok":
      return "Node auto-provisioning works: " + seen.join("; ") + ".";
    case "waiting":
      return `Node auto-provisioning is not ready yet: ${seen.join("; ")}.`;
    case "bad":
      return `Node auto-provisioning does not work: ${seen.join("; ")}.`;
    case "unknown":
      return `Whether node auto-provisioning works cannot be seen from here: ${seen.join("; ")}.`;
  }
}

function definitionsPoint({ definitions, problems }: NapEvidence): VerifiedPoint {
  const point = { id: "definitions", title: "Karpenter's kinds are installed" } as const;
  const known = new Map(definitions.map((one) => [one.name, one]));
  const states = neededDefinitions.map((name) => ({ name, one: known.get(name) }));
  const missing = states.filter(({ one }) => one?.isServed === false).map(({ name }) => name);
  if (missing.length > 0)
    return {
      ...point,
      result: "waiting",
      text: `the API server does not know ${missing.join(", ")}`,
    };
  const pending = states.filter(({ one }) => one?.isEstablished === false).map(({ name }) => name);
  if (pending.length > 0)
    return { ...point, result: "waiting", text: `${pending.join(", ")} not yet established` };
  if (states.some(({ one }) => one?.isServed === undefined))
    return { ...point, result: "unknown", text: problems[0]?.text ?? "the API server did not say" };
  return { ...point, result: "ok", text: "its kinds are installed" };
}

interface Judged {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Without default NodePools nothing is known to make a class, and nothing needs one: none is waited for. */
function nodeClassesPoint(
  { nodeClasses, problems }: NapEvidence,
  defaultNodePools: "Auto" | "None",
): VerifiedPoint {
  const point = { id: "node-classes", title: "AKSNodeClasses are ready" } as const;
  if (nodeClasses === undefined) return { ...point, ...unread(problems, "aksnodeclasses") };
  if (nodeClasses.length === 0) {
    const result = defaultNodePools === "None" ? "ok" : "waiting";
    return { ...point, result, text: "there is no AKSNodeClass" };
  }
  return { ...point, ...readiness(nodeClasses, "AKSNodeClass", "AKSNodeClasses") };
}

function nodePoolsPoint(
  { nodePools, problems }: NapEvidence,
  defaultNodePools: "Auto" | "None",
): VerifiedPoint {
  const point = { id: "node-pools", title: "NodePools are ready" } as const;
  if (nodePools === undefined) return { ...point, ...unread(problems, "nodepools") };
  if (nodePools.length > 0) return { ...point, ...readiness(nodePools, "NodePool", "NodePools") };
  return defaultNodePools === "None"
    ? {
        ...point,
        result: "ok",
        text: "there is no NodePool, as you chose: create one to get nodes",
      }
    : { ...point, result: "waiting", text: "the default NodePools are not there yet" };
}

function unread(
  problems: NapEvidence["problems"],
  plural: string,
): Pick<VerifiedPoint, "result" | "text"> {
  const problem = problems.find(({ action }) => action.resource.startsWith(`${plural}.`));
  return { result: "unknown", text: problem?.text ?? `${plural} could not be read` };
}

function readiness(
  objects: readonly Judged[],
  one: string,
  many: string,
): Pick<VerifiedPoint, "result" | "text"> {
  const refused = objects.filter(({ status }) => truthIn(status?.conditions, "Ready") === false);
  const open = objects.filter(({ status }) => truthIn(status?.conditions, "Ready") === undefined);
  const named = (all: readonly Judged[]) =>
    all.map((object) => `${one} ${object.metadata.name}: ${whyNot(object)}`).join("; ");
  if (refused.length > 0) return { result: "bad", text: named(refused) };
  if (open.length > 0) return { result: "waiting", text: named(open) };
  return { result: "ok", text: `${objects.length} ${objects.length === 1 ? one : many} ready` };
}

function whyNot({ status }: Judged): string {
  const problems = readinessProblems(status?.conditions);
  if (problems.length > 0) return problems.join(", ");
  const ready = conditionIn(status?.conditions, "Ready");
  return ready === undefined ? "not judged yet" : conditionWords(ready);
}

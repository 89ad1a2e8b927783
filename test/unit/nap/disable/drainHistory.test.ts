import assert from "node:assert/strict";
import { drainHistory } from "../../../../src/nap/disable/drainHistory.ts";
import { progressOf, sampleOf, viewDrain } from "../../../../src/nap/disable/drainView.ts";
import { keptSample } from "../../../../src/nap/disable/keptSample.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import type { ClusterEvent } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import { claim, napNode, nodePool, snapshot } from "./objects.ts";

const minute = 60_000;
const nowMs = Date.parse("2026-11-22T09:00:00Z");
const ago = (minutes: number): string => new Date(nowMs - minutes * minute).toISOString();

function drifted(name: string, minutes: number): NodeClaim {
  const one = claim(name);
  const condition = { type: "Drifted", status: "True", lastTransitionTime: ago(minutes) };
  return { ...one, status: { ...one.status, conditions: [condition] } };
}

function gone(name: string, minutes: number, kind = "NodeClaim"): ClusterEvent {
  const involvedObject = { kind, name };
  return { involvedObject, reason: "DisruptionTerminating", lastTimestamp: ago(minutes) };
}

/** A NodePool that was tainted so many minutes ago. */
function tainted(minutes: number): NodePool {
  const pool = nodePool("default");
  const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
  const fields = { "f:spec": { "f:template": { "f:spec": { "f:taints": {} } } } };
  const managedFields = [{ manager: "aks-nap", time: ago(minutes), fieldsV1: fields }];
  const template = { spec: { ...pool.spec.template.spec, taints } };
  return { metadata: { ...pool.metadata, managedFields }, spec: { ...pool.spec, template } };
}

/** The progress that a window sees which has just been opened. */
function progress(
  nodeClaims: readonly NodeClaim[],
  events: readonly ClusterEvent[] = [],
  pool = tainted(300),
) {
  const nodes = nodeClaims.map(({ metadata }) => napNode(metadata.name));
  const parts = { nodePools: [pool], nodes, nodeClaims, events };
  const state = stateOf(snapshot({ ...parts, takenAt: ago(0) }));
  const drain = viewDrain(state);
  const samples = keptSample(drainHistory(state.inventory, drain), sampleOf(drain, nowMs));
  return progressOf(samples, 15);
}

describe("a drain that was under way when the window was opened", () => {
  it("has the time, the rate and the end that the cluster tells", () => {
    const events = [
      gone("a", 25),
      gone("b", 12),
      gone("b", 11),
      gone("c", 5),
      gone("n", 4, "Node"),
    ];
    assert.deepEqual(progress([drifted("c", 29), drifted("d", 30)], events), {
      startMs: nowMs - 30 * minute,
      gone: 2,
      left: 2,
      nodesPerHour: 4,
      estimatedEndMs: nowMs + 30 * minute,
      lastProgressMs: nowMs - 4 * minute,
      isStuck: false,
      isDone: false,
    });
  });

  it("is stuck at once when nothing has moved for so long", () => {
    const { isStuck, lastProgressMs, nodesPerHour } = progress([drifted("a", 40)]) ?? {};
    assert.deepEqual(
      [isStuck, lastProgressMs, nodesPerHour],
      [true, nowMs - 40 * minute, undefined],
    );
  });

  it("reckons its rate by the hour of which events are kept", () => {
    const {
      startMs,
      gone: count,
      nodesPerHour,
    } = progress([drifted("z", 300)], [gone("a", 200), gone("b", 50), gone("c", 10)]) ?? {};
    assert.deepEqual([startMs, count, nodesPerHour], [nowMs - 300 * minute, 2, 2]);
  });

  it("does not count drift that is older than the taint", () => {
    const { startMs, isStuck } = progress([drifted("a", 500)], [], tainted(2)) ?? {};
    assert.deepEqual([startMs, isStuck], [nowMs - 2 * minute, false]);
  });

  it("begins with the first look where nobody says when the taint was written", () => {
    const { startMs } = progress([drifted("a", 500)], [], nodePool("default")) ?? {};
    assert.equal(startMs, nowMs);
  });

  it("begins with the first look while nothing has drifted", () => {
    const { startMs, isStuck } = progress([claim("a")]) ?? {};
    assert.deepEqual([startMs, isStuck], [nowMs, false]);
  });
});

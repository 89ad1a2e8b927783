import assert from "node:assert/strict";
import { changeMode } from "../../../src/azure/changeMode.ts";
import type { Outcome } from "../../../src/nap/enable/outcome.ts";
import type { TestAzure } from "../../emulator/client.ts";
import type { Fault } from "../../emulator/faults.ts";
import { asText, at } from "../../emulator/json.ts";
import type { AzureState } from "../../emulator/state.ts";
import { requestFaults as faults } from "./requestFaults.ts";
import { accessTo, withCluster } from "./standIn.ts";

/** The requests of an undisturbed run, in order: GET, PUT, polls, GET. */
const requests = ["the first GET", "the PUT", "the first poll", "a later poll", "the last GET"];
const skips: Readonly<Record<string, Pick<Fault, "path" | "method" | "skip">>> = {
  "the first GET": { method: "GET", path: "managedClusters/demo\\?" },
  "the PUT": { method: "PUT", path: "managedClusters/demo\\?" },
  "the first poll": { method: "GET", path: "/operations/" },
  "a later poll": { method: "GET", path: "/operations/", skip: 2 },
  "the last GET": { method: "GET", path: "managedClusters/demo\\?", skip: 1 },
};

describe("a change of mode under faults", () => {
  let azure: TestAzure;
  let id: string;
  let fresh: AzureState;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
    fresh = started.getState();
  });

  /** What the stand-in really holds when nothing disturbs the look any more. */
  function reality() {
    const cluster = azure.getState().clusters[id.toLowerCase()];
    return {
      mode: asText(at(cluster, "properties", "nodeProvisioningProfile", "mode")) || "Manual",
      state: asText(at(cluster, "properties", "provisioningState")),
      puts: azure.recorder.requests(/^PUT/).filter(({ status }) => status === 200 || status === 0)
        .length,
    };
  }

  /** Fails where an outcome claims what is not so. */
  function assertTrue(outcome: Outcome, real: ReturnType<typeof reality>): void {
    const { truth, statement, kind } = outcome;
    if (truth.isKnown) {
      assert.equal(truth.mode, real.mode, statement);
      assert.equal(truth.provisioningState, real.state, statement);
      assert.ok(statement.includes(`Azure shows mode ${real.mode}`), statement);
    } else {
      assert.match(statement, /is not known\.$/);
    }
    switch (kind) {
      case "changed":
        assert.deepEqual([real.mode, real.state], ["Auto", "Succeeded"], statement);
        break;
      case "already":
        assert.equal(real.mode, "Auto", statement);
        break;
      case "refused":
      case "conflict":
      case "not-sent":
      case "interrupted":
        assert.equal(real.mode, "Manual", statement);
        break;
      case "failed":
        assert.notEqual(real.state, "Succeeded", statement);
        break;
      case "unverified":
      case "unknown":
        assert.match(statement, /is not known|reports/);
        break;
      case "cancelled":
        assert.fail("nobody cancelled");
    }
  }

  async function run(fault: Fault): Promise<Outcome> {
    azure.setState(() => ({ ...fresh, faults: [fault] }));
    azure.recorder.clear();
    return changeMode(accessTo(azure), { id, change: { mode: "Auto" } });
  }

  for (const name of requests) {
    for (const [what, fault] of Object.entries(faults)) {
      for (const times of [1, undefined]) {
        const often = times === undefined ? "always" : "once";
        it(`ends truly when ${name} ${what}, ${often}`, async () => {
          const place = skips[name] ?? { path: "" };
          const outcome = await run({ ...fault, ...place, ...(times && { times }) });
          assertTrue(outcome, reality());
        });
      }
    }
  }

  it("ends well when any one read is disturbed in passing", async () => {
    const passing = [
      "is cut before it arrives",
      "is cut before the answer",
      "gets 429",
      "gets 503",
    ];
    for (const name of requests.filter((one) => one !== "the PUT")) {
      for (const what of passing) {
        const outcome = await run({ ...faults[what], ...(skips[name] ?? { path: "" }), times: 1 });
        assert.equal(outcome.kind, "changed", `${name} ${what}: ${outcome.statement}`);
      }
    }
  });

  it("ends truly when the whole network goes at any request and stays away", async () => {
    for (let skip = 0; skip < 8; skip += 1) {
      const outcome = await run({ path: ".", drop: "before", skip });
      assertTrue(outcome, reality());
    }
  });

  it("never sends two changes that Azure may both have taken", async () => {
    for (const fault of Object.values(faults)) {
      await run({ ...fault, ...(skips["the PUT"] ?? { path: "" }), times: 1 });
      const accepted = Object.values(azure.getState().operations).filter(
        ({ kind }) => kind === "update managed cluster",
      );
      assert.ok(accepted.length <= 1);
    }
  });
});

import assert from "node:assert/strict";
import { abortText } from "../../../../src/nap/enable/abortText.ts";
import type { NapEvidence } from "../../../../src/nap/enable/napEvidence.ts";
import { neededDefinitions } from "../../../../src/nap/enable/napEvidence.ts";
import { registrationText } from "../../../../src/nap/enable/registrationText.ts";
import { overtaken, verifiedMessage } from "../../../../src/nap/enable/verifiedText.ts";
import { waitForNap } from "../../../../src/nap/enable/waitForNap.ts";

const failure = {
  kind: "conflict",
  request: "POST abort",
  status: 409,
  message: "No operation is in progress.",
  changed: "no",
} as const;
const truth = {
  isKnown: true,
  mode: "Auto",
  defaultNodePools: "",
  provisioningState: "Canceled",
} as const;

function evidence(ready: "True" | "False" | "Unknown"): NapEvidence {
  const status = { conditions: [{ type: "Ready", status: ready, reason: "SubnetsNotFound" }] };
  const object = { metadata: { name: "default" }, status };
  return {
    definitions: neededDefinitions.map((name) => ({
      name,
      isServed: true,
      isEstablished: true,
      metadata: undefined,
    })),
    // Only conditions and names are looked at.
    nodeClasses: [object],
    nodePools: [object] as unknown as NapEvidence["nodePools"],
    deployments: [],
    problems: [],
  };
}

/** What comes of looks that show one thing after the other, the last one for ever. */
async function looked(...shown: readonly ("True" | "False" | "Unknown" | "cut")[]) {
  let looks = 0;
  const { result } = await waitForNap({
    read: () => {
      looks += 1;
      const now = shown[looks - 1] ?? shown.at(-1) ?? "Unknown";
      return now === "cut" ? Promise.reject(new Error("cut")) : Promise.resolve(evidence(now));
    },
    pause: () => Promise.resolve(),
    defaultNodePools: "Auto",
  });
  return [result, looks];
}

describe("looking whether Karpenter works", () => {
  it("ends when it does, and gives up after some minutes", async () => {
    assert.deepEqual(await looked("Unknown", "Unknown", "True"), ["ok", 3]);
    assert.deepEqual(await looked("Unknown"), ["waiting", 30]);
  });

  it("takes a refusal for one when it has stayed", async () => {
    assert.deepEqual(await looked("False"), ["bad", 3]);
    assert.deepEqual(await looked("False", "False", "Unknown", "False", "True"), ["ok", 5]);
  });

  it("goes on when the cluster is out of reach for a moment, and fails when it stays so", async () => {
    assert.deepEqual(await looked("cut", "cut", "Unknown", "cut", "True"), ["ok", 5]);
    await assert.rejects(looked("cut"), /cut/);
    await assert.rejects(looked("Unknown", "cut"), /cut/);
  });

  it("is told as a warning wherever it was not seen to work", () => {
    const seen = (["ok", "waiting", "bad", "unknown"] as const).map((result) =>
      verifiedMessage("", { kind: "seen", verification: { result, statement: "Seen." } }),
    );
    assert.deepEqual(
      seen.map(({ isWarning, text }) => [isWarning, text]),
      [
        [false, "Seen."],
        [true, "Seen."],
        [true, "Seen."],
        [true, "Seen."],
      ],
    );
    const unseen = verifiedMessage("It is on.", { kind: "unseen", reason: "No way there." });
    assert.equal(unseen.isWarning, true);
    assert.match(unseen.text, /^It is on\. .*could not be looked into: No way there\.$/);
    assert.equal(verifiedMessage("", { kind: "left" }).isWarning, false);
  });

  it("is over where the mode has been changed since", () => {
    assert.equal(overtaken(truth), undefined);
    assert.equal(overtaken({ isKnown: false, failure }), undefined);
    assert.match(overtaken({ ...truth, mode: "Manual" }) ?? "", /Azure shows mode Manual/);
  });
});

describe("the statement after an abort", () => {
  it("tells its end, also that of one that failed, then what Azure shows", () => {
    const texts = [
      abortText({ status: "Succeeded" }, truth),
      abortText({ status: "Failed", code: "Busy", message: "Too late." }, truth),
      abortText({ status: "lost", failure }, truth),
      abortText({ status: "not-taken", failure }, truth),
      abortText({ status: "not-taken", failure: { ...failure, changed: "maybe" } }, truth),
      abortText({ status: "left" }, truth),
    ];
    const heads = [
      /^The operation was aborted\./,
      /^Azure could not abort the operation: Too late \(Busy\)\./,
      /^How the abort ended is not known: No operation/,
      /^The operation was not aborted\. .*No operation is in progress/,
      /^Whether Azure has taken the abort is not known: No operation/,
      /^No longer waiting for the abort; it goes on in Azure\./,
    ];
    for (const [index, head] of heads.entries()) {
      assert.match(texts[index] ?? "", head);
      assert.match(texts[index] ?? "", /Azure shows mode Auto, but .* ended as Canceled/);
    }
  });
});

describe("the statement about a registration", () => {
  it("claims no more than was seen", () => {
    const maybe = { ...failure, changed: "maybe" } as const;
    const told = (end: Parameters<typeof registrationText>[1]) => registrationText("A/b", end);
    assert.match(told({ kind: "registered" }), /A\/b is registered/);
    assert.match(
      told({ kind: "open", state: "Pending" }),
      /shows Pending: it is not registered yet/,
    );
    assert.match(
      told({ kind: "open", state: "Registered", provider: "Registering" }),
      /is registered, but its provider is Registering/,
    );
    assert.match(told({ kind: "cancelled", isTaken: true }), /taken .* goes on with it/);
    assert.match(told({ kind: "cancelled", isTaken: false }), /is not known/);
    assert.match(told({ kind: "failed", isTaken: false, failure }), /^A\/b was not registered\./);
    assert.match(told({ kind: "failed", isTaken: false, failure: maybe }), /^Whether .* not known/);
    assert.match(told({ kind: "failed", isTaken: true, failure }), /how it ended is not known/);
  });
});

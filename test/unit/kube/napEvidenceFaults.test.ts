import assert from "node:assert/strict";
import { neededDefinitions } from "../../../src/nap/enable/napEvidence.ts";
import { waitForNap } from "../../../src/nap/enable/waitForNap.ts";
import { accessFromText, type ClusterAccess } from "../../../src/kube/access.ts";
import { readNapEvidence } from "../../../src/kube/readNapEvidence.ts";
import { named, page, startFakeApi, status, type Answer, type FakeApi } from "./fakeApi.ts";

const cut: Answer = (response) => void response.destroy();
/** What can happen to one request. */
const faults: Readonly<Record<string, Answer>> = {
  "is cut": cut,
  "gets 401": status(401, "Unauthorized"),
  "gets 403": status(403, "Forbidden", "forbidden: User cannot look"),
  "gets 409": status(409, "Conflict"),
  "gets 429": { status: 429, body: { kind: "Status", code: 429 }, headers: { "retry-after": "0" } },
  "gets 500": status(500, "InternalError"),
  "gets 503": status(503, "ServiceUnavailable"),
  "gets a page of the hotel": { body: "<html>Please log in</html>" },
};

const needed = [
  ["/apis/karpenter.sh/v1", ["nodepools", "nodeclaims"]],
  ["/apis/karpenter.azure.com/v1beta1", ["aksnodeclasses"]],
] as const;

describe("looking whether Karpenter works, under faults", () => {
  let api: FakeApi;
  let access: ClusterAccess;
  let isReady: boolean;
  let faultAt: (path: string) => Answer | undefined;
  const pathsSeen = () => [...new Set(api.seen.map(({ path }) => path))];

  before(async () => {
    api = await startFakeApi(({ path }) => faultAt(path) ?? healthy(path));
    access = accessFromText(api.kubeconfig());
  });
  after(async () => {
    access.close();
    await api.close();
  });

  function healthy(path: string): Answer {
    const kinds = needed.find(([group]) => group === path)?.[1];
    if (kinds !== undefined) return { body: { resources: kinds.map((name) => ({ name })) } };
    if (path.includes("customresourcedefinitions")) {
      const conditions = [{ type: "Established", status: "True" }];
      return { body: named(path.split("/").at(-1) ?? "", "1", { status: { conditions } }) };
    }
    if (path.endsWith("/deployments")) return page([], "1");
    const conditions = [{ type: "Ready", status: isReady ? "True" : "False", reason: "NoSubnet" }];
    return page([named("default", "1", { status: { conditions } })], "1");
  }

  /** What is told in the end: the result, or that the cluster could not be asked. */
  async function told(): Promise<string> {
    const looks = {
      read: () => readNapEvidence(access),
      pause: () => Promise.resolve(),
      defaultNodePools: "Auto",
    } as const;
    return waitForNap(looks).then(
      ({ result }) => result,
      () => "unseen",
    );
  }

  it("finds everything that it needs", async () => {
    [isReady, faultAt] = [true, () => undefined];
    assert.equal(await told(), "ok");
    assert.equal(neededDefinitions.length, 3);
    assert.equal(pathsSeen().length, 9, pathsSeen().join("\n"));
  });

  for (const [what, fault] of Object.entries(faults))
    it(`claims nothing that is not so when any request ${what}, once or always`, async () => {
      for (const path of pathsSeen())
        for (const ready of [true, false])
          for (const times of [1, Infinity]) {
            let left = times;
            isReady = ready;
            faultAt = (asked) => (asked === path && (left -= 1) >= 0 ? fault : undefined);
            const result = await told();
            const so = ready ? "ok" : "bad";
            const isAllowed = [so, "unknown", "unseen"].includes(result);
            assert.equal(isAllowed, true, `${path} ${String(times)}: ${result}, in truth ${so}`);
            if (times === 1 && what !== "gets 403") assert.equal(result, so, path);
          }
    });
});

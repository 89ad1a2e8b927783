import assert from "node:assert/strict";
import { readKubeconfig } from "../../../src/azure/kubeconfig.ts";
import { listClusters } from "../../../src/azure/listClusters.ts";
import { listLocks } from "../../../src/azure/locks.ts";
import { getCluster } from "../../../src/azure/managedClusters.ts";
import { readSurroundings } from "../../../src/azure/readSurroundings.ts";
import { listSubscriptions, listTenants } from "../../../src/azure/subscriptions.ts";
import { allows } from "../../../src/nap/roles.ts";
import type { TestAzure } from "../../emulator/client.ts";
import type { RecordedRequest } from "../../emulator/recorder.ts";
import { accessTo, collect, withCluster } from "./standIn.ts";

/** What the documentation of Azure RBAC lists for the two roles that reading shall need, and no other. */
const readerAndClusterUser = [
  { actions: ["*/read"], notActions: [] },
  {
    actions: [
      "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action",
      "Microsoft.ContainerService/managedClusters/read",
    ],
    notActions: [],
  },
];

/** The action that Azure checks for a request: `{provider}/{types}/read`, or `/{name of the POST}/action`. */
function actionOf({ method, url }: RecordedRequest): string {
  const path = (url.split("?")[0] ?? "").split("/providers/").at(-1) ?? "";
  const [provider = "", ...rest] = path.split("/").filter(Boolean);
  const types = rest.filter((_, index) => index % 2 === 0);
  // Resource Graph is asked by POST and needs the right to read alone.
  if (method === "GET" || provider === "Microsoft.ResourceGraph")
    return [provider, ...types, "read"].join("/");
  const verb = method === "POST" ? "action" : method === "DELETE" ? "delete" : "write";
  return [provider, ...types, verb].join("/");
}

describe("reading clusters", () => {
  let azure: TestAzure;
  let id: string;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
  });

  it("needs the roles Reader and Cluster User, and no other", async () => {
    azure.setState((state) => ({
      ...state,
      kubeconfigs: { [id.toLowerCase()]: "apiVersion: v1\nkind: Config\n" },
    }));
    const access = accessTo(azure);
    await listTenants(access);
    await listSubscriptions(access);
    await collect(listClusters(access));
    const { json } = await getCluster(access, id);
    await readSurroundings(access, json);
    const [, , subscriptionId = "", , resourceGroup = ""] = id.split("/");
    await listLocks(access, { subscriptionId, resourceGroup });
    await readKubeconfig(access, id, { as: "user" });
    const actions = azure.recorder.requests().map(actionOf);
    assert.ok(actions.length > 8, actions.join("\n"));
    assert.deepEqual(
      actions.filter((action) => !allows(readerAndClusterUser, action)),
      [],
    );
    assert.ok(actions.includes(readerAndClusterUser[1]?.actions[0] ?? ""));
  });
});

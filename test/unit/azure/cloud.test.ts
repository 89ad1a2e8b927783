import assert from "node:assert/strict";
import { AzureAuthorityHosts } from "@azure/identity";
import {
  chinaCloud,
  cloudFromMetadata,
  cloudFromSettings,
  portalUrl,
  publicCloud,
  readCloud,
  usGovernmentCloud,
} from "../../../src/azure/cloud.ts";
import { managedIdentityAccess } from "../../../src/azure/access.ts";
import { listSubscriptions } from "../../../src/azure/subscriptions.ts";
import { startTestAzure, type TestAzure } from "../../emulator/client.ts";

describe("clouds", () => {
  let azure: TestAzure;
  before(async () => {
    azure = await startTestAzure();
  });
  after(() => azure.stop());

  it("are those of VS Code's settings", () => {
    assert.equal(cloudFromSettings("", undefined), publicCloud);
    assert.equal(cloudFromSettings("ChinaCloud", undefined), chinaCloud);
    assert.equal(cloudFromSettings("USGovernment", undefined), usGovernmentCloud);
    assert.deepEqual(
      cloudFromSettings("custom", {
        name: "Own",
        portalUrl: "https://portal.own/",
        resourceManagerEndpointUrl: "https://rm.own/",
        activeDirectoryEndpointUrl: "https://login.own/",
        activeDirectoryResourceId: "https://management.own/id/",
      }),
      {
        name: "Own",
        resourceManager: "https://rm.own",
        authority: "https://login.own",
        scope: "https://management.own/id//.default",
        portal: "https://portal.own",
      },
    );
    for (const custom of [undefined, null, {}, [], { resourceManagerEndpointUrl: "http://rm.own" }])
      assert.equal(cloudFromSettings("custom", custom), undefined);
  });

  it("sign in where the Azure SDK does, for tokens of their own Resource Manager", () => {
    const { AzurePublicCloud, AzureGovernment, AzureChina } = AzureAuthorityHosts;
    // The endpoints that @azure/arm-containerservice takes for its cloudSetting.
    const expected = [
      [publicCloud, AzurePublicCloud, "https://management.azure.com"],
      [usGovernmentCloud, AzureGovernment, "https://management.usgovcloudapi.net"],
      [chinaCloud, AzureChina, "https://management.chinacloudapi.cn"],
    ] as const;
    for (const [{ authority, resourceManager, scope }, host, endpoint] of expected)
      assert.deepEqual(
        [authority, resourceManager, scope],
        [host, endpoint, `${endpoint}/.default`],
      );
  });

  it("tell of themselves at /metadata/endpoints", async () => {
    const cloud = await readCloud(`${azure.origin}/`);
    assert.deepEqual(cloud, {
      name: "StandIn",
      resourceManager: azure.origin,
      authority: azure.origin,
      scope: `${azure.origin}/.default`,
      portal: azure.origin,
    });
    assert.equal(cloudFromMetadata("https://x", { name: "no login" }), undefined);
  });

  it("say what is wrong with an endpoint that is none", async () => {
    await assert.rejects(readCloud("http://rm.own"), /begins with https:\/\//);
    await assert.rejects(
      readCloud(`${azure.origin}/nothing`),
      /does not describe a cloud: HTTP 404/,
    );
  });

  it("serve a managed identity", async () => {
    process.env.IDENTITY_ENDPOINT = azure.identityEndpoint;
    process.env.IDENTITY_HEADER = "x";
    const cloud = await readCloud(azure.origin);
    const found = await listSubscriptions(managedIdentityAccess(cloud));
    assert.deepEqual(
      found.map(({ name }) => name),
      ["Stand-in"],
    );
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
  });

  it("have a page for every resource in their portal", () => {
    assert.equal(
      portalUrl(publicCloud, "/subscriptions/1", "t"),
      "https://portal.azure.com/#@t/resource/subscriptions/1",
    );
  });
});

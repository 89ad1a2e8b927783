import { Unresolved } from "../../../../src/nap/model.ts";
import { body, describeCheck, model, open, pool, pools, template } from "./judged.ts";

const otherOpen = new Unresolved("[parameters('secret')]");
const guid = "7b1c2d3e-0000-4000-8000-000000000000";

describe("what blocks node auto-provisioning in the cluster itself", () => {
  describeCheck("service-principal", [
    [
      "no identity and a client",
      model({ servicePrincipalProfile: { clientId: guid } }, { identity: null }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "identity None and a client",
      model({ servicePrincipalProfile: { ClientId: guid } }, { identity: { type: "None" } }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "a template without identity",
      template({ servicePrincipalProfile: { clientId: guid, secret: open } }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    ["msi", model(), "fine", "servicePrincipalProfile.clientId msi"],
    [
      "msi without identity",
      model({ servicePrincipalProfile: { clientId: "MSI" } }, { identity: null }),
      "fine",
      "servicePrincipalProfile.clientId msi",
    ],
    [
      "a guid beside an identity",
      model({ servicePrincipalProfile: { clientId: guid } }),
      "unknown",
      `identity SystemAssigned beside servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "an identity without type beside a guid",
      model(
        { servicePrincipalProfile: { clientId: guid } },
        { identity: { userAssignedIdentities: { a: {} } } },
      ),
      "unknown",
      `identity managed beside servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "an open client without identity",
      template({ servicePrincipalProfile: { clientId: open } }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')]",
    ],
    [
      "an open client with a secret",
      template({ servicePrincipalProfile: { clientId: open, secret: otherOpen } }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')], with a secret",
    ],
    [
      "an open profile",
      template({ servicePrincipalProfile: open }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')]",
    ],
    [
      "an empty client",
      template({ servicePrincipalProfile: { clientId: "", secret: open } }),
      "unknown",
      "no managed identity, and a servicePrincipalProfile without clientId",
    ],
    [
      "an open identity",
      template({ servicePrincipalProfile: { clientId: guid } }, { top: { identity: open } }),
      "unknown",
      "identity is [parameters('x')], which only a deployment resolves",
    ],
    [
      "an identity alone",
      template({}, { top: { identity: { type: "UserAssigned" } } }),
      "fine",
      "identity UserAssigned",
    ],
    ["a template with neither", template(), "fine", "no servicePrincipalProfile"],
    [
      "a model with neither",
      model({ servicePrincipalProfile: null }, { identity: null }),
      "unknown",
      "the document shows neither identity nor servicePrincipalProfile",
    ],
  ]);

  describeCheck("public-network-access", [
    [
      "Disabled",
      model({ publicNetworkAccess: "disabled" }),
      "likely-blocks",
      "publicNetworkAccess disabled",
    ],
    [
      "a perimeter",
      model({ publicNetworkAccess: "SecuredByPerimeter" }),
      "likely-blocks",
      "publicNetworkAccess SecuredByPerimeter",
    ],
    ["Enabled", model({ publicNetworkAccess: "Enabled" }), "fine", "publicNetworkAccess Enabled"],
    ["nothing", model(), "fine", "no publicNetworkAccess: the default is Enabled"],
    [
      "a private cluster",
      model({ apiServerAccessProfile: { enablePrivateCluster: true } }),
      "fine",
      "no publicNetworkAccess: the default is Enabled",
    ],
    [
      "an expression",
      template({ publicNetworkAccess: open }),
      "unknown",
      "publicNetworkAccess is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("rbac-disabled", [
    ["off", model({ enableRBAC: false }), "blocks", "enableRBAC false"],
    [
      "off, as SDKs and az spell it",
      model({ enableRBAC: null, enableRbac: false }),
      "blocks",
      "enableRBAC false",
    ],
    ["on", model(), "fine", "enableRBAC true"],
    ["nothing in a template", template(), "fine", "no enableRBAC: it is on by default"],
    [
      "nothing in an old template",
      template({}, { apiVersion: "2019-06-01" }),
      "unknown",
      "no enableRBAC, and api-version 2019-06-01: before 2020-04-01 it was off by default",
    ],
    [
      "nothing in a model",
      model({ enableRBAC: null }),
      "unknown",
      "the document shows no enableRBAC",
    ],
    [
      "an expression",
      template({ enableRBAC: open }),
      "unknown",
      "enableRBAC is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("stopped", [
    [
      "a stopped cluster",
      model({ powerState: { code: "Stopped" } }),
      "blocks",
      "powerState Stopped",
    ],
    ["a running cluster", model(), "fine", "powerState Running"],
    ["the code alone", model({ powerState: "Stopped" }), "blocks", "powerState Stopped"],
    [
      "a model without power state",
      model({ powerState: null }),
      "unknown",
      "the document does not show whether the cluster runs",
    ],
    ["a template", template(), "fine", "a template makes a new cluster"],
    [
      "the body of a request",
      body({}),
      "unknown",
      "the body of a request does not tell whether the cluster runs",
    ],
  ]);

  describeCheck("provisioning-state", [
    ["Succeeded", model(), "fine", "provisioningState Succeeded"],
    ["Updating", model({ provisioningState: "Updating" }), "blocks", "provisioningState Updating"],
    [
      "a state nobody knows",
      model({ provisioningState: "ReconcilingAddons" }),
      "blocks",
      "provisioningState ReconcilingAddons",
    ],
    ["Failed", model({ provisioningState: "Failed" }), "warns", "provisioningState Failed"],
    ["Canceled", model({ provisioningState: "Canceled" }), "warns", "provisioningState Canceled"],
    [
      "a busy pool",
      model(pools(pool({ provisioningState: "Scaling" }))),
      "blocks",
      "pool np1 is in provisioningState Scaling",
    ],
    [
      "a failed pool",
      model(pools(pool({ provisioningState: "Failed" }))),
      "warns",
      "pool np1 in provisioningState Failed",
    ],
    [
      "nothing",
      model({ provisioningState: null }),
      "unknown",
      "the document does not show whether an operation runs",
    ],
    ["a template", template(), "fine", "a template makes a new cluster"],
  ]);
});

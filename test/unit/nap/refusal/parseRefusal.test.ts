import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { explainRefusal } from "../../../../src/nap/refusal/explainRefusal.ts";
import { parseRefusal, refusalOf } from "../../../../src/nap/refusal/parseRefusal.ts";
import { factsOf, wordsOf } from "../../../../src/nap/refusal/properties.ts";
import type { Json } from "../../../../src/nap/json.ts";

const start = ".properties.nodeProvisioningProfile.mode cannot be";
const ipFamilies = `${start} Auto unless .properties.networkProfile.ipFamilies is set to one of [IPv4].`;
const publicAccess = `${start} Auto unless .properties.publicNetworkAccess is set to one of [Enabled].`;
const autoscaler = `${start} Auto unless all AgentPools have property .properties.enableAutoScaling set to one of [false]`;
const aad = `${start} Auto if .properties.aadProfile is specified.`;
const encryption = `${start} Auto if .properties.diskEncryptionSetID is specified.`;

function aks(message: string, code = "OperationNotAllowed"): Json {
  return { code, details: null, message, subcode: "" };
}

/** The same refusal in every wrapper in which it was seen. */
function wrapped(message: string): Readonly<Record<string, Json>> {
  const code = "OperationNotAllowed";
  const preflight = `Preflight validation check for resource(s) for container service demo in resource group apps failed. Message: ${message}. Details: `;
  const nested = {
    code: "InvalidTemplateDeployment",
    message: "The template deployment 'x' is not valid according to the validation procedure.",
    details: [{ code, message: preflight }],
  };
  return {
    "AKS itself": aks(message),
    "Resource Manager": { error: { code, message } },
    "the CLI": `(${code}) ${message}\nCode: ${code}\nMessage: ${message}`,
    "the CLI with ERROR": `ERROR: (${code}) ${message}\nCode: ${code}\nMessage: ${message}`,
    "the portal": `Failed to enable Node Auto-provisioning for the cluster 'demo'. Error: ${message}`,
    "a deployment's preflight": { error: nested },
    "a failed deployment": {
      status: "Failed",
      error: {
        code: "DeploymentFailed",
        message: "At least one operation failed.",
        details: [nested],
      },
    },
    "JSON in a message": {
      error: {
        code: "DeploymentFailed",
        message: JSON.stringify({ error: { code, message } }),
      },
    },
    "a printed body": `Bad Request: ${JSON.stringify({ code, message })}`,
  };
}

describe("reading a refusal of mode Auto", () => {
  const cases = [
    [ipFamilies, "property-values", ".properties.networkProfile.ipFamilies", ["IPv4"]],
    [publicAccess, "property-values", ".properties.publicNetworkAccess", ["Enabled"]],
    [autoscaler, "pool-property-values", ".properties.enableAutoScaling", ["false"]],
    [aad, "property-set", ".properties.aadProfile", undefined],
    [encryption, "property-set", ".properties.diskEncryptionSetID", undefined],
  ] as const;
  for (const [message, kind, property, values] of cases) {
    for (const [wrapper, answer] of Object.entries(wrapped(message))) {
      it(`finds ${property} in the words of ${wrapper}`, () => {
        const { raw, text, ...read } = parseRefusal(answer);
        assert.equal(text.replace(/\.$/, ""), message.replace(/\.$/, ""));
        assert.ok(raw.includes("nodeProvisioningProfile"));
        const code = wrapper === "the portal" ? "" : "OperationNotAllowed";
        assert.deepEqual(read, {
          kind,
          code,
          mode: "Auto",
          property,
          named: {},
          ...(values && { values }),
        });
      });
    }
  }

  it("names properties that nobody has heard of, and what to do about them", () => {
    const name = fc.stringMatching(/^[a-z][A-Za-z]{0,12}$/);
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.array(name),
        (path, values) => {
          const property = `.properties.${path.join(".")}`;
          const text = `${start} Auto unless ${property} is set to one of [${values.join(" ")}].`;
          const refusal = parseRefusal(aks(text));
          assert.equal(refusal.property, property);
          assert.deepEqual(refusal.values, values);
          const { title, remedy } = explainRefusal(refusal);
          if (factsOf(property) === undefined) {
            assert.ok(title.includes(wordsOf(property)));
            assert.ok(remedy.includes(property));
            for (const value of values) assert.ok(remedy.includes(value));
          }
        },
      ),
    );
  });

  it("keeps a reason in a form of its own as it is", () => {
    const text = `${start} Manual unless node auto-provisioning is not in use: 3 nodes.`;
    const refusal = parseRefusal(aks(text));
    assert.deepEqual([refusal.kind, refusal.mode, refusal.text], ["mode", "Manual", text]);
    const { title, detail } = explainRefusal(refusal);
    assert.equal(title, "Azure does not allow mode Manual yet.");
    assert.equal(detail, text);
  });

  it("tells the present value of the cluster, its command, and the preflight check about it", () => {
    const cluster = {
      id: "/subscriptions/s/resourcegroups/apps/providers/Microsoft.ContainerService/managedClusters/demo",
      properties: { publicNetworkAccess: "Disabled" },
    };
    assert.deepEqual(explainRefusal(parseRefusal(aks(publicAccess)), cluster), {
      title: "Azure does not allow mode Auto because of public network access being off.",
      detail:
        '.properties.publicNetworkAccess must be Enabled. Here it is "Disabled". Not in the documentation; refused in February and July 2026 (AKS#5586, AKS#5881).',
      remedy:
        "Set public network access to Enabled. The API server of a private cluster stays private: that is enablePrivateCluster, another property.",
      az: "az resource update -g apps -n demo --resource-type Microsoft.ContainerService/managedClusters --set properties.publicNetworkAccess=Enabled --subscription s",
      property: ".properties.publicNetworkAccess",
      check: "public-network-access",
      text: publicAccess,
    });
  });
});

describe("reading other refusals", () => {
  interface Reported {
    readonly source: string;
    readonly body?: Json;
    readonly error?: Json;
    readonly printed?: string;
  }
  const path = join(import.meta.dirname, "../../../emulator/recordings/reportedErrors.json");
  const { errors } = JSON.parse(readFileSync(path, "utf8")) as { errors: readonly Reported[] };

  it("gives each of the reported errors the kind that it is", () => {
    const kinds = errors.map(({ body, error, printed }) => {
      const { kind, code } = parseRefusal(body ?? error ?? printed ?? "");
      return `${code}: ${kind}`;
    });
    assert.deepEqual(kinds, [
      "OperationNotAllowed: operation-in-progress",
      "OperationNotAllowed: operation-in-progress",
      "OperationNotAllowed: operation-in-progress",
      "EtagMismatch: changed-meanwhile",
      "PreconditionFailed: changed-meanwhile",
      "BadRequest: new-pool",
      "OperationNotAllowed: stopped",
      "K8sVersionNotSupported: version-not-supported",
      "ErrCode_InsufficientVCPUQuota: quota",
      "ErrCode_InsufficientVCPUQuota: quota",
      "BadRequest: size-not-allowed",
      "BadRequest: size-not-allowed",
      "InvalidOSSKU: other",
      "ExistingRouteTableNotAssociatedWithSubnet: other",
      "AKSCapacityError: capacity",
      "Conflict: other",
      ": pool-property-values",
      "QuotaExceeded: quota",
      "VMExtensionProvisioningError: other",
      "CreateVMSSAgentPoolFailed: other",
      "DeleteVMSSAgentPoolFailed: other",
      "Canceled: other",
      ": other",
    ]);
  });

  it("reads what the texts name", () => {
    const message =
      "The client 'someone@example.com' with object id '1f' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/write' over scope '/subscriptions/s/resourceGroups/g' or the scope is invalid.";
    const { kind, named } = parseRefusal({ error: { code: "AuthorizationFailed", message } });
    assert.deepEqual(
      { kind, named },
      {
        kind: "permission",
        named: {
          objectId: "1f",
          action: "Microsoft.ContainerService/managedClusters/write",
          scope: "/subscriptions/s/resourceGroups/g",
        },
      },
    );
    const linked =
      "The client 'x' with object id 'x' has permission to perform action 'Microsoft.ContainerService/managedClusters/write' on scope '/s/c'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/s/subnet' (respectively) or the linked scope(s) are invalid.";
    assert.deepEqual(
      parseRefusal({ error: { code: "LinkedAuthorizationFailed", message: linked } }).named,
      { action: "Microsoft.Network/virtualNetworks/subnets/join/action", scope: "/s/subnet" },
    );
  });

  it("says of an answer without a word what its status says", () => {
    const kinds = [403, 404, 412, 429].map(
      (status) =>
        refusalOf({ kind: "refused", request: "PUT x", status, message: "", changed: "no" }).kind,
    );
    assert.deepEqual(kinds, ["permission", "not-found", "changed-meanwhile", "throttled"]);
  });

  it("explains every kind in a sentence with a remedy", () => {
    for (const { body, error, printed } of errors) {
      const { title, remedy } = explainRefusal(parseRefusal(body ?? error ?? printed ?? ""));
      assert.match(title, /^[A-Z].*[.!?]$/s);
      assert.match(remedy, /^[A-Z].*[.!?]$/s);
    }
  });

  it("never throws, whatever the answer", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        const refusal = parseRefusal(answer as Json);
        assert.notEqual(explainRefusal(refusal).title, "");
      }),
    );
  });
});

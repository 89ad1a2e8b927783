import assert from "node:assert/strict";
import { serviceFor, workspaceOf } from "../service.ts";

function fixed(text: string): string {
  const service = serviceFor();
  const workspace = workspaceOf(service.read("a.yaml", text));
  return service.fixAll("a.yaml", text, { workspace });
}

function verdict(text: string): readonly string[] {
  const service = serviceFor();
  const file = service.read("a.yaml", text);
  return service
    .validate(file, workspaceOf(file))
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

const nodeClaim = `apiVersion: karpenter.sh/v1beta1
kind: NodeClaim
metadata:
  name: one
  annotations:
    karpenter.sh/stored-version-migrated: "true"
    owner: me
spec:
  nodeClassRef: { apiVersion: karpenter.azure.com/v1alpha2, kind: AKSNodeClass, name: default }
  requirements: [{ key: kubernetes.io/arch, operator: In, values: ["amd64"] }]
`;

const provisioner = `apiVersion: karpenter.sh/v1alpha5
kind: Provisioner
metadata:
  name: old
spec:
  # ours
  labels:
    team: "a"
  requirements:
    - key: karpenter.sh/capacity-type # cheap
      operator: In
      values: ["on-demand"]
  limits:
    resources:
      cpu: "100"
  ttlSecondsUntilExpired: 604800
  consolidation:
    enabled: true
  providerRef:
    name: default
`;

describe("migrating old objects", () => {
  it("turns a NodeClaim in flow style into v1 and keeps annotations of the user", () => {
    assert.equal(
      fixed(nodeClaim),
      nodeClaim
        .replace("v1beta1", "v1")
        .replace('    karpenter.sh/stored-version-migrated: "true"\n', "")
        .replace("apiVersion: karpenter.azure.com/v1alpha2", "group: karpenter.azure.com"),
    );
  });

  it("makes a NodePool of a Provisioner, comments and quotes included", () => {
    const after = fixed(provisioner);
    assert.match(after, /^kind: NodePool$/m);
    assert.match(after, /^ {8}team: "a"$/m);
    assert.match(after, /capacity-type # cheap$/m);
    assert.match(after, /^ {6}expireAfter: 604800s$/m);
    assert.match(after, /^ {2}limits:\n {4}cpu: "100"$/m);
    assert.doesNotMatch(after, /providerRef|ttlSeconds|consolidation:|resources/);
    assert.deepEqual(
      verdict(after).filter((one) => one.startsWith("error")),
      [],
    );
  });

  it("reports an unserved version once", () => {
    assert.deepEqual(verdict(nodeClaim), ["error v1beta1-nodepool"]);
    assert.deepEqual(verdict(provisioner), ["error v1beta1-nodepool"]);
  });

  it("keeps CR LF line breaks", () => {
    assert.doesNotMatch(fixed(provisioner.replaceAll("\n", "\r\n")), /[^\r]\n/);
  });

  it("is one edit", () => {
    const service = serviceFor();
    const [finding] = service.validate(service.read("a.yaml", provisioner));
    assert.deepEqual(
      finding?.fixes.map(({ edits }) => edits.length),
      [1],
    );
  });

  const referenceTo = (name: string): RegExp =>
    new RegExp(`group: karpenter\\.azure\\.com\n +kind: AKSNodeClass\n +name: ${name}\n`);

  it("refers to the class that AKS makes where a Provisioner names none", () => {
    const bare = provisioner.replace("  providerRef:\n    name: default\n", "");
    assert.match(fixed(bare), referenceTo("default"));
    const named = provisioner.replace("name: default", "name: big");
    assert.match(fixed(named), referenceTo("big"));
  });

  it("leaves the settings of another cloud as comments", () => {
    const inline = provisioner.replace(
      "providerRef:\n    name: default",
      "provider:\n    instanceProfile: nodes",
    );
    assert.match(fixed(inline), /^ {2}# provider:\n {2}# {3}instanceProfile: nodes$/m);
    const flow = provisioner.replace("providerRef:\n    name: default", "provider: { a: b }");
    assert.match(fixed(flow), /^ {2}# provider: \{ a: b \}$/m);
  });

  it("makes a NodePool of a Provisioner whose version was changed alone", () => {
    for (const version of ["v1", "v1beta1"])
      assert.equal(fixed(provisioner.replace("v1alpha5", version)), fixed(provisioner));
  });

  it("lifts the limits of v1alpha5 in a NodePool v1beta1 and makes a list of its one reason", () => {
    const after = fixed(`apiVersion: karpenter.sh/v1beta1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        name: default
      requirements: []
  limits:
    resources:
      cpu: 100 # all of it
  disruption:
    consolidateAfter: 30s
    budgets:
      - nodes: 5
        reason: drifted
`);
    assert.match(after, /^ {2}limits:\n {4}cpu: 100 # all of it$/m);
    assert.match(after, /^ {8}reasons:\n {10}- Drifted$/m);
    assert.deepEqual(verdict(after), []);
  });
});

describe("leftovers of AWS", () => {
  const pool = (requirement: string): string => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: default
      requirements:
        - ${requirement}
`;

  it("become their counterparts where the values can be derived", () => {
    const after = fixed(
      pool('{ key: karpenter.k8s.aws/instance-gpu-name, operator: In, values: ["t4"] }'),
    );
    assert.match(after, /key: karpenter\.azure\.com\/sku-gpu-name, operator: In, values: \["T4"\]/);
    assert.match(after, /group: karpenter\.azure\.com\n +kind: AKSNodeClass/);
  });

  it("are left to the user where families differ or nothing corresponds", () => {
    for (const key of ["instance-category", "instance-hypervisor"]) {
      const text = pool(`{ key: karpenter.k8s.aws/${key}, operator: In, values: ["c"] }`);
      assert.match(fixed(text), new RegExp(`karpenter.k8s.aws/${key}`));
      assert.ok(verdict(text).includes("error aws-leftovers"));
    }
  });

  it("include the classes themselves", () => {
    const text =
      "apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata:\n  name: default\nspec: {}\n";
    assert.deepEqual(verdict(text), ["error aws-leftovers"]);
  });
});

describe("an object of Karpenter for AWS", () => {
  const start = "metadata: # ours\n  name: one\n";
  const aks = `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\n${start}`;

  it("becomes an AKSNodeClass with what both have, and the rest as comments", () => {
    const spec = `spec:
  amiFamily: AL2023 # theirs
  tags:
    team: web
  kubelet:
    maxPods: 50
    cpuCFSQuota: true
    clusterDNS: ["10.0.0.10"]
  blockDeviceMappings:
    - deviceName: /dev/xvda
      ebs: { volumeSize: 100Gi }
status:
  amis: []
`;
    const right = `spec:
  # Of Karpenter for AWS, without a counterpart in the AKSNodeClass:
  # amiFamily: AL2023 # theirs
  tags:
    team: web
  kubelet:
    cpuCFSQuota: true
    # Of Karpenter for AWS, without a counterpart in the AKSNodeClass:
    # clusterDNS: ["10.0.0.10"]
  # blockDeviceMappings:
  #   - deviceName: /dev/xvda
  #     ebs: { volumeSize: 100Gi }
  osDiskSizeGB: 100
  maxPods: 50
`;
    const old = `apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\n${start}${spec}`;
    assert.deepEqual(verdict(old), ["error aws-leftovers"]);
    assert.equal(fixed(old), aks + right);
    assert.deepEqual(verdict(aks + right), []);
  });

  it("leaves no empty kubelet, which would set defaults that nobody asked for", () => {
    const head = `apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\n${start}`;
    assert.equal(
      fixed(`${head}spec: { kubelet: { maxPods: 60, clusterDNS: ["10.0.0.10"] } }\n`),
      `${aks}spec: { maxPods: 60 }\n`,
    );
  });

  it("keeps an empty spec where nothing is left", () => {
    const head = `apiVersion: karpenter.k8s.aws/v1alpha1\nkind: AWSNodeTemplate\n${start}`;
    assert.equal(
      fixed(
        `${head}spec: { amiFamily: AL2, blockDeviceMappings: [{ ebs: { volumeSize: 8Gi } }] }\n`,
      ),
      `${aks}spec: {}\n`,
    );
  });
});

describe("a reference to a class of Karpenter for AWS", () => {
  const pool = (version: string, ref: string) => `apiVersion: karpenter.sh/${version}
kind: NodePool
metadata:
  name: one
spec:
  template:
    spec:
      nodeClassRef:
${ref.replace(/^/gm, "        ")}
      requirements: []
`;
  const right = pool("v1", "group: karpenter.azure.com\nkind: AKSNodeClass\nname: one");

  const cases: Readonly<Record<string, string>> = {
    "aws-leftovers": pool("v1", "group: karpenter.k8s.aws\nkind: EC2NodeClass\nname: one"),
    "node-class-ref-api-version": pool(
      "v1",
      "apiVersion: karpenter.k8s.aws/v1beta1\nkind: EC2NodeClass\nname: one",
    ),
  };

  for (const [rule, text] of Object.entries(cases))
    it(`is one finding with the migration as its fix: ${rule}`, () => {
      assert.deepEqual(verdict(text), [`error ${rule}`]);
      assert.equal(fixed(text), right);
    });

  it("goes with the migration of its NodePool", () => {
    const old = pool(
      "v1beta1",
      "apiVersion: karpenter.k8s.aws/v1beta1\nkind: EC2NodeClass\nname: one",
    );
    assert.deepEqual(verdict(old), ["error v1beta1-nodepool"]);
    assert.match(fixed(old), /group: karpenter.azure.com\n +kind: AKSNodeClass\n +name: one\n/);
  });
});

/** Manifests of every style that people write, each valid. */
export const manifests: Readonly<Record<string, string>> = {
  "a pool with lists in the column of their keys": `# A pool for everything
---
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general-purpose
  annotations:
    kubernetes.io/description: "General purpose NodePool"
spec:
  disruption:
    consolidationPolicy: WhenEmpty
    consolidateAfter: 5m
    budgets:
    - nodes: 20%
    - nodes: "0"
      schedule: 0 0 * * 1 # Mondays
      duration: 24h
      reasons:
      - Drifted
      - Empty
  # a cap
  limits:
    cpu: "1000"
    nvidia.com/gpu: 8
  weight: 10
  template:
    metadata:
      labels:
        kubernetes.azure.com/ebpf-dataplane: cilium
        team: a
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      startupTaints:
      - key: node.cilium.io/agent-not-ready
        effect: NoExecute
        value: "true"
      expireAfter: Never
      terminationGracePeriod: 1h
      requirements:
      - key: kubernetes.io/arch
        operator: In
        values: ["amd64"]
      - key: karpenter.azure.com/sku-family
        operator: In
        values: [D, E]
      - key: karpenter.azure.com/sku-cpu
        operator: Gte
        values:
        - "4"
      - key: topology.kubernetes.io/zone
        operator: In
        values:
        - westeurope-1
        - westeurope-2
`,
  "a pool in flow style": `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: flow }
spec:
  disruption: { consolidateAfter: 0s, budgets: [{ nodes: 10%, reasons: [Empty] }] }
  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      taints: [{ key: CriticalAddonsOnly, value: "true", effect: NoSchedule }]
      requirements:
        - { key: karpenter.sh/capacity-type, operator: In, values: [spot, on-demand] }
        - {
            key: "karpenter.azure.com/sku-name",
            operator: In,
            values: [Standard_D4s_v5, 'Standard_D8s_v5'],
          }
`,
  "a class with everything": `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: everything
spec:
  artifactStreaming:
    enabled: true
  fipsMode: Disabled
  gpu:
    mode: None
  imageFamily: AzureLinux
  kubelet:
    cpuCFSQuota: true
    cpuManagerPolicy: static
    failSwapOn: false
    topologyManagerPolicy: single-numa-node
  linuxOSConfig:
    swapFileSize: 1500Mi
    sysctls:
      vmSwappiness: 10
      netIPv4TCPTwReuse: true
    transparentHugePageDefrag: defer+madvise
    transparentHugePageEnabled: madvise
  localDNS:
    mode: Required
    kubeDNSOverrides:
      - zone: .
        queryLogging: Error
        protocol: PreferUDP
        forwardDestination: ClusterCoreDNS
        forwardPolicy: Sequential
        maxConcurrent: 1000
        cacheDuration: 3600s
        serveStaleDuration: 3600s
        serveStale: Immediate
    vnetDNSOverrides: []
  maxPods: 50
  osDiskSizeGB: 128
  security:
    encryptionAtHost: true
  tags:
    team: a
`,
  "a claim": `apiVersion: karpenter.sh/v1
kind: NodeClaim
metadata:
  name: by-hand
spec:
  expireAfter: 720h
  nodeClassRef:
    group: karpenter.azure.com
    kind: AKSNodeClass
    name: default
  requirements:
    - key: kubernetes.io/os
      operator: In
      values: [linux]
  resources:
    requests:
      cpu: 1
      memory: 1Gi
`,
  "an overlay": `apiVersion: karpenter.sh/v1alpha1
kind: NodeOverlay
metadata:
  name: cheaper
spec:
  requirements:
    - key: karpenter.sh/capacity-type
      operator: In
      values: [spot]
  priceAdjustment: "-10%"
  weight: 10
`,
  "a list": `apiVersion: v1
kind: List
items:
  - apiVersion: karpenter.azure.com/v1beta1
    kind: AKSNodeClass
    metadata:
      name: first
    spec:
      imageFamily: Ubuntu2204
  - apiVersion: karpenter.azure.com/v1beta1
    kind: AKSNodeClass
    metadata:
      name: second
    spec:
      imageFamily: Ubuntu
`,
};

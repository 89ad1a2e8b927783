package main

import (
	"fmt"
	"strings"

	"github.com/samber/lo"
)

// poolLabels are the labels of an AKS node in a fixed-size pool with the overlay network.
func (control *control) poolLabels(pool string, vmSize size, wanted agentPool, index int) map[string]string {
	region := control.wanted.region
	zone := "0"
	if len(wanted.Zones) > 0 {
		zone = region + "-" + wanted.Zones[index%len(wanted.Zones)]
	}
	azure := map[string]string{
		"agentpool": pool, "azure-cni-overlay": "true", "cluster": nodeResourceGroup,
		"kubelet-identity-client-id": kubeletIdentity, "mode": strings.ToLower(lo.CoalesceOrEmpty(wanted.Mode, "User")),
		"network-subnet": "aks-subnet", "node-image-version": "AKSUbuntu-2204gen2containerd-" + lo.CoalesceOrEmpty(wanted.NodeImage, "202512.18.0"),
		"nodenetwork-vnetguid": vnetGUID, "nodepool-type": "VirtualMachineScaleSets", "os-sku": "Ubuntu",
		"os-sku-effective": "Ubuntu2204", "os-sku-requested": "Ubuntu", "podnetwork-type": "overlay", "role": "agent",
		"sku-cpu": fmt.Sprint(vmSize.CPUs), "sku-memory": fmt.Sprint(int64(vmSize.MemoryGiB * 1024)),
		"storageprofile": "managed", "storagetier": lo.Ternary(vmSize.Premium, "Premium_LRS", "Standard_LRS"),
	}
	labels := lo.MapKeys(azure, func(_ string, key string) string { return "kubernetes.azure.com/" + key })
	return lo.Assign(labels, map[string]string{
		"agentpool": pool, "storageprofile": "managed", "storagetier": azure["storagetier"],
		"kubernetes.io/arch": vmSize.Arch, "kubernetes.io/os": "linux", "kubernetes.io/role": "agent",
		"node-role.kubernetes.io/agent": "", "beta.kubernetes.io/arch": vmSize.Arch, "beta.kubernetes.io/os": "linux",
		"node.kubernetes.io/instance-type": vmSize.Name, "beta.kubernetes.io/instance-type": vmSize.Name,
		"topology.kubernetes.io/region": region, "failure-domain.beta.kubernetes.io/region": region,
		"topology.kubernetes.io/zone": zone, "failure-domain.beta.kubernetes.io/zone": zone,
		"topology.disk.csi.azure.com/zone": lo.Ternary(zone == "0", "", zone),
	})
}

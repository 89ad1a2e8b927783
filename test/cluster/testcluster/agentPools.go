package main

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/Azure/karpenter-provider-azure/pkg/providers/instancetype"
	"github.com/samber/lo"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// agentPool is a fixed-size pool; its Nodes are made and removed to have Count of them.
type agentPool struct {
	Count int `json:"count"`
	// VMSize is Standard_D4s_v5 by default.
	VMSize string `json:"vmSize,omitempty"`
	// Mode is System or User (default).
	Mode   string            `json:"mode,omitempty"`
	Labels map[string]string `json:"labels,omitempty"`
	Taints []corev1.Taint    `json:"taints,omitempty"`
	// Zones are the physical zones over which the nodes spread; none for a regional pool.
	Zones []string `json:"zones,omitempty"`
	// MaxPods is 250 by default, as with the overlay network.
	MaxPods int `json:"maxPods,omitempty"`
	// NodeImage is the node image version of new nodes.
	NodeImage string `json:"nodeImage,omitempty"`
}

const poolLabel = "kubernetes.azure.com/agentpool"

// scalePool makes or removes nodes, the newest first, and answers the names of those that are left.
func (control *control) scalePool(ctx context.Context, name string, pool agentPool) ([]string, error) {
	var existing corev1.NodeList
	if err := control.nodes.server.List(ctx, &existing, client.MatchingLabels{poolLabel: name}); err != nil {
		return nil, err
	}
	sort.Slice(existing.Items, func(i, j int) bool { return nodeIndex(existing.Items[i].Name) < nodeIndex(existing.Items[j].Name) })
	names := []string{}
	for index, node := range existing.Items {
		if index < pool.Count {
			names = append(names, node.Name)
		} else if err := control.removeNode(ctx, &node); err != nil {
			return nil, err
		}
	}
	next := 0
	if len(names) > 0 {
		next = nodeIndex(names[len(names)-1]) + 1
	}
	for ; len(names) < pool.Count; next++ {
		node, err := control.newPoolNode(name, pool, next)
		if err != nil {
			return nil, err
		}
		if err := control.nodes.server.Create(ctx, node); err != nil {
			return nil, err
		}
		names = append(names, node.Name)
	}
	return names, nil
}

// removeNode takes the pods along: nobody else would for 40 s.
func (control *control) removeNode(ctx context.Context, node *corev1.Node) error {
	var pods corev1.PodList
	if err := control.nodes.server.List(ctx, &pods); err != nil {
		return err
	}
	for index := range pods.Items {
		if pods.Items[index].Spec.NodeName == node.Name {
			_ = control.nodes.server.Delete(ctx, &pods.Items[index], client.GracePeriodSeconds(0))
		}
	}
	return client.IgnoreNotFound(control.nodes.server.Delete(ctx, node))
}

// nodeIndex reads the base 36 number of a scale set's instance; -1 for a foreign name.
func nodeIndex(node string) int {
	_, digits, found := strings.Cut(node, "-vmss")
	index, err := strconv.ParseInt(digits, 36, 32)
	if !found || err != nil {
		return -1
	}
	return int(index)
}

func (control *control) newPoolNode(pool string, wanted agentPool, index int) (*corev1.Node, error) {
	sizeName := lo.CoalesceOrEmpty(wanted.VMSize, "Standard_D4s_v5")
	vmSize, known := lo.Find(control.sizes, func(one size) bool { return one.Name == sizeName })
	if !known {
		return nil, fmt.Errorf("unknown VM size %q", sizeName)
	}
	scaleSet := fmt.Sprintf("aks-%s-12345678-vmss", pool)
	number := strconv.FormatInt(int64(index), 36)
	name := scaleSet + strings.Repeat("0", max(0, 6-len(number))) + number
	capacity, allocatable := poolResources(vmSize, lo.CoalesceOrEmpty(wanted.MaxPods, 250))
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: lo.Assign(control.poolLabels(pool, vmSize, wanted, index), map[string]string{corev1.LabelHostname: name}, wanted.Labels)},
		Spec: corev1.NodeSpec{Taints: wanted.Taints, ProviderID: fmt.Sprintf("azure:///subscriptions/%s/resourceGroups/%s/providers/Microsoft.Compute/virtualMachineScaleSets/%s/virtualMachines/%d",
			subscription, strings.ToLower(nodeResourceGroup), scaleSet, index)},
		Status: nodeStatus(capacity, allocatable, control.nodes.currentVersion()),
	}, nil
}

// poolResources uses AKS's reservations as the provider knows them; a real node's memory differs
// from the nominal size by some per cent more or less.
func poolResources(vmSize size, maxPods int) (capacity, allocatable corev1.ResourceList) {
	capacity = corev1.ResourceList{
		corev1.ResourceCPU:              *resource.NewQuantity(int64(vmSize.CPUs), resource.DecimalSI),
		corev1.ResourceMemory:           *instancetype.CalculateMemoryWithoutOverhead(0.075, vmSize.MemoryGiB),
		corev1.ResourceEphemeralStorage: resource.MustParse("128G"),
		corev1.ResourcePods:             *resource.NewQuantity(int64(maxPods), resource.DecimalSI),
	}
	allocatable = capacity.DeepCopy()
	for _, reserved := range []corev1.ResourceList{instancetype.KubeReservedResources(int64(vmSize.CPUs), vmSize.MemoryGiB), instancetype.EvictionThreshold()} {
		for name, amount := range reserved {
			left := allocatable[name]
			left.Sub(amount)
			allocatable[name] = left
		}
	}
	return capacity, allocatable
}

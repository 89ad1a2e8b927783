package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/samber/lo"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
)

// nodeOfClaim is the Node that the kubelet of a NAP machine registers.
func nodeOfClaim(claim *karpv1.NodeClaim, version string) *corev1.Node {
	name := "aks-" + claim.Name
	taints := append([]corev1.Taint{karpv1.UnregisteredNoExecuteTaint}, claim.Spec.StartupTaints...)
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: lo.Assign(claim.Labels, map[string]string{corev1.LabelHostname: name})},
		Spec:       corev1.NodeSpec{ProviderID: claim.Status.ProviderID, Taints: append(taints, claim.Spec.Taints...)},
		Status:     nodeStatus(claim.Status.Capacity, claim.Status.Allocatable, version),
	}
}

func nodeStatus(capacity, allocatable corev1.ResourceList, version string) corev1.NodeStatus {
	return corev1.NodeStatus{
		Capacity: capacity, Allocatable: allocatable, Conditions: []corev1.NodeCondition{readyCondition()},
		NodeInfo: corev1.NodeSystemInfo{
			KubeletVersion: version, OperatingSystem: "linux", OSImage: "Ubuntu 22.04.5 LTS",
			ContainerRuntimeVersion: "containerd://2.0.0", KernelVersion: "5.15.0-1098-azure",
		},
	}
}

func readyCondition() corev1.NodeCondition {
	now := metav1.Now()
	return corev1.NodeCondition{
		Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady",
		Message: "kubelet is posting ready status", LastHeartbeatTime: now, LastTransitionTime: now,
	}
}

func isReady(node *corev1.Node) bool {
	return lo.SomeBy(node.Status.Conditions, func(condition corev1.NodeCondition) bool {
		return condition.Type == corev1.NodeReady && condition.Status == corev1.ConditionTrue
	})
}

// reportReady patches: an update would lose what Karpenter writes in the same moment.
func (nodes *kubelets) reportReady(ctx context.Context, node *corev1.Node) error {
	return nodes.patchStatus(ctx, node, map[string]any{"conditions": []corev1.NodeCondition{readyCondition()}})
}

func (nodes *kubelets) patchStatus(ctx context.Context, object client.Object, status any) error {
	patch, err := json.Marshal(map[string]any{"status": status})
	if err != nil {
		return err
	}
	return nodes.client.Status().Patch(ctx, object, client.RawPatch(types.StrategicMergePatchType, patch))
}

// renewLeases is the heartbeat of all kubelets that are not silent.
func (nodes *kubelets) renewLeases(ctx context.Context) {
	var registered corev1.NodeList
	if nodes.client.List(ctx, &registered) != nil {
		return
	}
	for index := range registered.Items {
		if node := &registered.Items[index]; !nodes.isSilent(node.Name) {
			nodes.renewLease(ctx, node)
		}
	}
}

func (nodes *kubelets) renewLease(ctx context.Context, node *corev1.Node) {
	lease := &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Name: node.Name, Namespace: corev1.NamespaceNodeLease}}
	spec := coordinationv1.LeaseSpec{
		HolderIdentity: &node.Name, LeaseDurationSeconds: lo.ToPtr(int32(40)), RenewTime: &metav1.MicroTime{Time: time.Now()},
	}
	patch, err := json.Marshal(map[string]any{"spec": spec})
	if err != nil {
		return
	}
	err = nodes.client.Patch(ctx, lease, client.RawPatch(types.MergePatchType, patch))
	if apierrors.IsNotFound(err) {
		lease.Spec = spec
		lease.OwnerReferences = []metav1.OwnerReference{{APIVersion: "v1", Kind: "Node", Name: node.Name, UID: node.UID}}
		_ = nodes.client.Create(ctx, lease)
	}
}

package main

import (
	"context"
	"fmt"

	"github.com/samber/lo"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// notReadyAnnotation on a pod keeps it Running but not Ready, as one whose probe fails.
const notReadyAnnotation = "testcluster/not-ready"

// runPod starts a pod that was bound and ends one that is being deleted, both at once.
func (nodes *kubelets) runPod(ctx context.Context, pod *corev1.Pod) {
	switch {
	case !pod.DeletionTimestamp.IsZero():
		_ = nodes.client.Delete(ctx, pod, client.GracePeriodSeconds(0))
	case pod.Status.Phase == corev1.PodPending || pod.Status.Phase == "":
		_ = nodes.patchStatus(ctx, pod, nodes.runningStatus(pod))
	}
}

func (nodes *kubelets) runningStatus(pod *corev1.Pod) corev1.PodStatus {
	nodes.addresses++
	address := fmt.Sprintf("10.244.%d.%d", nodes.addresses/250%250, nodes.addresses%250+1)
	now := metav1.Now()
	ready := pod.Annotations[notReadyAnnotation] == ""
	status := lo.Ternary(ready, corev1.ConditionTrue, corev1.ConditionFalse)
	condition := func(kind corev1.PodConditionType, status corev1.ConditionStatus) corev1.PodCondition {
		return corev1.PodCondition{Type: kind, Status: status, LastTransitionTime: now}
	}
	return corev1.PodStatus{
		Phase: corev1.PodRunning, StartTime: &now, PodIP: address, PodIPs: []corev1.PodIP{{IP: address}},
		Conditions: []corev1.PodCondition{
			condition(corev1.PodInitialized, corev1.ConditionTrue),
			condition(corev1.ContainersReady, status), condition(corev1.PodReady, status),
		},
		ContainerStatuses: lo.Map(pod.Spec.Containers, func(container corev1.Container, _ int) corev1.ContainerStatus {
			return corev1.ContainerStatus{
				Name: container.Name, Image: container.Image, Ready: ready, Started: lo.ToPtr(true),
				State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}},
			}
		}),
	}
}

package main

import (
	"context"
	"fmt"

	authorizationv1 "k8s.io/api/authorization/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

var (
	reading = []string{"get", "list", "watch"}
	// everythingOfKarpenter reads what a view of node auto-provisioning shows.
	everythingOfKarpenter = []rbacv1.PolicyRule{
		{APIGroups: []string{"karpenter.sh", "karpenter.azure.com"}, Resources: []string{"*"}, Verbs: reading},
		{APIGroups: []string{""}, Resources: []string{"nodes", "pods", "events", "persistentvolumes", "persistentvolumeclaims"}, Verbs: reading},
		{APIGroups: []string{"apps"}, Resources: []string{"deployments", "daemonsets", "statefulsets", "replicasets"}, Verbs: reading},
		{APIGroups: []string{"policy"}, Resources: []string{"poddisruptionbudgets"}, Verbs: reading},
		{APIGroups: []string{"storage.k8s.io"}, Resources: []string{"storageclasses", "volumeattachments"}, Verbs: reading},
	}
	// changesOfKarpenter are the changes that managing node auto-provisioning takes.
	changesOfKarpenter = []rbacv1.PolicyRule{
		{APIGroups: []string{"karpenter.sh"}, Resources: []string{"nodepools", "nodeoverlays"}, Verbs: []string{"create", "update", "patch", "delete"}},
		{APIGroups: []string{"karpenter.azure.com"}, Resources: []string{"aksnodeclasses"}, Verbs: []string{"create", "update", "patch", "delete"}},
		{APIGroups: []string{"karpenter.sh"}, Resources: []string{"nodeclaims"}, Verbs: []string{"delete"}},
	}
)

// bindRoles gives the users their rights; admin has all by its group, nobody none.
func bindRoles(ctx context.Context, config *rest.Config) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	roles := map[string][]rbacv1.PolicyRule{
		"reader": everythingOfKarpenter,
		"writer": append(append([]rbacv1.PolicyRule{}, everythingOfKarpenter...), changesOfKarpenter...),
	}
	for user, rules := range roles {
		role := &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: "testcluster:" + user}, Rules: rules}
		_, err := client.RbacV1().ClusterRoles().Create(ctx, role, metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("creating the role of %s: %w", user, err)
		}
		if err := bind(ctx, client, user, role.Name); err != nil {
			return err
		}
	}
	// The rules of Kubernetes' own role `view`, which AKS gives to readers of namespaces: no nodes, nothing of
	// Karpenter. The role itself stays empty without the controller manager.
	if err := bind(ctx, client, "viewer", "system:aggregate-to-view"); err != nil {
		return err
	}
	return waitForRights(ctx, client)
}

// oneRight of each user tells that the server knows the role: it learns of bindings a moment after they are made.
var oneRight = map[string]authorizationv1.ResourceAttributes{
	"reader": {Group: "karpenter.sh", Resource: "nodepools", Verb: "list"},
	"writer": {Group: "karpenter.sh", Resource: "nodepools", Verb: "patch"},
	"viewer": {Resource: "pods", Verb: "list"},
}

func waitForRights(ctx context.Context, client kubernetes.Interface) error {
	for user, right := range oneRight {
		review := &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{
			User: user, ResourceAttributes: &right,
		}}
		if err := poll(ctx, &children{}, "the role of "+user, startLimit, func() error {
			answer, err := client.AuthorizationV1().SubjectAccessReviews().Create(ctx, review, metav1.CreateOptions{})
			if err == nil && !answer.Status.Allowed {
				return fmt.Errorf("not allowed yet: %s", answer.Status.Reason)
			}
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func bind(ctx context.Context, client kubernetes.Interface, user, role string) error {
	_, err := client.RbacV1().ClusterRoleBindings().Create(ctx, &rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "testcluster:" + user},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{Kind: rbacv1.UserKind, APIGroup: rbacv1.GroupName, Name: user}},
	}, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

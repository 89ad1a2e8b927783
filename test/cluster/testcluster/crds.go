package main

import (
	"context"
	"fmt"

	"github.com/Azure/karpenter-provider-azure/pkg/apis"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
)

// installCRDs creates the provider's own CRDs and returns when the server answers for every version.
func installCRDs(ctx context.Context, config *rest.Config) error {
	client, err := apiextensions.NewForConfig(config)
	if err != nil {
		return err
	}
	for _, definition := range apis.CRDs {
		_, err := client.ApiextensionsV1().CustomResourceDefinitions().Create(ctx, definition.DeepCopy(), metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("creating CRD %s: %w", definition.Name, err)
		}
	}
	for _, definition := range apis.CRDs {
		for _, version := range definition.Spec.Versions {
			if err := waitForResource(ctx, client, definition, version.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// waitForResource asks for the list itself, and for its place among the kinds that are served: Established precedes both
// by a moment.
func waitForResource(ctx context.Context, client apiextensions.Interface, definition *apiextensionsv1.CustomResourceDefinition, version string) error {
	path := fmt.Sprintf("/apis/%s/%s/%s", definition.Spec.Group, version, definition.Spec.Names.Plural)
	return poll(ctx, &children{}, path, startLimit, func() error {
		if err := client.Discovery().RESTClient().Get().AbsPath(path).Do(ctx).Error(); err != nil {
			return err
		}
		served, err := client.Discovery().ServerResourcesForGroupVersion(definition.Spec.Group + "/" + version)
		if err != nil {
			return err
		}
		for _, resource := range served.APIResources {
			if resource.Name == definition.Spec.Names.Plural {
				return nil
			}
		}
		return fmt.Errorf("%s is not among the kinds that are served", definition.Spec.Names.Kind)
	})
}

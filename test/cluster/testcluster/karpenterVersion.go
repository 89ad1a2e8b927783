package main

import (
	"sync/atomic"

	"k8s.io/apimachinery/pkg/version"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/kubernetes"
)

// versionedKubernetes is the real client, but the server's version can be told: that is how an
// upgrade of the cluster looks to Karpenter.
type versionedKubernetes struct {
	kubernetes.Interface
	// told is the version without v, nil for the server's own.
	told atomic.Pointer[string]
}

func (client *versionedKubernetes) Discovery() discovery.DiscoveryInterface {
	return versionedDiscovery{client.Interface.Discovery(), &client.told}
}

type versionedDiscovery struct {
	discovery.DiscoveryInterface
	told *atomic.Pointer[string]
}

func (client versionedDiscovery) ServerVersion() (*version.Info, error) {
	if told := client.told.Load(); told != nil {
		return &version.Info{GitVersion: "v" + *told}, nil
	}
	return client.DiscoveryInterface.ServerVersion()
}

package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
)

const (
	// kubernetesVersion is that of the parts, see go.mod and the linker flags.
	kubernetesVersion = "1.35.4"
	subscription      = "12345678-1234-1234-1234-123456789012"
	nodeResourceGroup = "MC_test_testcluster_southcentralus"
	vnetGUID          = "a519e60a-cac0-40b2-b883-084477fe6f5c"
	kubeletIdentity   = "61f71907-753f-4802-a901-47361c3664f2"
	subnet            = "/subscriptions/" + subscription + "/resourceGroups/" + nodeResourceGroup +
		"/providers/Microsoft.Network/virtualNetworks/aks-vnet-12345678/subnets/aks-subnet"
)

// startControllers starts what needs the API server: the controllers, Karpenter, the kubelets and the
// control endpoint.
func startControllers(ctx context.Context, wanted settings, all *children, ready *cluster) error {
	key := filepath.Join(wanted.directory, "service-account.key")
	if _, err := all.start(wanted.directory, nil, "kube-controller-manager", "--kubeconfig", ready.Kubeconfig,
		"--service-account-private-key-file", key, "--use-service-account-credentials=false",
		"--leader-elect=false", "--secure-port", "0", "--node-monitor-grace-period=40s",
		"--controllers", "*,-node-ipam-controller,-service-lb-controller,-node-route-controller,-cloud-node-lifecycle-controller",
	); err != nil {
		return err
	}
	if _, err := all.start(wanted.directory, nil, "kube-scheduler", "--kubeconfig", ready.Kubeconfig,
		"--leader-elect=false", "--secure-port", "0"); err != nil {
		return err
	}
	provisioner := &provisioner{wanted: wanted, all: all, ready: ready}
	if err := provisioner.start(ctx); err != nil {
		return err
	}
	nodes, err := startKubelets(ready)
	if err != nil {
		return err
	}
	return serveControl(wanted, ready, provisioner, nodes)
}

// provisioner is the Karpenter process, which AKS runs only while node auto-provisioning is on.
type provisioner struct {
	wanted  settings
	all     *children
	ready   *cluster
	process *child
	// control is the base URL of its control server.
	control string
}

// start returns when Karpenter has filled its caches.
func (karpenter *provisioner) start(ctx context.Context) error {
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	told := filepath.Join(karpenter.wanted.directory, "karpenter-control")
	_ = os.Remove(told)
	environment := append(karpenterEnvironment(karpenter.ready), fmt.Sprint("METRICS_PORT=", ports[0]), fmt.Sprint("HEALTH_PROBE_PORT=", ports[1]))
	karpenter.process, err = karpenter.all.start(karpenter.wanted.directory, environment, "karpenter",
		"-sizes", karpenter.wanted.sizes, "-region", karpenter.wanted.region, "-told", told)
	if err != nil {
		return err
	}
	return poll(ctx, karpenter.all, "Karpenter", startLimit, func() error {
		address, err := os.ReadFile(told)
		if err != nil {
			return err
		}
		karpenter.control = string(address)
		return healthy(fmt.Sprintf("http://127.0.0.1:%d/readyz", ports[1]))
	})
}

func healthy(url string) error {
	answer, err := http.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, answer.Status)
	}
	return nil
}

// karpenterEnvironment are the options as AKS sets them for node auto-provisioning, as far as they
// are known; the feature gates are all on that a user can meet.
func karpenterEnvironment(ready *cluster) []string {
	return []string{
		"KUBECONFIG=" + ready.Kubeconfig, "CLUSTER_NAME=testcluster", "CLUSTER_ENDPOINT=" + ready.Server,
		"KUBELET_BOOTSTRAP_TOKEN=abcdef.0123456789abcdef", "SSH_PUBLIC_KEY=ssh-rsa AAAA test",
		"VNET_SUBNET_ID=" + subnet, "VNET_GUID=" + vnetGUID, "AZURE_NODE_RESOURCE_GROUP=" + nodeResourceGroup,
		"KUBELET_IDENTITY_CLIENT_ID=" + kubeletIdentity, "NETWORK_PLUGIN=azure", "NETWORK_PLUGIN_MODE=overlay",
		"NETWORK_DATAPLANE=azure", "USE_SIG=true", "SIG_ACCESS_TOKEN_SERVER_URL=http://127.0.0.1:1",
		"SIG_SUBSCRIPTION_ID=" + subscription, "DISABLE_LEADER_ELECTION=true", "SYSTEM_NAMESPACE=kube-system",
		"ENABLE_AZURE_SDK_LOGGING=false",
		"FEATURE_GATES=NodeRepair=false,ReservedCapacity=true,SpotToSpotConsolidation=true,NodeOverlay=true,StaticCapacity=true,CapacityBuffer=false",
	}
}

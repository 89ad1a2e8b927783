package main

import (
	"context"
	"path/filepath"
)

func startControllers(ctx context.Context, wanted settings, all *children, ready *cluster) error {
	key := filepath.Join(wanted.directory, "service-account.key")
	if _, err := all.start(wanted.directory, nil, "kube-controller-manager", "--kubeconfig", ready.Kubeconfig,
		"--service-account-private-key-file", key, "--use-service-account-credentials=false",
		"--leader-elect=false", "--secure-port", "0", "--node-monitor-grace-period=60s",
		"--controllers", "*,-node-ipam-controller,-service-lb-controller,-node-route-controller,-cloud-node-lifecycle-controller",
	); err != nil {
		return err
	}
	if _, err := all.start(wanted.directory, nil, "kube-scheduler", "--kubeconfig", ready.Kubeconfig,
		"--leader-elect=false", "--secure-port", "0"); err != nil {
		return err
	}
	return nil
}

// Command testcluster is a whole Kubernetes control plane with the Azure Karpenter provider in one
// binary: it starts itself again for each part, the first argument says which part it plays.
package main

import (
	"fmt"
	"os"
)

// parts maps the first argument to what runs; each gets the remaining arguments and may exit itself.
var parts = map[string]func(arguments []string) error{
	"up":                      up,
	"etcd":                    runEtcd,
	"oracle":                  oracle,
	"kube-apiserver":          runAPIServer,
	"kube-controller-manager": runControllerManager,
	"kube-scheduler":          runScheduler,
	"karpenter":               runKarpenter,
}

func main() {
	if len(os.Args) < 2 || parts[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: testcluster up|oracle [flags]")
		os.Exit(2)
	}
	if os.Getenv(childMark) != "" {
		go exitWithParent()
	}
	if err := parts[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "testcluster:", err)
		os.Exit(1)
	}
}

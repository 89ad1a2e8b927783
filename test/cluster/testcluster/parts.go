package main

import (
	"os"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func runEtcd(arguments []string) error {
	etcdmain.Main(append([]string{"etcd"}, arguments...))
	return nil
}

func runAPIServer(arguments []string) error {
	return runCommand(apiserver.NewAPIServerCommand(), arguments)
}

func runControllerManager(arguments []string) error {
	return runCommand(controllermanager.NewControllerManagerCommand(), arguments)
}

func runScheduler(arguments []string) error {
	return runCommand(scheduler.NewSchedulerCommand(), arguments)
}

// The commands read os.Args, some of them twice (klog parses it on its own).
func runCommand(command *cobra.Command, arguments []string) error {
	os.Args = append([]string{command.Name()}, arguments...)
	os.Exit(cli.Run(command))
	return nil
}

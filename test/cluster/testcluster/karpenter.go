package main

import (
	"flag"
	"os"

	"github.com/Azure/karpenter-provider-azure/pkg/cloudprovider"
	"github.com/Azure/karpenter-provider-azure/pkg/controllers"
	"github.com/Azure/karpenter-provider-azure/pkg/fake"
	"github.com/Azure/karpenter-provider-azure/pkg/operator/options"
	"github.com/Azure/karpenter-provider-azure/pkg/test"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	"sigs.k8s.io/karpenter/pkg/cloudprovider/metrics"
	"sigs.k8s.io/karpenter/pkg/cloudprovider/overlay"
	corecontrollers "sigs.k8s.io/karpenter/pkg/controllers"
	"sigs.k8s.io/karpenter/pkg/controllers/state"
	coreoperator "sigs.k8s.io/karpenter/pkg/operator"
	coretest "sigs.k8s.io/karpenter/pkg/test"
)

// runKarpenter is the provider's own main program with its ARM clients replaced by its own fakes;
// options come from the environment (karpenterEnvironment).
func runKarpenter(arguments []string) error {
	flags := flag.NewFlagSet("karpenter", flag.ContinueOnError)
	file := flags.String("sizes", "", "JSON file with the VM sizes")
	region := flags.String("region", fake.Region, "Azure region")
	told := flags.String("told", "", "file that gets the address of the control server")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	sizes, err := readSizes(*file)
	if err != nil {
		return err
	}
	fake.ResourceSkus[*region] = resourceSKUs(sizes, *region, []string{"1", "2", "3"}, assumeFacts)
	// The options of Karpenter parse os.Args themselves.
	os.Args = os.Args[:1]
	ctx, op := coreoperator.NewOperator()
	version := &versionedKubernetes{Interface: op.KubernetesInterface}
	environment := test.NewRegionalEnvironment(ctx, &coretest.Environment{
		Client: op.GetClient(), KubernetesInterface: version,
		Environment: envtest.Environment{Config: op.GetConfig()},
	}, *region, false)
	// Its tokens for the shared image gallery end after an hour.
	environment.VirtualMachinesAPI.AuxiliaryTokenPolicy = nil
	provider := cloudprovider.New(environment.InstanceTypesProvider, environment.VMInstanceProvider, environment.AKSMachineProvider,
		op.EventRecorder, op.GetClient(), environment.ImageProvider, environment.InstanceTypeStore)
	undecorated := metrics.Decorate(provider)
	decorated := overlay.Decorate(undecorated, op.GetClient(), environment.InstanceTypeStore)
	clusterState := state.NewCluster(op.Clock, op.GetClient(), decorated)
	if err := serveKarpenterControl(*told, &karpenterControl{environment: environment, version: version, client: op.GetClient()}); err != nil {
		return err
	}
	op.WithControllers(ctx, corecontrollers.NewControllers(ctx, op.Manager, op.Clock, op.GetClient(), op.EventRecorder,
		decorated, undecorated, clusterState, environment.InstanceTypeStore)...).
		WithControllers(ctx, controllers.NewControllers(ctx, op.Manager, op.Clock, op.GetClient(), op.EventRecorder, provider,
			environment.VMInstanceProvider, environment.AKSMachineProvider, environment.KubernetesVersionProvider, environment.ImageProvider,
			environment.InstanceTypesProvider, environment.QuotaProvider, op.KubernetesInterface, op.KubernetesInterface,
			dynamic.NewForConfigOrDie(op.GetConfig()), environment.SubnetsAPI, environment.DiskEncryptionSetsAPI,
			options.FromContext(ctx).ParsedDiskEncryptionSetID, options.FromContext(ctx).NetworkPolicy, options.FromContext(ctx).NetworkPlugin)...).
		Start(ctx)
	return nil
}

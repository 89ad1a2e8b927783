package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"time"

	"github.com/Azure/karpenter-provider-azure/pkg/apis/v1beta1"
	"github.com/Azure/karpenter-provider-azure/pkg/fake"
	"github.com/Azure/karpenter-provider-azure/pkg/operator/options"
	"github.com/Azure/karpenter-provider-azure/pkg/test"
	"github.com/samber/lo"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	coreoptions "sigs.k8s.io/karpenter/pkg/operator/options"
	"sigs.k8s.io/karpenter/pkg/scheduling"
	coretest "sigs.k8s.io/karpenter/pkg/test"
)

// sizeQuestion asks which VM sizes a node class and a list of requirements leave.
type sizeQuestion struct {
	// Region is southcentralus by default; it decides prices and label values of zones.
	Region string `json:"region"`
	// Zones are the physical zones of the region, 1-3 by default.
	Zones        []string                                      `json:"zones"`
	Requirements []karpv1.NodeSelectorRequirementWithMinValues `json:"requirements"`
	NodeClass    json.RawMessage                               `json:"nodeClass"`
	// Assume is assumeFacts, assumeBest or assumeWorst.
	Assume string `json:"assume"`
}

// regions has one provider over its fakes per region and set of zones, made when first asked for.
type regions struct {
	file         string
	sizes        []size
	environments map[string]*test.Environment
}

func oracleContext() context.Context {
	ctx := options.ToContext(context.Background(), test.Options())
	return coreoptions.ToContext(ctx, coretest.Options())
}

func (all *regions) list(line json.RawMessage) (sizeQuestion, cloudprovider.InstanceTypes, error) {
	question := sizeQuestion{Region: fake.Region, Zones: []string{"1", "2", "3"}, NodeClass: json.RawMessage(`{"spec":{}}`)}
	if err := json.Unmarshal(line, &question); err != nil {
		return question, nil, err
	}
	environment, err := all.environment(question)
	if err != nil {
		return question, nil, err
	}
	var nodeClass v1beta1.AKSNodeClass
	if _, err := decodeStored("AKSNodeClass", question.NodeClass, &nodeClass); err != nil {
		return question, nil, err
	}
	// The provider keeps the list of each class for a day: some 20 MB. Ask class by class.
	if environment.InstanceTypeCache.ItemCount() > 8 {
		environment.InstanceTypeCache.Flush()
	}
	listed, err := environment.InstanceTypesProvider.List(oracleContext(), &nodeClass)
	return question, listed, err
}

func (all *regions) environment(question sizeQuestion) (*test.Environment, error) {
	key := fmt.Sprint(question.Region, question.Zones, question.Assume)
	if found := all.environments[key]; found != nil {
		return found, nil
	}
	if all.sizes == nil {
		sizes, err := readSizes(all.file)
		if err != nil {
			return nil, err
		}
		all.sizes, all.environments = sizes, map[string]*test.Environment{}
	}
	fake.ResourceSkus[question.Region] = resourceSKUs(all.sizes, question.Region, question.Zones, question.Assume)
	// Nothing is asked of this server: instance types come from the SKUs alone.
	config := &rest.Config{Host: "http://127.0.0.1:1"}
	made := test.NewRegionalEnvironment(oracleContext(), &coretest.Environment{
		KubernetesInterface: kubernetes.NewForConfigOrDie(config),
		Environment:         envtest.Environment{Config: config},
	}, question.Region, len(question.Zones) == 0)
	all.environments[key] = made
	return made, nil
}

// matchingSizes answers {"sizes":[sorted names], "cheapest", "price", "unsatisfiedMinValues"}: the sizes
// that Karpenter's scheduler leaves, and the cheapest available offering among them (USD per hour).
func (all *regions) matchingSizes(line json.RawMessage) (any, error) {
	question, listed, err := all.list(line)
	if err != nil {
		return nil, err
	}
	wanted := scheduling.NewNodeSelectorRequirementsWithMinValues(question.Requirements...)
	left := cloudprovider.InstanceTypes(lo.Filter(listed, func(one *cloudprovider.InstanceType, _ int) bool {
		return one.Requirements.Intersects(wanted) == nil && one.Offerings.Available().HasCompatible(wanted)
	}))
	sort.Slice(left, func(i, j int) bool { return left[i].Name < left[j].Name })
	answer := map[string]any{"sizes": namesOf(left)}
	if _, missed, err := left.SatisfiesMinValues(wanted); err != nil {
		answer["unsatisfiedMinValues"] = missed
	}
	if len(left) > 0 {
		prices := lo.Map(left, func(one *cloudprovider.InstanceType, _ int) float64 { return cheapest(one, wanted) })
		answer["price"] = lo.Min(prices)
		// Sizes of one price have no order in Karpenter: all of them are named.
		answer["cheapest"] = namesOf(lo.Filter(left, func(_ *cloudprovider.InstanceType, index int) bool { return prices[index] == answer["price"] }))
	}
	return answer, nil
}

func namesOf(types cloudprovider.InstanceTypes) []string {
	return lo.Map(types, func(one *cloudprovider.InstanceType, _ int) string { return one.Name })
}

func cheapest(one *cloudprovider.InstanceType, wanted scheduling.Requirements) float64 {
	return one.Offerings.Available().Compatible(wanted).Cheapest().Price
}

// instanceTypes answers all sizes of a node class with what their nodes have:
// {"instanceTypes":[{"name","labels":{key:[values]},"capacity","allocatable","offerings":[...]}]}.
func (all *regions) instanceTypes(line json.RawMessage) (any, error) {
	_, listed, err := all.list(line)
	if err != nil {
		return nil, err
	}
	sort.Slice(listed, func(i, j int) bool { return listed[i].Name < listed[j].Name })
	return map[string]any{"instanceTypes": lo.Map(listed, func(one *cloudprovider.InstanceType, _ int) any {
		return map[string]any{
			"name": one.Name, "labels": labelValues(one.Requirements),
			"capacity": one.Capacity, "allocatable": one.Allocatable(),
			"offerings": lo.Map(one.Offerings, func(offering *cloudprovider.Offering, _ int) any {
				return map[string]any{
					"labels": labelValues(offering.Requirements),
					"price":  offering.Price, "available": offering.Available,
				}
			}),
		}
	})}, nil
}

// labelValues has no entry for a label that the size does not have.
func labelValues(requirements scheduling.Requirements) map[string][]string {
	values := map[string][]string{}
	for key, requirement := range requirements {
		if requirement.Operator() == corev1.NodeSelectorOpIn {
			values[key] = requirement.Values()
			sort.Strings(values[key])
		}
	}
	return values
}

// parseTime reads RFC 3339.
func parseTime(text string) (time.Time, error) {
	return time.Parse(time.RFC3339, text)
}

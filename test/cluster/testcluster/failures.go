package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/karpenter-provider-azure/pkg/fake"
	"github.com/samber/lo"
)

// failure makes the creation of VMs fail until it is taken away.
type failure struct {
	// Kind is a key of azureFailures.
	Kind string `json:"kind"`
	// VMSizes are glob patterns of size names (Standard_D*); empty means all.
	VMSizes []string `json:"vmSizes,omitempty"`
	// Zones are physical zones (1, 2, 3); empty means all, also regional VMs.
	Zones []string `json:"zones,omitempty"`
	// CapacityType is spot or on-demand; empty means both.
	CapacityType string `json:"capacityType,omitempty"`
}

type failures struct {
	Failures []failure `json:"failures"`
}

// azureFailures are the codes and messages by which the provider recognises each cause
// (azure-sdk-for-go-extensions pkg/errors, its handlers in pkg/providers/instance/offerings).
var azureFailures = map[string]azureFailure{
	"familyQuota":                   {http.StatusConflict, "OperationNotAllowed", "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota. Current Limit: 10, Current Usage: 10, Additional Required: 2."},
	"noFamilyQuota":                 {http.StatusConflict, "OperationNotAllowed", "Operation could not be completed as it results in exceeding approved standardDSv5Family Cores quota. Current Limit: 0, Current Usage: 0, Additional Required: 2."},
	"regionalQuota":                 {http.StatusConflict, "OperationNotAllowed", "Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Current Limit: 10, Current Usage: 10, Additional Required: 2."},
	"spotQuota":                     {http.StatusConflict, "OperationNotAllowed", "Operation could not be completed as it results in exceeding approved LowPriorityCores quota. Current Limit: 3, Current Usage: 2, Additional Required: 2."},
	"skuNotAvailable":               {http.StatusConflict, "SkuNotAvailable", "The requested VM size is currently not available in this location."},
	"zonalAllocation":               {http.StatusConflict, "ZonalAllocationFailed", "Allocation failed. There is not enough capacity for the requested VM size in this zone."},
	"allocation":                    {http.StatusConflict, "AllocationFailed", "Allocation failed. There is not enough capacity for the requested VM size in this region."},
	"overconstrainedAllocation":     {http.StatusConflict, "OverconstrainedAllocationRequest", "Allocation failed. No VM with these constraints can be allocated."},
	"overconstrainedZoneAllocation": {http.StatusConflict, "OverconstrainedZonalAllocationRequest", "Allocation failed. No VM with these constraints can be allocated in this zone."},
	"subnetFull":                    {http.StatusBadRequest, "SubnetIsFull", "The subnet does not have enough free IP addresses."},
}

// azureFailure is an error answer of Azure Resource Manager.
type azureFailure struct {
	status        int
	code, message string
}

// error gives each caller a body of its own: a body can be read only once.
func (one azureFailure) error() error {
	body := fmt.Sprintf(`{"error":{"code":%q,"message":%q}}`, one.code, one.message)
	return &azcore.ResponseError{StatusCode: one.status, ErrorCode: one.code, RawResponse: &http.Response{
		StatusCode: one.status, Status: fmt.Sprint(one.status, " ", http.StatusText(one.status)),
		Body:    io.NopCloser(strings.NewReader(body)),
		Request: &http.Request{Method: http.MethodPut, URL: &url.URL{Scheme: "https", Host: "management.azure.com"}},
	}}
}

// putFailures replaces all failures; sizes that failed before stay marked as unavailable in
// Karpenter's cache unless the list is empty.
func (control *karpenterControl) putFailures(_ context.Context, wanted failures) (failures, error) {
	for _, one := range wanted.Failures {
		if _, known := azureFailures[one.Kind]; !known {
			return wanted, fmt.Errorf("unknown kind %q, one of %v", one.Kind, lo.Keys(azureFailures))
		}
	}
	behavior := &control.environment.VirtualMachinesAPI.VirtualMachineCreateOrUpdateBehavior
	behavior.SetCustomTransformer(func(input *fake.VirtualMachineCreateOrUpdateInput) error {
		for _, one := range wanted.Failures {
			if one.matches(input) {
				return azureFailures[one.Kind].error()
			}
		}
		return nil
	})
	if len(wanted.Failures) == 0 {
		control.environment.UnavailableOfferingsCache.Flush()
	}
	return wanted, nil
}

func (one failure) matches(input *fake.VirtualMachineCreateOrUpdateInput) bool {
	properties := input.VM.Properties
	name := string(lo.FromPtr(properties.HardwareProfile.VMSize))
	spot := string(lo.FromPtr(properties.Priority)) == "Spot"
	zones := lo.FromSlicePtr(input.VM.Zones)
	return (len(one.VMSizes) == 0 || lo.SomeBy(one.VMSizes, func(pattern string) bool { return lo.Must(path.Match(pattern, name)) })) &&
		(len(one.Zones) == 0 || lo.Some(one.Zones, zones)) &&
		(one.CapacityType == "" || (one.CapacityType == "spot") == spot)
}

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"

	//nolint:staticcheck // the provider's SKU client still speaks this deprecated package
	"github.com/Azure/azure-sdk-for-go/services/compute/mgmt/2022-08-01/compute"
	"github.com/samber/lo"
)

// size is one VM size of the file that -sizes names, a JSON array.
type size struct {
	Name      string  `json:"name"`
	Series    string  `json:"series"`
	CPUs      int     `json:"cpus"`
	MemoryGiB float64 `json:"memoryGiB"`
	// Arch is amd64 or arm64.
	Arch     string `json:"arch"`
	Premium  bool   `json:"premium"`
	AccelNet bool   `json:"accelNet"`
	// EphemeralOSMaxGB is in decimal GB; null is unknown and counts as none.
	EphemeralOSMaxGB *int64 `json:"ephemeralOsMaxGB"`
	// EphemeralOSPlacement is nvme, cache or resource.
	EphemeralOSPlacement string `json:"ephemeralOsPlacement"`
	// Spot null is unknown and counts as capable.
	Spot             *bool `json:"spot"`
	Gens             []int `json:"gens"`
	TrustedLaunch    *bool `json:"trustedLaunch"`
	EncryptionAtHost *bool `json:"encryptionAtHost"`
	GPUCount         *int  `json:"gpuCount"`
}

func readSizes(file string) ([]size, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var sizes []size
	if err := json.Unmarshal(text, &sizes); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return sizes, nil
}

// What the facts leave open, because it differs between regions and subscriptions.
const (
	// assumeFacts: no ultra disks, spot where the facts do not exclude it.
	assumeFacts = ""
	// assumeBest: also ultra disks everywhere.
	assumeBest = "best"
	// assumeWorst: neither ultra disks nor spot.
	assumeWorst = "worst"
)

// resourceSKUs says of each size what Azure's Resource SKUs API would in a region with these zones.
func resourceSKUs(sizes []size, region string, zones []string, assume string) []compute.ResourceSku {
	ultra := []compute.ResourceSkuCapabilities{{Name: lo.ToPtr("UltraSSDAvailable"), Value: lo.ToPtr(azureBool(assume == assumeBest))}}
	return lo.Map(sizes, func(one size, _ int) compute.ResourceSku {
		return compute.ResourceSku{
			Name:         lo.ToPtr(one.Name),
			Size:         lo.ToPtr(strings.TrimPrefix(one.Name, "Standard_")),
			Family:       lo.ToPtr("standard" + one.Series + "Family"),
			Tier:         lo.ToPtr("Standard"),
			ResourceType: lo.ToPtr("virtualMachines"),
			Restrictions: &[]compute.ResourceSkuRestrictions{},
			Locations:    &[]string{region},
			LocationInfo: &[]compute.ResourceSkuLocationInfo{{
				Location: lo.ToPtr(region), Zones: &zones,
				ZoneDetails: &[]compute.ResourceSkuZoneDetails{{Name: &zones, Capabilities: &ultra}},
			}},
			Capabilities: lo.ToPtr(append(capabilities(one, assume), ultra...)),
		}
	})
}

func capabilities(one size, assume string) []compute.ResourceSkuCapabilities {
	values := map[string]string{
		"vCPUs":                        fmt.Sprint(one.CPUs),
		"vCPUsAvailable":               fmt.Sprint(one.CPUs),
		"MemoryGB":                     fmt.Sprint(one.MemoryGiB),
		"CpuArchitectureType":          lo.Ternary(one.Arch == "arm64", "Arm64", "x64"),
		"PremiumIO":                    azureBool(one.Premium),
		"AcceleratedNetworkingEnabled": azureBool(one.AccelNet),
		"LowPriorityCapable":           azureBool(lo.FromPtrOr(one.Spot, true) && assume != assumeWorst),
		"EncryptionAtHostSupported":    azureBool(lo.FromPtr(one.EncryptionAtHost)),
		"HyperVGenerations":            strings.Join(lo.Map(one.Gens, func(g, _ int) string { return fmt.Sprintf("V%d", g) }), ","),
		"EphemeralOSDiskSupported":     azureBool(lo.FromPtr(one.EphemeralOSMaxGB) > 0),
	}
	if lo.Contains(one.Gens, 2) && !lo.FromPtr(one.TrustedLaunch) {
		values["TrustedLaunchDisabled"] = "True"
	}
	if one.GPUCount != nil {
		values["GPUs"] = fmt.Sprint(*one.GPUCount)
	}
	addEphemeralDisk(values, one)
	return lo.MapToSlice(values, func(name, value string) compute.ResourceSkuCapabilities {
		return compute.ResourceSkuCapabilities{Name: lo.ToPtr(name), Value: lo.ToPtr(value)}
	})
}

// addEphemeralDisk chooses a disk whose size in MiB or bytes gives back the decimal GB of the facts.
func addEphemeralDisk(values map[string]string, one size) {
	gigabytes := float64(lo.FromPtr(one.EphemeralOSMaxGB))
	if gigabytes == 0 {
		return
	}
	mebibytes := fmt.Sprint(int64(math.Ceil(gigabytes * 1e9 / (1 << 20))))
	switch one.EphemeralOSPlacement {
	case "nvme":
		values["SupportedEphemeralOSDiskPlacements"] = "NvmeDisk"
		values["NvmeDiskSizeInMiB"] = mebibytes
	case "cache":
		values["SupportedEphemeralOSDiskPlacements"] = "ResourceDisk,CacheDisk"
		values["CachedDiskBytes"] = fmt.Sprint(int64(gigabytes * 1e9))
	default:
		values["SupportedEphemeralOSDiskPlacements"] = "ResourceDisk"
		values["MaxResourceVolumeMB"] = mebibytes
	}
}

func azureBool(value bool) string {
	return lo.Ternary(value, "True", "False")
}

package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/Azure/karpenter-provider-azure/pkg/apis/v1beta1"
	"github.com/robfig/cron/v3"
	"k8s.io/apimachinery/pkg/api/resource"
	clocktesting "k8s.io/utils/clock/testing"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/apis/v1alpha1"
	"sigs.k8s.io/karpenter/pkg/scheduling"
)

// objectQuestion holds a manifest as JSON; it is defaulted as the API server would.
type objectQuestion struct {
	Object json.RawMessage `json:"object"`
	At     string          `json:"at"`
	Nodes  int             `json:"nodes"`
	Reason string          `json:"reason"`
	stored json.RawMessage
}

func readObject(line json.RawMessage, kind string, into any) (objectQuestion, error) {
	var question objectQuestion
	if err := json.Unmarshal(line, &question); err != nil {
		return question, err
	}
	var err error
	question.stored, err = decodeStored(kind, question.Object, into)
	return question, err
}

// message is the error's text, or null.
func message(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}

// askNodePool answers {"runtimeValidate": text|null, "hash", "stored"}.
func askNodePool(line json.RawMessage) (any, error) {
	var nodePool karpv1.NodePool
	question, err := readObject(line, "NodePool", &nodePool)
	if err != nil {
		return nil, err
	}
	return map[string]any{"runtimeValidate": message(nodePool.RuntimeValidate(oracleContext())), "hash": nodePool.Hash(), "stored": question.stored}, nil
}

// askNodeClass answers {"hash", "hashVersion", "stored"}.
func askNodeClass(line json.RawMessage) (any, error) {
	var nodeClass v1beta1.AKSNodeClass
	question, err := readObject(line, "AKSNodeClass", &nodeClass)
	if err != nil {
		return nil, err
	}
	return map[string]any{"hash": nodeClass.Hash(), "hashVersion": v1beta1.AKSNodeClassHashVersion, "stored": question.stored}, nil
}

// askNodeOverlay answers {"runtimeValidate": text|null, "stored"}.
func askNodeOverlay(line json.RawMessage) (any, error) {
	var overlay v1alpha1.NodeOverlay
	question, err := readObject(line, "NodeOverlay", &overlay)
	if err != nil {
		return nil, err
	}
	return map[string]any{"runtimeValidate": message(overlay.RuntimeValidate(oracleContext())), "stored": question.stored}, nil
}

// askBudget answers {"allowed": nodes, "error": text|null} for a NodePool of so many nodes at a time.
func askBudget(line json.RawMessage) (any, error) {
	var nodePool karpv1.NodePool
	question, err := readObject(line, "NodePool", &nodePool)
	if err != nil {
		return nil, err
	}
	at, err := parseTime(question.At)
	if err != nil {
		return nil, err
	}
	allowed, err := nodePool.GetAllowedDisruptionsByReason(clocktesting.NewFakeClock(at), question.Nodes, karpv1.DisruptionReason(question.Reason))
	return map[string]any{"allowed": allowed, "budgetError": message(err)}, nil
}

// askIntersect answers {"error": text|null} of Requirements.Intersects(left, right).
func askIntersect(line json.RawMessage) (any, error) {
	var question struct {
		Left  []karpv1.NodeSelectorRequirementWithMinValues `json:"left"`
		Right []karpv1.NodeSelectorRequirementWithMinValues `json:"right"`
	}
	if err := json.Unmarshal(line, &question); err != nil {
		return nil, err
	}
	left := scheduling.NewNodeSelectorRequirementsWithMinValues(question.Left...)
	right := scheduling.NewNodeSelectorRequirementsWithMinValues(question.Right...)
	return map[string]any{"intersects": message(left.Intersects(right)), "left": left.String(), "right": right.String()}, nil
}

// askCron answers {"next": [RFC 3339 in UTC]} as Karpenter reads a budget's schedule.
func askCron(line json.RawMessage) (any, error) {
	question := struct {
		Schedule string `json:"schedule"`
		From     string `json:"from"`
		Count    int    `json:"count"`
	}{Count: 1}
	if err := json.Unmarshal(line, &question); err != nil {
		return nil, err
	}
	from, err := parseTime(question.From)
	if err != nil {
		return nil, err
	}
	schedule, err := cron.ParseStandard("TZ=UTC " + question.Schedule)
	if err != nil {
		return nil, err
	}
	next := []string{}
	for at := schedule.Next(from); !at.IsZero() && len(next) < question.Count; at = schedule.Next(at) {
		next = append(next, at.UTC().Format(time.RFC3339))
	}
	return map[string]any{"next": next}, nil
}

func readText(line json.RawMessage) (string, error) {
	var question struct{ Text string }
	err := json.Unmarshal(line, &question)
	return question.Text, err
}

// askQuantity answers {"canonical", "value" (rounded up), "milliValue"} as strings of integers.
func askQuantity(line json.RawMessage) (any, error) {
	text, err := readText(line)
	if err != nil {
		return nil, err
	}
	quantity, err := resource.ParseQuantity(text)
	if err != nil {
		return nil, err
	}
	// String would give back the text as it was read.
	number, suffix := quantity.CanonicalizeBytes(nil)
	return map[string]any{"value": fmt.Sprint(quantity.Value()), "milliValue": fmt.Sprint(quantity.MilliValue()), "canonical": string(number) + string(suffix)}, nil
}

// askDuration answers {"nanoseconds": "string of an integer", "canonical"}.
func askDuration(line json.RawMessage) (any, error) {
	text, err := readText(line)
	if err != nil {
		return nil, err
	}
	duration, err := time.ParseDuration(text)
	if err != nil {
		return nil, err
	}
	return map[string]any{"nanoseconds": fmt.Sprint(duration.Nanoseconds()), "canonical": duration.String()}, nil
}

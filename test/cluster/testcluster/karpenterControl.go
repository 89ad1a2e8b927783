package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerservice/armcontainerservice/v9"
	"github.com/Azure/karpenter-provider-azure/pkg/apis/v1beta1"
	"github.com/Azure/karpenter-provider-azure/pkg/test"
	"github.com/samber/lo"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// karpenterControl changes what Karpenter sees of Azure while it runs.
type karpenterControl struct {
	environment *test.Environment
	version     *versionedKubernetes
	client      client.Client
}

// serveKarpenterControl listens on loopback and writes its base URL to the file.
func serveKarpenterControl(told string, control *karpenterControl) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	routes := http.NewServeMux()
	routes.HandleFunc("PUT /failures", answering(control.putFailures))
	routes.HandleFunc("PUT /versions", answering(control.putVersions))
	go func() { _ = http.Serve(listener, routes) }()
	// The rename makes the file appear whole.
	if err := os.WriteFile(told+".new", []byte("http://"+listener.Addr().String()), 0o600); err != nil {
		return err
	}
	return os.Rename(told+".new", told)
}

// answering runs a handler on the JSON body and answers its result, 400 with {"error"} on failure.
func answering[Question, Answer any](handle func(context.Context, Question) (Answer, error)) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		var question Question
		decoder := json.NewDecoder(request.Body)
		decoder.DisallowUnknownFields()
		err := error(nil)
		if request.ContentLength != 0 {
			err = decoder.Decode(&question)
		}
		var answer Answer
		if err == nil {
			answer, err = handle(request.Context(), question)
		}
		writer.Header().Set("Content-Type", "application/json")
		if err != nil {
			writer.WriteHeader(http.StatusBadRequest)
			_ = json.NewEncoder(writer).Encode(map[string]string{"error": err.Error()})
			return
		}
		_ = json.NewEncoder(writer).Encode(answer)
	}
}

// versions are what an upgrade of the cluster changes.
type versions struct {
	// Kubernetes without v, for example 1.35.6; Karpenter ignores a downgrade.
	Kubernetes string `json:"kubernetes,omitempty"`
	// NodeImage is the newest version of every node image, for example 202601.10.0.
	NodeImage string `json:"nodeImage,omitempty"`
}

func (control *karpenterControl) putVersions(ctx context.Context, wanted versions) (versions, error) {
	if wanted.Kubernetes != "" {
		control.version.told.Store(&wanted.Kubernetes)
		control.environment.KubernetesVersionCache.Flush()
	}
	if wanted.NodeImage != "" {
		api := control.environment.NodeImageVersionsAPI
		offered, err := api.List(ctx, "")
		if err != nil {
			return wanted, err
		}
		api.OverrideNodeImageVersions = lo.Map(offered, func(image *armcontainerservice.NodeImageVersion, _ int) *armcontainerservice.NodeImageVersion {
			newer := *image
			newer.Version = &wanted.NodeImage
			newer.FullName = lo.ToPtr(fmt.Sprintf("%s-%s-%s", lo.FromPtr(image.OS), lo.FromPtr(image.SKU), wanted.NodeImage))
			return &newer
		})
		control.environment.NodeImagesCache.Flush()
	}
	return wanted, control.touchNodeClasses(ctx)
}

// touchNodeClasses makes the status controllers look now; on their own they do every 5 or 15 minutes.
func (control *karpenterControl) touchNodeClasses(ctx context.Context) error {
	var classes v1beta1.AKSNodeClassList
	if err := control.client.List(ctx, &classes); err != nil {
		return err
	}
	patch := fmt.Appendf(nil, `{"metadata":{"annotations":{"testcluster/touched":%q}}}`, time.Now().Format(time.RFC3339Nano))
	for index := range classes.Items {
		if err := control.client.Patch(ctx, &classes.Items[index], client.RawPatch("application/merge-patch+json", patch)); err != nil {
			return err
		}
	}
	return nil
}

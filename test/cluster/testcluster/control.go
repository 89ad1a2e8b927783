package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// control is the endpoint by which a test changes the world outside Kubernetes:
//
//	PUT /agentpools/{name}  agentPool       -> {"nodes": [names]}; count 0 removes the pool
//	PUT /versions           versions        image and version drift
//	PUT /failures           failures        VM creation fails until replaced by {"failures": []}
//	PUT /kubelets/{node}    {"silent": b}   the node's kubelet stops or comes back
//	PUT /karpenter          {"running": b}  as AKS does with the provisioning modes Manual and Auto
//
// Each request carries the token as `Authorization: Bearer`, and a JSON body.
type control struct {
	wanted    settings
	karpenter *provisioner
	nodes     *kubelets
	sizes     []size
}

func serveControl(wanted settings, ready *cluster, karpenter *provisioner, nodes *kubelets) error {
	sizes, err := readSizes(wanted.sizes)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if ready.ControlToken, err = newToken(); err != nil {
		return err
	}
	ready.Control = "http://" + listener.Addr().String()
	endpoint := &control{wanted: wanted, karpenter: karpenter, nodes: nodes, sizes: sizes}
	server := &http.Server{Handler: authorized(ready.ControlToken, endpoint.routes())}
	ready.closers = append(ready.closers, func() { _ = server.Close() })
	go func() { _ = server.Serve(listener) }()
	return nil
}

func authorized(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		if request.Header.Get("Authorization") != "Bearer "+token {
			http.Error(writer, `{"error":"wrong or no token"}`, http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(writer, request)
	})
}

func (control *control) routes() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("PUT /agentpools/{name}", func(writer http.ResponseWriter, request *http.Request) {
		answering(func(ctx context.Context, pool agentPool) (map[string]any, error) {
			names, err := control.scalePool(ctx, request.PathValue("name"), pool)
			return map[string]any{"nodes": names}, err
		})(writer, request)
	})
	routes.HandleFunc("PUT /kubelets/{node}", func(writer http.ResponseWriter, request *http.Request) {
		answering(func(_ context.Context, wanted struct{ Silent bool }) (any, error) {
			control.nodes.setSilent(request.PathValue("node"), wanted.Silent)
			return wanted, nil
		})(writer, request)
	})
	routes.HandleFunc("PUT /versions", answering(func(ctx context.Context, wanted versions) (any, error) {
		if wanted.Kubernetes != "" {
			control.nodes.setVersion("v" + strings.TrimPrefix(wanted.Kubernetes, "v"))
		}
		return control.forward(ctx, "/versions", wanted)
	}))
	routes.HandleFunc("PUT /failures", answering(func(ctx context.Context, wanted failures) (any, error) {
		return control.forward(ctx, "/failures", wanted)
	}))
	routes.HandleFunc("PUT /karpenter", answering(control.putKarpenter))
	return routes
}

func (control *control) putKarpenter(_ context.Context, wanted struct{ Running bool }) (any, error) {
	running := control.karpenter.process != nil
	switch {
	case running && !wanted.Running:
		control.karpenter.all.stopOne(control.karpenter.process)
		control.karpenter.process = nil
	case !running && wanted.Running:
		// The process outlives this request.
		return wanted, control.karpenter.start(context.Background())
	}
	return wanted, nil
}

// forward asks the process of Karpenter.
func (control *control) forward(ctx context.Context, path string, question any) (any, error) {
	if control.karpenter.process == nil {
		return nil, fmt.Errorf("Karpenter does not run")
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	body, err := json.Marshal(question)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, control.karpenter.control+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s", text)
	}
	return json.RawMessage(text), nil
}

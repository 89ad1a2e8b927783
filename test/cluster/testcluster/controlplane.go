package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// cluster is what a starter has to know; it is written as cluster.json next to the kubeconfig.
type cluster struct {
	Kubeconfig string `json:"kubeconfig"`
	Server     string `json:"server"`
	Token      string `json:"token"`
	CAFile     string `json:"caFile"`
	// Kubeconfigs has one per user, by its name (see users.go).
	Kubeconfigs map[string]string `json:"kubeconfigs"`
	// Control is the base URL of the control endpoint, absent with -parts api.
	Control string `json:"control,omitempty"`
	// ControlToken goes into the Authorization header of each control request.
	ControlToken string `json:"controlToken,omitempty"`

	directory string
	config    *rest.Config
	closers   []func()
}

func (ready *cluster) stop() {
	for _, end := range ready.closers {
		end()
	}
}

func startCluster(ctx context.Context, wanted settings, all *children) (*cluster, error) {
	if err := os.MkdirAll(wanted.directory, 0o700); err != nil {
		return nil, err
	}
	ready, err := startAPIServer(ctx, wanted, all)
	if err != nil {
		return nil, err
	}
	if err := installCRDs(ctx, ready.config); err != nil {
		return nil, err
	}
	if err := bindRoles(ctx, ready.config); err != nil {
		return nil, err
	}
	if wanted.parts == "all" {
		if err := startControllers(ctx, wanted, all, ready); err != nil {
			return nil, err
		}
	}
	told, err := json.MarshalIndent(ready, "", "  ")
	if err != nil {
		return nil, err
	}
	return ready, os.WriteFile(filepath.Join(filepath.Dir(ready.Kubeconfig), "cluster.json"), told, 0o600)
}

func startAPIServer(ctx context.Context, wanted settings, all *children) (*cluster, error) {
	ports, err := freePorts(3)
	if err != nil {
		return nil, err
	}
	etcd := fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	if err := startEtcd(wanted.directory, etcd, ports[1], all); err != nil {
		return nil, err
	}
	certificates := filepath.Join(wanted.directory, "certs")
	tokens, err := writeUsers(wanted.directory)
	if err != nil {
		return nil, err
	}
	key := filepath.Join(wanted.directory, "service-account.key")
	if err := writeKey(key); err != nil {
		return nil, err
	}
	if _, err := all.start(wanted.directory, nil, "kube-apiserver",
		"--etcd-servers", etcd, "--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1",
		"--endpoint-reconciler-type", "none", "--secure-port", fmt.Sprint(ports[2]), "--cert-dir", certificates,
		"--token-auth-file", filepath.Join(wanted.directory, "tokens.csv"),
		"--service-account-key-file", key, "--service-account-signing-key-file", key,
		"--service-account-issuer", "https://kubernetes.default.svc", "--service-cluster-ip-range", "10.0.0.0/16",
		"--authorization-mode", "RBAC", "--disable-admission-plugins", "ServiceAccount", "--allow-privileged",
	); err != nil {
		return nil, err
	}
	ready := &cluster{
		directory: wanted.directory, Token: tokens["admin"],
		Server: fmt.Sprintf("https://127.0.0.1:%d", ports[2]), CAFile: filepath.Join(certificates, "apiserver.crt"),
	}
	if ready.Kubeconfigs, err = writeKubeconfigs(ready, tokens); err != nil {
		return nil, err
	}
	ready.Kubeconfig = ready.Kubeconfigs["admin"]
	return ready, waitForAPIServer(ctx, ready, all)
}

func startEtcd(directory, client string, peerPort int, all *children) error {
	peer := fmt.Sprintf("http://127.0.0.1:%d", peerPort)
	_, err := all.start(directory, nil, "etcd", "--data-dir", filepath.Join(directory, "etcd"),
		"--listen-client-urls", client, "--advertise-client-urls", client,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "default="+peer,
		"--unsafe-no-fsync", "--log-level", "error")
	return err
}

// waitForAPIServer returns when /readyz answers ok; the certificate appears only after the start.
func waitForAPIServer(ctx context.Context, ready *cluster, all *children) error {
	return poll(ctx, all, "the API server", startLimit, func() error {
		config, err := clientcmd.BuildConfigFromFlags("", ready.Kubeconfig)
		if err != nil {
			return err
		}
		config.QPS, config.Burst = 200, 400
		config.WarningHandler = rest.NoWarnings{}
		client, err := kubernetes.NewForConfig(config)
		if err != nil {
			return err
		}
		ready.config = config
		return client.RESTClient().Get().AbsPath("/readyz").Do(ctx).Error()
	})
}

// startLimit is many times what a part needs on a busy machine: it tells one that will never be ready.
const startLimit = 5 * time.Minute

// poll repeats a question each 50 ms until it has no error, a part fails or the time is over.
func poll(ctx context.Context, all *children, what string, limit time.Duration, ask func() error) error {
	for deadline := time.Now().Add(limit); ; {
		err := ask()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s is not ready after %s: %w", what, limit, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case failure := <-all.failed:
			return failure
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// freePorts holds all its listeners until the end, so that the ports differ.
func freePorts(count int) ([]int, error) {
	ports := make([]int, count)
	for index := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports[index] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

func writeKey(file string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return os.WriteFile(file, pem.EncodeToMemory(block), 0o600)
}

package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes/scheme"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	crlog "sigs.k8s.io/controller-runtime/pkg/log"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
)

// kubelets play the kubelet of every node: they register the node of a launched NodeClaim, renew its
// heartbeat, run the pods bound to it and finish those that are being deleted.
type kubelets struct {
	// client reads from a cache that is a moment behind; what must be exact reads from server.
	client client.Client
	server client.Client
	mutex  sync.Mutex
	// silent nodes have a kubelet that does nothing any more.
	silent map[string]bool
	// version is what new nodes run, with v.
	version string
	kick    chan struct{}
	// addresses counts the pod addresses given out.
	addresses int
}

// heartbeat is how often leases are renewed; the controller manager waits 40 s for one.
const heartbeat = 8 * time.Second

func startKubelets(ready *cluster) (*kubelets, error) {
	crlog.SetLogger(logr.Discard())
	ctx, cancel := context.WithCancel(context.Background())
	ready.closers = append(ready.closers, cancel)
	cached, err := cache.New(ready.config, cache.Options{Scheme: scheme.Scheme})
	if err != nil {
		return nil, err
	}
	nodes := &kubelets{silent: map[string]bool{}, version: "v" + kubernetesVersion, kick: make(chan struct{}, 1)}
	for _, watched := range []client.Object{&corev1.Node{}, &corev1.Pod{}, &karpv1.NodeClaim{}} {
		informer, err := cached.GetInformer(ctx, watched)
		if err != nil {
			return nil, err
		}
		_, err = informer.AddEventHandler(toolscache.ResourceEventHandlerFuncs{
			AddFunc:    func(any) { nodes.wake() },
			UpdateFunc: func(any, any) { nodes.wake() },
		})
		if err != nil {
			return nil, err
		}
	}
	go func() { _ = cached.Start(ctx) }()
	if !cached.WaitForCacheSync(ctx) {
		return nil, fmt.Errorf("the kubelets' caches do not fill")
	}
	nodes.client, err = client.New(ready.config, client.Options{Scheme: scheme.Scheme, Cache: &client.CacheOptions{Reader: cached}})
	if err != nil {
		return nil, err
	}
	if nodes.server, err = client.New(ready.config, client.Options{Scheme: scheme.Scheme}); err != nil {
		return nil, err
	}
	go nodes.run(ctx)
	return nodes, nil
}

func (nodes *kubelets) wake() {
	select {
	case nodes.kick <- struct{}{}:
	default:
	}
}

func (nodes *kubelets) run(ctx context.Context) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			nodes.renewLeases(ctx)
		case <-nodes.kick:
		}
		nodes.reconcile(ctx)
		// One pass for a burst of events.
		time.Sleep(100 * time.Millisecond)
	}
}

// reconcile ignores errors of single objects: the next event or heartbeat tries again.
func (nodes *kubelets) reconcile(ctx context.Context) {
	var registered corev1.NodeList
	var claims karpv1.NodeClaimList
	var pods corev1.PodList
	for _, list := range []client.ObjectList{&registered, &claims, &pods} {
		if nodes.client.List(ctx, list) != nil {
			return
		}
	}
	known := map[string]bool{}
	alive := map[string]bool{}
	for index := range registered.Items {
		node := &registered.Items[index]
		known[node.Spec.ProviderID] = true
		alive[node.Name] = !nodes.isSilent(node.Name)
		if alive[node.Name] && !isReady(node) {
			_ = nodes.reportReady(ctx, node)
		}
	}
	for index := range claims.Items {
		claim := &claims.Items[index]
		if claim.Status.ProviderID != "" && !known[claim.Status.ProviderID] && claim.DeletionTimestamp.IsZero() && claim.Status.NodeName == "" {
			_ = nodes.client.Create(ctx, nodeOfClaim(claim, nodes.currentVersion()))
		}
	}
	for index := range pods.Items {
		if alive[pods.Items[index].Spec.NodeName] {
			nodes.runPod(ctx, &pods.Items[index])
		}
	}
}

func (nodes *kubelets) isSilent(name string) bool {
	nodes.mutex.Lock()
	defer nodes.mutex.Unlock()
	return nodes.silent[name]
}

func (nodes *kubelets) setSilent(name string, silent bool) {
	nodes.mutex.Lock()
	nodes.silent[name] = silent
	nodes.mutex.Unlock()
	nodes.wake()
}

func (nodes *kubelets) currentVersion() string {
	nodes.mutex.Lock()
	defer nodes.mutex.Unlock()
	return nodes.version
}

func (nodes *kubelets) setVersion(version string) {
	nodes.mutex.Lock()
	defer nodes.mutex.Unlock()
	nodes.version = version
}

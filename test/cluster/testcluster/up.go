package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// settings are the flags of `testcluster up`.
type settings struct {
	// parts is "api" (etcd, API server, CRDs) or "all".
	parts string
	// directory holds data, logs and kubeconfigs; a fresh one that is removed at the end when empty.
	directory string
	// sizes is the file of VM sizes (data/sizes.json of the project), needed by "all".
	sizes string
	// region is the Azure region, which decides prices and the values of zone labels.
	region string
	// bound ends the cluster when standard input closes, which happens when the starter dies.
	bound bool
	// keep leaves the directory behind, for its logs.
	keep bool
}

func parseSettings(arguments []string) (settings, error) {
	var wanted settings
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.StringVar(&wanted.parts, "parts", "all", "api: etcd, kube-apiserver and the CRDs; all: with controllers, scheduler, Karpenter and kubelets")
	flags.StringVar(&wanted.directory, "directory", "", "where data, logs and kubeconfigs go (default: a new temporary directory, removed at the end)")
	flags.StringVar(&wanted.sizes, "sizes", "", "JSON file with the VM sizes that the region offers")
	flags.StringVar(&wanted.region, "region", "southcentralus", "Azure region")
	flags.BoolVar(&wanted.bound, "bound", false, "stop when standard input closes")
	flags.BoolVar(&wanted.keep, "keep", false, "keep the directory with the logs")
	if err := flags.Parse(arguments); err != nil {
		return wanted, err
	}
	if wanted.parts != "api" && wanted.parts != "all" {
		return wanted, fmt.Errorf("-parts is api or all, not %q", wanted.parts)
	}
	if wanted.parts == "all" && wanted.sizes == "" {
		return wanted, fmt.Errorf("-parts all needs -sizes")
	}
	return wanted, nil
}

// up runs a cluster until a signal, the end of standard input (-bound) or the failure of a part.
func up(arguments []string) error {
	wanted, err := parseSettings(arguments)
	if err != nil {
		return err
	}
	signalled, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	// A starter that died closes our outputs, too: what we still say of that must not end us before we have cleaned up.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	// A context of its own: the end of the first one would let the next signal kill us in the middle of stopping.
	ctx, cancel := context.WithCancel(signalled)
	defer cancel()
	if wanted.bound {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	if wanted.directory == "" {
		if wanted.directory, err = os.MkdirTemp("", "testcluster-"); err != nil {
			return err
		}
		if !wanted.keep {
			defer os.RemoveAll(wanted.directory)
		}
	}
	return runCluster(ctx, wanted)
}

// runCluster tries a few times: another process can take a free port before the part binds it.
func runCluster(ctx context.Context, wanted settings) error {
	var err error
	for attempt := 0; attempt < 3 && ctx.Err() == nil; attempt++ {
		all := &children{failed: make(chan error, 1)}
		run := wanted
		run.directory = filepath.Join(wanted.directory, fmt.Sprint(attempt))
		var ready *cluster
		if ready, err = startCluster(ctx, run, all); err == nil {
			fmt.Printf("READY %s\n", ready.Kubeconfig)
			select {
			case <-ctx.Done():
			case err = <-all.failed:
			}
			ready.stop()
			all.stop()
			return err
		}
		all.stop()
		fmt.Fprintf(os.Stderr, "testcluster: attempt %d: %v\n", attempt+1, err)
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

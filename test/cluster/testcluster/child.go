package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// childMark tells a part that its standard input is the lifeline to the process that started it.
const childMark = "TESTCLUSTER_CHILD"

// exitWithParent ends this process when the lifeline closes: a parent that was killed cannot stop us.
func exitWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

// child is one running part.
type child struct {
	name     string
	log      string
	command  *exec.Cmd
	lifeline io.WriteCloser
	exited   chan struct{}
	err      error
	stopping bool
}

// children are the running parts in the order in which they were started.
type children struct {
	mutex   sync.Mutex
	running []*child
	// failed gets the first part that ended without being asked to.
	failed   chan error
	stopping bool
}

// start runs the part with its output in directory/<name>.log.
func (all *children) start(directory string, environment []string, arguments ...string) (*child, error) {
	log, err := os.Create(filepath.Join(directory, arguments[0]+".log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	started := &child{name: arguments[0], log: log.Name(), command: exec.Command(self, arguments...), exited: make(chan struct{})}
	started.command.Stdout, started.command.Stderr = log, log
	started.command.Dir = directory
	started.command.Env = append(append(os.Environ(), childMark+"=1"), environment...)
	// A Ctrl-C in the terminal must reach us alone: the order of stopping matters.
	started.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if started.lifeline, err = started.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := started.command.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", started.name, err)
	}
	all.mutex.Lock()
	all.running = append(all.running, started)
	all.mutex.Unlock()
	go all.watch(started)
	return started, nil
}

func (all *children) watch(one *child) {
	one.err = one.command.Wait()
	close(one.exited)
	all.mutex.Lock()
	defer all.mutex.Unlock()
	if all.stopping || one.stopping {
		return
	}
	select {
	case all.failed <- fmt.Errorf("%s ended early (%v): %s", one.name, one.err, lastOf(one.log)):
	default:
	}
}

// stop ends the parts in the reverse order of their start: an API server without its etcd would hang.
func (all *children) stop() {
	all.mutex.Lock()
	all.stopping = true
	running := all.running
	all.running = nil
	all.mutex.Unlock()
	for index := len(running) - 1; index >= 0; index-- {
		running[index].stop()
	}
}

// stopOne ends one part on purpose while the others go on.
func (all *children) stopOne(one *child) {
	all.mutex.Lock()
	one.stopping = true
	all.running = slices.DeleteFunc(all.running, func(other *child) bool { return other == one })
	all.mutex.Unlock()
	one.stop()
}

func (one *child) stop() {
	_ = one.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-one.exited:
	case <-time.After(5 * time.Second):
		_ = one.command.Process.Kill()
		<-one.exited
	}
	_ = one.lifeline.Close()
}

// lastOf gives the end of a log: what a part said before it gave up.
func lastOf(log string) string {
	text, err := os.ReadFile(log)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-1500):])
}

package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// users are the people who can sign in, with their group; roles.go says what they may do.
var users = map[string]string{
	"admin":  "system:masters",
	"writer": "testcluster:users",
	"reader": "testcluster:users",
	"viewer": "testcluster:users",
	"nobody": "testcluster:users",
}

// writeUsers makes a token for each user and the token file for the API server.
func writeUsers(directory string) (map[string]string, error) {
	tokens := map[string]string{}
	var lines []string
	for user, group := range users {
		token, err := newToken()
		if err != nil {
			return nil, err
		}
		tokens[user] = token
		lines = append(lines, fmt.Sprintf("%s,%s,%s,%q", token, user, user, group))
	}
	file := filepath.Join(directory, "tokens.csv")
	return tokens, os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600)
}

func newToken() (string, error) {
	secret := make([]byte, 20)
	if _, err := rand.Read(secret); err != nil {
		return "", err
	}
	return hex.EncodeToString(secret), nil
}

// writeKubeconfigs writes `kubeconfig` for admin and `kubeconfig-<user>` for each other user.
func writeKubeconfigs(ready *cluster, tokens map[string]string) (map[string]string, error) {
	written := map[string]string{}
	for user, token := range tokens {
		config := clientcmdapi.NewConfig()
		config.Clusters["testcluster"] = &clientcmdapi.Cluster{Server: ready.Server, CertificateAuthority: ready.CAFile}
		config.AuthInfos[user] = &clientcmdapi.AuthInfo{Token: token}
		config.Contexts["testcluster"] = &clientcmdapi.Context{Cluster: "testcluster", AuthInfo: user, Namespace: "default"}
		config.CurrentContext = "testcluster"
		name := "kubeconfig"
		if user != "admin" {
			name += "-" + user
		}
		written[user] = filepath.Join(ready.directory, name)
		if err := clientcmd.WriteToFile(*config, written[user]); err != nil {
			return nil, err
		}
	}
	return written, nil
}

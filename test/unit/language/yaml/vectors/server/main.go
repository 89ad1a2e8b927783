// Reads vectors (one JSON object a line) and writes them back with what the API server's YAML reader says:
//
//	go run . < ../server.jsonl > new.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"sigs.k8s.io/yaml"
)

type vector struct {
	ID     string `json:"id,omitempty"`
	YAML   string `json:"yaml"`
	JSON   string `json:"json,omitempty"`
	Error  string `json:"error,omitempty"`
	Strict string `json:"strict,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			panic(err)
		}
		v.JSON, v.Error, v.Strict = "", "", ""
		if result, err := yaml.YAMLToJSON([]byte(v.YAML)); err != nil {
			v.Error = err.Error()
		} else {
			v.JSON = string(result)
			if _, err := yaml.YAMLToJSONStrict([]byte(v.YAML)); err != nil {
				v.Strict = err.Error()
			}
		}
		if err := out.Encode(v); err != nil {
			panic(err)
		}
	}
}

package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

// answerer answers one kind of question; the question is the whole JSON line.
type answerer func(question json.RawMessage) (any, error)

// oracle reads questions, one JSON object a line, and writes one answer a line in the same order.
// `ask` names the question; an answer is the result or {"error": "..."}. The questions are:
//
//	{"ask":"sizes", "requirements":[...], "nodeClass":{"spec":{}}, "region":"southcentralus"}
//	{"ask":"instanceTypes", "nodeClass":{"spec":{}}, "region":"southcentralus"}
//	{"ask":"nodePool", "object":{...}}      {"ask":"nodeClass", "object":{...}}
//	{"ask":"nodeOverlay", "object":{...}}   {"ask":"intersect", "left":[...], "right":[...]}
//	{"ask":"budget", "object":{NodePool}, "at":"RFC 3339", "nodes":10, "reason":"Drifted"}
//	{"ask":"cron", "schedule":"0 9 * * 1", "from":"RFC 3339", "count":3}
//	{"ask":"quantity", "text":"1.5Gi"}      {"ask":"duration", "text":"1h30m"}
func oracle(arguments []string) error {
	flags := flag.NewFlagSet("oracle", flag.ContinueOnError)
	file := flags.String("sizes", "", "JSON file with the VM sizes, needed by sizes and instanceTypes")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	regions := &regions{file: *file}
	answerers := map[string]answerer{
		"sizes": regions.matchingSizes, "instanceTypes": regions.instanceTypes,
		"nodePool": askNodePool, "nodeClass": askNodeClass, "nodeOverlay": askNodeOverlay,
		"intersect": askIntersect, "budget": askBudget, "cron": askCron,
		"quantity": askQuantity, "duration": askDuration,
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for lines.Scan() {
		if err := output.Encode(answer(answerers, lines.Bytes())); err != nil {
			return err
		}
	}
	return lines.Err()
}

func answer(answerers map[string]answerer, line []byte) (result any) {
	// The provider's code panics on input that its own API server would have refused.
	defer func() {
		if reason := recover(); reason != nil {
			result = map[string]any{"error": fmt.Sprint("panic: ", reason)}
		}
	}()
	var question struct{ Ask string }
	if err := json.Unmarshal(line, &question); err != nil {
		return map[string]any{"error": err.Error()}
	}
	ask := answerers[question.Ask]
	if ask == nil {
		return map[string]any{"error": fmt.Sprintf("unknown question %q", question.Ask)}
	}
	result, err := ask(line)
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	return result
}

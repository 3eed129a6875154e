// Package lines is how an oracle talks: one JSON request a line in, one JSON answer a line out, in the same order.
//
//	{"id": 7, "op": "validate", "objects": […]}  →  {"id": 7, "answer": {…}}
//	                                             →  {"id": 7, "error": {"kind": "panic", "message": "…"}}
//
// What the real program says about bad input is part of the answer. An error means that there is no answer: the request makes no
// sense (kind "request") or the real program's code panicked on it (kind "panic"). Neither ends the oracle. The end of the input does.
package lines

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sort"
	"strings"
)

// Operation answers one request; it gets the whole line.
type Operation func(request []byte) (any, error)

// Operations are what an oracle can be asked, by the name in "op".
type Operations map[string]Operation

type envelope struct {
	ID json.RawMessage `json:"id"`
	Op string          `json:"op"`
}

type reply struct {
	ID     json.RawMessage `json:"id"`
	Answer any             `json:"answer,omitempty"`
	Error  *failure        `json:"error,omitempty"`
}

type failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// Of makes an operation of a function from the request's own fields to its answer.
func Of[Request, Answer any](answer func(Request) (Answer, error)) Operation {
	return func(line []byte) (any, error) {
		var request Request
		if err := json.Unmarshal(line, &request); err != nil {
			return nil, err
		}
		return answer(request)
	}
}

// Serve answers until the input ends. Whatever else the program prints goes to standard error, because it would not be an answer.
func Serve(operations Operations) {
	operations["versions"] = Of(versions)
	out, err := takeStdout()
	if err == nil {
		err = serve(operations, os.Stdin, out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(operations Operations, in io.Reader, out io.Writer) error {
	reader := bufio.NewReader(in)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := reader.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := encoder.Encode(replyTo(operations, line)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func replyTo(operations Operations, line []byte) (result reply) {
	var request envelope
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(os.Stderr, "panic in %q: %v\n%s", request.Op, cause, debug.Stack())
			result = reply{ID: request.ID, Error: &failure{"panic", fmt.Sprint(cause)}}
		}
	}()
	if err := json.Unmarshal(line, &request); err != nil {
		return reply{Error: &failure{"request", err.Error()}}
	}
	operation, ok := operations[request.Op]
	if !ok {
		return reply{ID: request.ID, Error: &failure{"request", fmt.Sprintf("unknown op %q, known are %s", request.Op, names(operations))}}
	}
	answer, err := operation(line)
	if err != nil {
		return reply{ID: request.ID, Error: &failure{"request", err.Error()}}
	}
	return reply{ID: request.ID, Answer: answer}
}

func names(operations Operations) string {
	list := make([]string, 0, len(operations))
	for name := range operations {
		list = append(list, name)
	}
	sort.Strings(list)
	return strings.Join(list, ", ")
}

// versions says which modules the oracle is made of, so that a test can hold the pins.
func versions(struct{}) (map[string]string, error) {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, fmt.Errorf("built without module information")
	}
	modules := map[string]string{}
	for _, module := range build.Deps {
		if module.Replace != nil && module.Replace.Version != "" {
			module = module.Replace
		}
		modules[module.Path] = module.Version
	}
	return modules, nil
}

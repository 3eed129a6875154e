package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	lintcmd "github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/cmd/lint"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/options"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"sigs.k8s.io/yaml"
)

type lintAnswer struct {
	Accepted bool     `json:"accepted"`
	Messages []string `json:"messages"`
}

// lint runs the plugin's own command on a file with the objects. It prints all findings and returns the first.
func lint(request objectsRequest) (lintAnswer, error) {
	folder, err := os.MkdirTemp("", "argo-lint-")
	if err != nil {
		return lintAnswer{}, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "objects.yaml")
	if err := writeYAML(file, request.Objects); err != nil {
		return lintAnswer{}, err
	}
	printed, found, err := runLint(file)
	if err != nil {
		return lintAnswer{}, err
	}
	messages := strings.FieldsFunc(printed, func(r rune) bool { return r == '\n' })
	if found != nil && len(messages) == 0 {
		messages = []string{found.Error()}
	}
	return lintAnswer{Accepted: found == nil, Messages: messages}, nil
}

func writeYAML(file string, objects []map[string]any) error {
	var content bytes.Buffer
	for _, object := range objects {
		document, err := yaml.Marshal(object)
		if err != nil {
			return err
		}
		content.WriteString("---\n")
		content.Write(document)
	}
	return os.WriteFile(file, content.Bytes(), 0o600)
}

// runLint catches what the command prints: it does not take its output from its options. A file and not a pipe, which could fill up.
func runLint(file string) (printed string, found error, err error) {
	output, err := os.Create(file + ".out")
	if err != nil {
		return "", nil, err
	}
	defer output.Close()
	streams := genericclioptions.IOStreams{In: strings.NewReader(""), Out: io.Discard, ErrOut: io.Discard}
	command := lintcmd.NewCmdLint(options.NewArgoRolloutsOptions(streams))
	command.SetArgs([]string{"--filename", file})
	command.SetOut(io.Discard)
	command.SetErr(io.Discard)
	stdout := os.Stdout
	os.Stdout = output
	defer func() { os.Stdout = stdout }()
	found = command.Execute()
	data, err := os.ReadFile(output.Name())
	return string(data), found, err
}

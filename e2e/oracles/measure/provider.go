package measure

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/argoproj/argo-rollouts/metricproviders/prometheus"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	log "github.com/sirupsen/logrus"
)

// Request is a metric whose arguments are resolved, and what its Prometheus will answer.
type Request struct {
	Metric json.RawMessage `json:"metric"`
	Answer HTTPAnswer      `json:"answer"`
}

// HTTPAnswer is an answer of Prometheus' HTTP API, the body as text: it may be anything that a server says.
type HTTPAnswer struct {
	Status int    `json:"status"`
	Body   string `json:"body"`
}

// Answer is the measurement as the controller would record it, and what it asked for.
type Answer struct {
	Phase    string            `json:"phase"`
	Value    string            `json:"value,omitempty"`
	Message  string            `json:"message,omitempty"`
	Metadata map[string]string `json:"metadata,omitempty"`
	Asked    []Asked           `json:"asked"`
}

// Asked is one request that the provider made.
type Asked struct {
	Path    string            `json:"path"`
	Form    map[string]string `json:"form"`
	Headers map[string]string `json:"headers"`
}

var silent = func() *log.Entry {
	logger := log.New()
	logger.SetOutput(io.Discard)
	return log.NewEntry(logger)
}()

// Measure takes one measurement with the real provider, from a server on the loopback device that answers as it is told.
//
// The metric's own address is checked first, and replaced where it would be used.
func Measure(request Request) (Answer, error) {
	var metric v1alpha1.Metric
	if err := json.Unmarshal(request.Metric, &metric); err != nil {
		return Answer{}, err
	}
	if metric.Provider.Prometheus == nil {
		return Answer{}, fmt.Errorf("'metric' must have a Prometheus provider")
	}
	if _, err := prometheus.NewPrometheusAPI(metric); err != nil {
		return notMeasured(err), nil
	}
	asked := []Asked{}
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, incoming *http.Request) {
		asked = append(asked, note(incoming))
		writer.Header().Set("Content-Type", "application/json")
		writer.WriteHeader(request.Answer.Status)
		_, _ = io.WriteString(writer, request.Answer.Body)
	}))
	defer server.Close()
	metric.Provider.Prometheus.Address = server.URL
	answer, err := run(metric)
	answer.Asked = asked
	return answer, err
}

// run does what metricproviders.NewProvider and then the analysis controller do.
func run(metric v1alpha1.Metric) (Answer, error) {
	api, err := prometheus.NewPrometheusAPI(metric)
	if err != nil {
		return notMeasured(err), nil
	}
	provider, err := prometheus.NewPrometheusProvider(api, *silent, metric)
	if err != nil {
		return notMeasured(err), nil
	}
	measured := provider.Run(&v1alpha1.AnalysisRun{}, metric)
	return Answer{Phase: string(measured.Phase), Value: measured.Value, Message: measured.Message, Metadata: measured.Metadata}, nil
}

// notMeasured is what the analysis controller records where it gets no provider.
func notMeasured(err error) Answer {
	return Answer{Phase: string(v1alpha1.AnalysisPhaseError), Message: err.Error(), Asked: []Asked{}}
}

func note(incoming *http.Request) Asked {
	_ = incoming.ParseForm()
	return Asked{Path: incoming.URL.Path, Form: first(incoming.Form), Headers: first(incoming.Header)}
}

func first(values map[string][]string) map[string]string {
	result := map[string]string{}
	for name, list := range values {
		result[name] = list[0]
	}
	return result
}

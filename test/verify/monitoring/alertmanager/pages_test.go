// Package pages runs Alertmanager's own dispatcher, inhibitor, time intervals and notification log in virtual time, with
// receivers that write down what they are told. A day passes in a second, and every run tells the same.
//
// scripts/verify-install.sh builds it against the Alertmanager that amtool comes from.
package pages

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"slices"
	"sort"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/marker"
	"github.com/prometheus/alertmanager/nflog"
	"github.com/prometheus/alertmanager/notify"
	"github.com/prometheus/alertmanager/provider/mem"
	"github.com/prometheus/alertmanager/silence"
	"github.com/prometheus/alertmanager/template"
	"github.com/prometheus/alertmanager/timeinterval"
)

const (
	// Prometheus sends what fires again each minute, and says each time that it ends four intervals later unless told anew.
	resendDelay   = time.Minute
	resendEndsAt  = 4 * resendDelay
	keepResolved  = 15 * time.Minute
	dataRetention = 120 * time.Hour
)

type firing struct {
	Labels      map[string]string `json:"labels"`
	Annotations map[string]string `json:"annotations"`
	// Minutes after the start.
	From  int  `json:"from"`
	Until *int `json:"until"`
	// Whoever sent it is gone: nobody says that it is resolved.
	Abandoned bool `json:"abandoned"`
}

type scenario struct {
	Configuration string    `json:"configuration"`
	Templates     []string  `json:"templates"`
	Start         time.Time `json:"start"`
	Minutes       int       `json:"minutes"`
	Alerts        []firing  `json:"alerts"`
}

type page struct {
	Minute   int      `json:"minute"`
	Receiver string   `json:"receiver"`
	Subject  string   `json:"subject"`
	Firing   []string `json:"firing"`
	Resolved []string `json:"resolved"`
}

type recorder struct {
	receiver string
	start    time.Time
	tmpl     *template.Template
	mtx      *sync.Mutex
	pages    *[]page
}

func (r recorder) SendResolved() bool { return true }

func (r recorder) Notify(ctx context.Context, alerts ...*alert.Alert) (bool, error) {
	data := notify.GetTemplateData(ctx, r.tmpl, alerts, slog.New(slog.DiscardHandler))
	subject, err := r.tmpl.ExecuteTextString(`{{ template "health-cloud.subject" . }}`, data)
	if err != nil {
		return false, err
	}
	told := page{
		Minute:   int(time.Since(r.start) / time.Minute),
		Receiver: r.receiver,
		Subject:  subject,
		Firing:   names(data.Alerts.Firing()),
		Resolved: names(data.Alerts.Resolved()),
	}
	r.mtx.Lock()
	defer r.mtx.Unlock()
	*r.pages = append(*r.pages, told)
	return false, nil
}

func names(alerts []template.Alert) []string {
	all := make([]string, 0, len(alerts))
	for _, one := range alerts {
		all = append(all, one.Labels["alertname"])
	}
	sort.Strings(all)
	return all
}

func TestPages(t *testing.T) {
	var asked scenario
	content, err := os.ReadFile(os.Getenv("PAGES_SCENARIO"))
	must(t, err)
	must(t, json.Unmarshal(content, &asked))
	conf, err := config.LoadFile(asked.Configuration)
	must(t, err)
	tmpl, err := template.FromGlobs(asked.Templates)
	must(t, err)
	tmpl.ExternalURL = conf.Global.OpsGenieAPIURL.URL

	pages := []page{}
	synctest.Test(t, func(t *testing.T) { simulate(t, asked, conf, tmpl, &pages) })

	slices.SortStableFunc(pages, func(left, right page) int {
		if left.Minute != right.Minute {
			return left.Minute - right.Minute
		}
		return compare(left.Receiver+"\x00"+left.Subject, right.Receiver+"\x00"+right.Subject)
	})
	written, err := json.Marshal(pages)
	must(t, err)
	must(t, os.WriteFile(os.Getenv("PAGES_REPORT"), written, 0o600))
}

func simulate(t *testing.T, asked scenario, conf *config.Config, tmpl *template.Template, pages *[]page) {
	// A bubble of virtual time begins in the year 2000.
	time.Sleep(time.Until(asked.Start))

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	nothing := eventrecorder.NopRecorder()
	registry := prometheus.NewRegistry()

	alerts, err := mem.NewAlerts(ctx, 30*time.Minute, 0, nil, logger, nothing, registry, featurecontrol.NoopFlags{})
	must(t, err)
	silences, err := silence.New(silence.Options{Retention: dataRetention, Metrics: registry})
	must(t, err)
	log, err := nflog.New(nflog.Options{Retention: dataRetention, Metrics: registry})
	must(t, err)

	var mtx sync.Mutex
	receivers := map[string][]notify.Integration{}
	for _, receiver := range conf.Receivers {
		told := recorder{receiver.Name, asked.Start, tmpl, &mtx, pages}
		receivers[receiver.Name] = []notify.Integration{}
		for index := range len(receiver.WebhookConfigs) + len(receiver.WechatConfigs) + len(receiver.EmailConfigs) {
			receivers[receiver.Name] = append(receivers[receiver.Name],
				notify.NewIntegration(told, told, "recorder", index, receiver.Name))
		}
	}
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, interval := range conf.TimeIntervals {
		intervals[interval.Name] = interval.TimeIntervals
	}

	groups := marker.NewGroupMarker()
	inhibitor := inhibit.NewInhibitor(alerts, conf.InhibitRules, logger, nothing)
	alone := func() time.Duration { return 0 }
	pipeline := notify.NewPipelineBuilder(registry, featurecontrol.NoopFlags{}, nothing).New(receivers, alone, inhibitor,
		silence.NewSilencer(silences, logger, nothing), timeinterval.NewIntervener(intervals), groups, log, nil)
	dispatcher := dispatch.NewDispatcher(alerts, dispatch.NewRoute(conf.Route, nil), pipeline, groups,
		func(timeout time.Duration) time.Duration { return max(timeout, notify.MinTimeout) }, 30*time.Second, nil, logger,
		nothing, dispatch.NewDispatcherMetrics(false, registry, featurecontrol.NoopFlags{}), tmpl)

	go inhibitor.Run()
	inhibitor.WaitForLoading()
	go dispatcher.Run(time.Now())
	dispatcher.WaitForLoading()

	for minute := range asked.Minutes {
		// A microsecond more each minute: what a group's timer finds at a full minute is what was sent before it.
		time.Sleep(time.Until(asked.Start.Add(time.Duration(minute) * (resendDelay + time.Microsecond))))
		for _, one := range asked.Alerts {
			if sent, ok := one.at(minute, asked.Start); ok {
				must(t, alerts.Put(ctx, sent))
			}
		}
		synctest.Wait()
	}
	time.Sleep(resendDelay - time.Millisecond)

	dispatcher.Stop()
	inhibitor.Stop()
	alerts.Close()
	cancel()
	synctest.Wait()
}

// at is what Prometheus sends of an alert at a minute, if anything.
func (f firing) at(minute int, start time.Time) (*alert.Alert, bool) {
	now := time.Now()
	ended := f.Until != nil && minute >= *f.Until
	if minute < f.From || (ended && (f.Abandoned || minute >= *f.Until+int(keepResolved/resendDelay))) {
		return nil, false
	}
	endsAt := now.Add(resendEndsAt)
	if ended {
		endsAt = start.Add(time.Duration(*f.Until) * resendDelay)
	}
	return &alert.Alert{
		Alert: model.Alert{
			Labels:      labelSet(f.Labels),
			Annotations: labelSet(f.Annotations),
			StartsAt:    start.Add(time.Duration(f.From) * resendDelay),
			EndsAt:      endsAt,
		},
		UpdatedAt: now,
	}, true
}

func labelSet(values map[string]string) model.LabelSet {
	set := make(model.LabelSet, len(values))
	for name, value := range values {
		set[model.LabelName(name)] = model.LabelValue(value)
	}
	return set
}

func compare(left, right string) int {
	if left < right {
		return -1
	}
	if left > right {
		return 1
	}
	return 0
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

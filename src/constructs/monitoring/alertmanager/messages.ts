/** Where the chart puts the files of `templateFiles`. */
export const TEMPLATES = "/etc/alertmanager/config/*.tmpl";

/** Name of the file with the messages' templates. */
export const TEMPLATE_FILE = "health-cloud.tmpl";

/** A message's subject. */
export const SUBJECT = '{{ template "health-cloud.subject" . }}';

/** A message's text, for WeCom and mail. */
export const TEXT = '{{ template "health-cloud.text" . }}';

/** WeCom cuts a message at 2048 bytes, so it tells of the first alerts and counts the others. */
const MOST_ALERTS = 5;

/**
 * The messages' templates. The subject says how bad it is, how many, where and what; the text says for each alert what
 * happened, what to do, and since when.
 * @param title the environment's, as people call it
 */
export function messageTemplates(title: string): string {
  return `{{ define "health-cloud.subject" -}}
[{{ if eq .Status "firing" }}{{ with .CommonLabels.severity }}{{ . }}{{ else }}firing{{ end }} {{ .Alerts.Firing | len }}{{ else }}resolved{{ end }}] ${quoted(title)}: {{ template "health-cloud.what" . }}
{{- end }}

{{ define "health-cloud.what" -}}
{{ with .CommonAnnotations.summary }}{{ . }}{{ else }}{{ with .CommonLabels.alertname }}{{ . }}{{ else }}several alerts{{ end }}{{ range .GroupLabels.SortedPairs }}, {{ .Name }} {{ .Value }}{{ end }}{{ end }}
{{- end }}

{{ define "health-cloud.text" -}}
{{ template "health-cloud.subject" . }}
{{ range $index, $alert := .Alerts }}{{ if lt $index ${MOST_ALERTS} }}
{{ template "health-cloud.alert" $alert }}{{ end }}{{ end }}
{{- if gt (len .Alerts) ${MOST_ALERTS} }}
The first ${MOST_ALERTS} of {{ len .Alerts }} alerts.
{{- end }}
{{- end }}

{{ define "health-cloud.alert" -}}
{{ .Status }} {{ .Labels.alertname }}{{ with .Labels.severity }} ({{ . }}){{ end }}: {{ .Annotations.summary }}
{{- with .Annotations.description }}
{{ . }}
{{- end }}
Since {{ .StartsAt | tz "Asia/Shanghai" | date "2006-01-02 15:04" }}{{ with .Labels.owner }}, answers: {{ . }}{{ end }}
{{- with .Annotations.runbook_url }}
What to do: {{ . }}
{{- end }}
{{- with .Annotations.dashboard_url }}
Dashboard: {{ . }}
{{- end }}
{{ end }}
`;
}

/** Text in which the template engine finds no action. */
function quoted(title: string): string {
  return title.includes("{{") ? `{{ ${JSON.stringify(title)} }}` : title;
}

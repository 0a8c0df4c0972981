/**
 * What rules about pods may name as `variables.…`. Kubernetes computes a variable when it is used, so a policy carries them
 * all. `dyn` keeps the API server from checking a path against kinds that have another one.
 */
export const CEL_VARIABLES: readonly { readonly name: string; readonly expression: string }[] = [
  { name: "resource", expression: "dyn(object)" },
  {
    name: "pod",
    expression: [
      'variables.resource.kind == "Pod" ? variables.resource :',
      'variables.resource.kind == "CronJob" ? variables.resource.spec.jobTemplate.spec.template :',
      "variables.resource.spec.template",
    ].join(" "),
  },
  { name: "initContainers", expression: "variables.pod.spec.?initContainers.orValue([])" },
  // A container that starts before the others and runs beside them is one that the kubelet restarts.
  {
    name: "longRunningContainers",
    expression: [
      'variables.pod.spec.?restartPolicy.orValue("Always") != "Always" ? [] : variables.pod.spec.containers +',
      'variables.initContainers.filter(c, c.?restartPolicy.orValue("") == "Always")',
    ].join(" "),
  },
  { name: "containers", expression: "variables.pod.spec.containers + variables.initContainers" },
  {
    name: "allContainers",
    expression: "variables.containers + variables.pod.spec.?ephemeralContainers.orValue([])",
  },
];

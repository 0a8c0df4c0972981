# shellcheck shell=bash
# Sourced by the script that installs what checks need, after go-module.sh.

# Evaluates NetworkPolicies for the kernel's packet queue, and is a reference of the Kubernetes project.
POLICY_EVALUATOR_MODULE=sigs.k8s.io/kube-network-policies
POLICY_EVALUATOR_VERSION=v0.8.0

# build_policy_evaluator CACHE: builds the evaluator's package together with this project's door to it, since the engine is
# not exported. A newer source is built anew; what the first build left makes it quick.
build_policy_evaluator() {
  local cache=$1 own=test/verify/isolation/evaluator folder module source
  folder="$cache/policy-verdicts"
  module="$folder/module"
  if [ -x "$folder/policy-verdicts" ] && [ "$(cat "$folder/version" 2>/dev/null)" = "$POLICY_EVALUATOR_VERSION" ] &&
    cmp -s "$own/main.go" "$module/main.go" && cmp -s "$own/verdicts.go" "$module/networkpolicy/verdicts.go"; then
    return
  fi
  rm -rf "$module"
  dependent_module "$module" "$POLICY_EVALUATOR_MODULE" "$POLICY_EVALUATOR_VERSION"
  source=$(cd "$module" && module_folder "$POLICY_EVALUATOR_MODULE@$POLICY_EVALUATOR_VERSION")
  mkdir "$module/networkpolicy"
  find "$source/pkg/networkpolicy" -maxdepth 1 -name '*.go' ! -name '*_test.go' \
    -exec install -m 644 -t "$module/networkpolicy" {} +
  install -m 644 "$own/main.go" "$module/main.go"
  install -m 644 "$own/verdicts.go" "$module/networkpolicy/verdicts.go"
  (cd "$module" && go build -ldflags "-s -w" -o ../policy-verdicts .)
  # Last, so that what was cut off is built again.
  printf '%s\n' "$POLICY_EVALUATOR_VERSION" >"$folder/version"
}

#!/usr/bin/env bash
# Starts etcd, a Kubernetes control plane and KWOK, which plays the kubelets, on free ports of 127.0.0.1, and writes how to
# reach them to the file `environment`. What runs already is left alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR source=../../support/testbed/free-ports.sh
source "$(dirname "$0")/../../support/testbed/free-ports.sh"
state_folder

SERVICE_CIDR=10.96.0.0/16
# Requests a second that controllers and scheduler may make: a whole environment arrives at once.
QPS=500
# No node is meant to be lost, however little time KWOK gets on a busy machine. A test of the loss gives the cluster's own flags.
CONTROLLER_FLAGS=${HEALTH_CLOUD_CONTROLLER_FLAGS---node-monitor-grace-period=10m}

mkdir -p "$PKI" "$LOGS" "$PIDS" "$STATE/etcd"
chmod 700 "$STATE" "$STATE/etcd" "$PKI"
for component in "${COMPONENTS[@]}"; do
  [[ -x $(program "$component") ]] || fail "there is no $(program "$component"): run build.sh"
done

# start COMPONENT FLAG...
start() {
  local component=$1
  shift
  is_running "$component" && return 0
  setsid nohup "$(program "$component")" "$@" >"$LOGS/$component.log" 2>&1 </dev/null &
  echo "$!" >"$PIDS/$component"
}

# wait_for COMPONENT COMMAND...: until the command succeeds.
wait_for() {
  local component=$1 end=$((SECONDS + 120))
  shift
  until "$@" >/dev/null 2>&1; do
    if ! is_running "$component" || ((SECONDS >= end)); then
      tail -n 20 "$LOGS/$component.log" >&2
      fail "$component is not ready; its last words are above"
    fi
    sleep 0.2
  done
}

# key NAME: an ECDSA key.
key() { [[ -s $PKI/$1.key ]] || openssl ecparam -name prime256v1 -genkey -noout -out "$PKI/$1.key"; }

# certificate NAME SUBJECT EXTENSIONS: signed by the authority of this run.
certificate() {
  [[ -s $PKI/$1.crt ]] && return 0
  key "$1"
  openssl req -new -key "$PKI/$1.key" -subj "$2" |
    openssl x509 -req -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial -days 30 -extfile <(printf '%s\n' "$3") \
      -out "$PKI/$1.crt" 2>/dev/null
}

# kubeconfig USER
kubeconfig() {
  cat >"$STATE/$1.kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: testbed
clusters: [{name: testbed, cluster: {server: "$SERVER", certificate-authority: "$PKI/ca.crt"}}]
users: [{name: $1, user: {client-certificate: "$PKI/$1.crt", client-key: "$PKI/$1.key"}}]
contexts: [{name: testbed, context: {cluster: testbed, user: $1}}]
END
}

# ask PATH: a request to the API server by its administrator.
ask() {
  curl --silent --fail --max-time 5 --cacert "$PKI/ca.crt" --cert "$PKI/admin.crt" --key "$PKI/admin.key" "$SERVER$1"
}

# answers URL: whether a component says that it is well. Its certificate is one that it made itself.
answers() { curl --silent --fail --insecure --max-time 2 "$1"; }

[[ -s $STATE/ports ]] ||
  free_ports API_PORT ETCD_PORT ETCD_PEER_PORT MANAGER_PORT SCHEDULER_PORT KWOK_PORT CUT_KWOK_PORT >"$STATE/ports"
# shellcheck source=/dev/null
source "$STATE/ports"
SERVER=https://127.0.0.1:$API_PORT

if [[ ! -s $PKI/ca.crt ]]; then
  key ca
  openssl req -x509 -new -key "$PKI/ca.key" -days 30 -subj /CN=testbed -out "$PKI/ca.crt"
fi
CLIENT=extendedKeyUsage=clientAuth
certificate kube-apiserver /CN=kube-apiserver \
  $'extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1,IP:10.96.0.1,DNS:kubernetes.default.svc'
certificate admin /O=system:masters/CN=admin "$CLIENT"
certificate kube-controller-manager /CN=system:kube-controller-manager "$CLIENT"
certificate kube-scheduler /CN=system:kube-scheduler "$CLIENT"
certificate kwok /O=system:masters/CN=kwok "$CLIENT"
[[ -s $PKI/service-account.key ]] || openssl genrsa -out "$PKI/service-account.key" 2048 2>/dev/null
[[ -s $PKI/service-account.pub ]] ||
  openssl rsa -in "$PKI/service-account.key" -pubout -out "$PKI/service-account.pub" 2>/dev/null
for user in kube-controller-manager kube-scheduler kwok; do kubeconfig "$user"; done

# What RKE2's CIS profile asks of every namespace that names no level of its own.
cat >"$STATE/admission.yaml" <<END
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted, enforce-version: latest, audit: restricted, audit-version: latest, warn: restricted, warn-version: latest}
      exemptions: {usernames: [], runtimeClasses: [], namespaces: [kube-system]}
END
cat >"$STATE/scheduler.yaml" <<END
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
leaderElection: {leaderElect: false}
clientConnection: {kubeconfig: "$STATE/kube-scheduler.kubeconfig", qps: $QPS, burst: $((QPS * 2))}
END

ETCD=http://127.0.0.1:$ETCD_PORT
start etcd --name testbed --data-dir "$STATE/etcd" --unsafe-no-fsync --log-level warn \
  --listen-client-urls "$ETCD" --advertise-client-urls "$ETCD" \
  --listen-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
  --initial-advertise-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
  --initial-cluster "testbed=http://127.0.0.1:$ETCD_PEER_PORT"
wait_for etcd answers "$ETCD/health"

# Privileged pods are allowed, as by RKE2: it is Pod Security that keeps vendors from them.
start kube-apiserver --allow-privileged=true --etcd-servers "$ETCD" --bind-address 127.0.0.1 --secure-port "$API_PORT" \
  --advertise-address 127.0.0.1 --endpoint-reconciler-type none --service-cluster-ip-range "$SERVICE_CIDR" \
  --tls-cert-file "$PKI/kube-apiserver.crt" --tls-private-key-file "$PKI/kube-apiserver.key" \
  --client-ca-file "$PKI/ca.crt" --anonymous-auth=false --authorization-mode Node,RBAC \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$PKI/service-account.pub" \
  --service-account-signing-key-file "$PKI/service-account.key" \
  --enable-admission-plugins NodeRestriction --admission-control-config-file "$STATE/admission.yaml" \
  --max-requests-inflight 2000 --max-mutating-requests-inflight 1000 --profiling=false
wait_for kube-apiserver ask /readyz

read -ra controller_flags <<<"$CONTROLLER_FLAGS"
start kube-controller-manager "${controller_flags[@]}" --kubeconfig "$STATE/kube-controller-manager.kubeconfig" \
  --authentication-kubeconfig "$STATE/kube-controller-manager.kubeconfig" \
  --authorization-kubeconfig "$STATE/kube-controller-manager.kubeconfig" \
  --bind-address 127.0.0.1 --secure-port "$MANAGER_PORT" --leader-elect=false --use-service-account-credentials \
  --service-account-private-key-file "$PKI/service-account.key" --root-ca-file "$PKI/ca.crt" \
  --allocate-node-cidrs=false --kube-api-qps "$QPS" --kube-api-burst $((QPS * 2)) --profiling=false
start kube-scheduler --config "$STATE/scheduler.yaml" \
  --authentication-kubeconfig "$STATE/kube-scheduler.kubeconfig" \
  --authorization-kubeconfig "$STATE/kube-scheduler.kubeconfig" \
  --bind-address 127.0.0.1 --secure-port "$SCHEDULER_PORT"
# start_kwok COMPONENT PORT POD_CIDR LABEL_SELECTOR: plays the kubelets of the nodes with such labels. It renews their leases as
# kubelets do, four times in their duration; unless told to it renews none, and a node falls silent once a minute.
start_kwok() {
  start "$1" --kubeconfig "$STATE/kwok.kubeconfig" --config "$STAGES" --manage-all-nodes=false \
    --manage-nodes-with-label-selector "$4" --node-lease-duration-seconds 40 --node-ip 127.0.0.1 --cidr "$3" \
    --server-address "127.0.0.1:$2"
}
start_kwok kwok "$KWOK_PORT" 10.100.0.1/16 "topology.kubernetes.io/region!=$CUT_REGION"
start_kwok "kwok@$CUT_REGION" "$CUT_KWOK_PORT" 10.101.0.1/16 "topology.kubernetes.io/region=$CUT_REGION"
wait_for kube-controller-manager answers "https://127.0.0.1:$MANAGER_PORT/healthz"
wait_for kube-scheduler answers "https://127.0.0.1:$SCHEDULER_PORT/healthz"
wait_for kwok answers "http://127.0.0.1:$KWOK_PORT/healthz"
wait_for "kwok@$CUT_REGION" answers "http://127.0.0.1:$CUT_KWOK_PORT/healthz"
# Pods are refused until the controllers have given the namespace its account.
wait_for kube-controller-manager ask /api/v1/namespaces/default/serviceaccounts/default

cat >"$STATE/environment" <<END
HEALTH_CLOUD_KUBERNETES_SERVER=$SERVER
HEALTH_CLOUD_KUBERNETES_CA_CERTIFICATE=$PKI/ca.crt
HEALTH_CLOUD_KUBERNETES_CLIENT_CERTIFICATE=$PKI/admin.crt
HEALTH_CLOUD_KUBERNETES_CLIENT_KEY=$PKI/admin.key
HEALTH_CLOUD_KUBERNETES_ETCD=$ETCD
HEALTH_CLOUD_KUBERNETES_PROGRAMS=$BIN
END

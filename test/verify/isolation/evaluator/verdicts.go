// The part of the other evaluator's package that this project adds: its engine is not exported. No cluster is needed, since
// listers read from an index that is filled by hand.

package networkpolicy

import (
	"context"
	"encoding/json"
	"fmt"
	"net"

	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	networkinglisters "k8s.io/client-go/listers/networking/v1"
	"k8s.io/client-go/tools/cache"
)

// PolicySet is one cluster, and what is asked about it: every service for every pair of addresses.
type PolicySet struct {
	Namespaces []v1.Namespace
	Pods       []v1.Pod
	Policies   []networkingv1.NetworkPolicy
	Pairs      []Pair
	Services   []Service
}

// Pair of two IP addresses. The one of a pod stands for that pod.
type Pair struct{ From, To string }

// Service is what a packet asks for at its destination.
type Service struct {
	Protocol v1.Protocol
	Port     int
}

// Verdicts tells for each pair, and for each service in it, whether the first packet passes (1) or not (0).
func Verdicts(set PolicySet) (string, error) {
	controller, err := controllerOf(set)
	if err != nil {
		return "", err
	}
	verdicts := make([]byte, 0, len(set.Pairs)*len(set.Services))
	for _, pair := range set.Pairs {
		from, to := net.ParseIP(pair.From), net.ParseIP(pair.To)
		if from == nil || to == nil {
			return "", fmt.Errorf("expected two IP addresses, got %q and %q", pair.From, pair.To)
		}
		for _, service := range set.Services {
			verdict := byte('0')
			if controller.evaluatePacket(context.Background(), packet{
				family: v1.IPv4Protocol, srcIP: from, dstIP: to, srcPort: 40000, dstPort: service.Port, proto: service.Protocol,
			}) {
				verdict = '1'
			}
			verdicts = append(verdicts, verdict)
		}
	}
	return string(verdicts), nil
}

func controllerOf(set PolicySet) (*Controller, error) {
	byNamespace := cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc}
	namespaces := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{})
	pods := cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)
	policies := cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)
	podsByAddress := map[string]*v1.Pod{}

	for _, namespace := range set.Namespaces {
		if err := namespaces.Add(withNameLabel(namespace)); err != nil {
			return nil, err
		}
	}
	for index := range set.Pods {
		pod := &set.Pods[index]
		if err := pods.Add(pod); err != nil {
			return nil, err
		}
		for _, address := range pod.Status.PodIPs {
			podsByAddress[address.IP] = pod
		}
	}
	for _, policy := range set.Policies {
		stored, err := asStored(policy)
		if err != nil {
			return nil, err
		}
		if err := policies.Add(stored); err != nil {
			return nil, err
		}
	}
	return &Controller{
		namespaceLister:     corelisters.NewNamespaceLister(namespaces),
		podLister:           corelisters.NewPodLister(pods),
		networkpolicyLister: networkinglisters.NewNetworkPolicyLister(policies),
		getPodAssignedToIP:  func(address string) *v1.Pod { return podsByAddress[address] },
	}, nil
}

// Every namespace has this label (Kubernetes, Well-Known Labels).
func withNameLabel(namespace v1.Namespace) *v1.Namespace {
	labels := map[string]string{v1.LabelMetadataName: namespace.Name}
	for key, value := range namespace.Labels {
		labels[key] = value
	}
	namespace.Labels = labels
	return &namespace
}

// asStored makes of a policy what an API server hands out: defaults are written into it, and an empty list is none at all.
// The engine expects both.
func asStored(policy networkingv1.NetworkPolicy) (*networkingv1.NetworkPolicy, error) {
	text, err := json.Marshal(policy)
	if err != nil {
		return nil, err
	}
	stored := &networkingv1.NetworkPolicy{}
	if err := json.Unmarshal(text, stored); err != nil {
		return nil, err
	}
	// NetworkPolicySpec: "policies that contain an egress section are assumed to affect egress, and all policies (whether or
	// not they contain an ingress section) are assumed to affect ingress".
	if len(stored.Spec.PolicyTypes) == 0 {
		stored.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(stored.Spec.Egress) > 0 {
			stored.Spec.PolicyTypes = append(stored.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	for _, rule := range stored.Spec.Ingress {
		nameProtocols(rule.Ports)
	}
	for _, rule := range stored.Spec.Egress {
		nameProtocols(rule.Ports)
	}
	return stored, checkSelectors(stored)
}

// NetworkPolicyPort: "If not specified, this field defaults to TCP".
func nameProtocols(ports []networkingv1.NetworkPolicyPort) {
	for index := range ports {
		if ports[index].Protocol == nil {
			protocol := v1.ProtocolTCP
			ports[index].Protocol = &protocol
		}
	}
}

// The engine passes over a selector that it cannot read, which would hide a mistake of whoever asks.
func checkSelectors(policy *networkingv1.NetworkPolicy) error {
	selectors := []*metav1.LabelSelector{&policy.Spec.PodSelector}
	peers := []networkingv1.NetworkPolicyPeer{}
	for _, rule := range policy.Spec.Ingress {
		peers = append(peers, rule.From...)
	}
	for _, rule := range policy.Spec.Egress {
		peers = append(peers, rule.To...)
	}
	for _, peer := range peers {
		selectors = append(selectors, peer.PodSelector, peer.NamespaceSelector)
	}
	for _, selector := range selectors {
		if _, err := metav1.LabelSelectorAsSelector(selector); err != nil {
			return fmt.Errorf("policy %s/%s: %w", policy.Namespace, policy.Name, err)
		}
	}
	return nil
}

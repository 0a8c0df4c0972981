import { httpRoute, type HttpRouteProps } from "../../../src/constructs/services";

const props: HttpRouteProps = {
  service: "card",
  namespace: "vendor-01",
  ports: [
    { name: "http", port: 8080 },
    { name: "metrics", port: 9090 },
  ],
  expose: { host: "card.health.example", port: "http", to: ["public"], path: "/api" },
  gateway: { namespace: "gateways", gateway: "cluster" },
  audiences: ["clients"],
};

describe("the route of an exposed service", () => {
  it("leads its host and path from its audience's listener of the gateway to the exposed port", () => {
    expect(httpRoute(props)).toEqual({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: {
        name: "card",
        namespace: "vendor-01",
        labels: { "app.kubernetes.io/managed-by": "terraform", "app.kubernetes.io/part-of": "health-cloud" },
      },
      spec: {
        parentRefs: [{ name: "cluster", namespace: "gateways", sectionName: "clients" }],
        hostnames: ["card.health.example"],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/api" } }],
            backendRefs: [{ name: "card", port: 8080 }],
          },
        ],
      },
    });
  });

  it("attaches to the listener of each of its audiences", () => {
    expect(httpRoute({ ...props, audiences: ["clients", "exchange"] })).toMatchObject({
      spec: {
        parentRefs: [
          { name: "cluster", namespace: "gateways", sectionName: "clients" },
          { name: "cluster", namespace: "gateways", sectionName: "exchange" },
        ],
      },
    });
  });

  it("refuses a port that the service does not have", () => {
    expect(() => httpRoute({ ...props, expose: { ...props.expose, port: "grpc" } })).toThrow(
      "service card exposes port grpc: expected one of its ports http, metrics",
    );
  });
});

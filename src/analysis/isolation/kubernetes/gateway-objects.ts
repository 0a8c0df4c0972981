import { z } from "zod";
import type { Resource } from "../../../terraform/configuration";
import { chartObjects } from "../../../terraform/kubernetes-chart-objects";
import type { Value } from "../../../terraform/symbolic-value";
import type { Arguments } from "../model/arguments";

/** An object of the Gateway API, or of Envoy Gateway, and what makes it. */
export interface GatewayObject {
  readonly origin: Resource;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The object as a whole, to be read by its kind's schema. */
  readonly object: unknown;
}

/** In the group of each of them. */
const GROUPS = ["gateway.networking.k8s.io", "gateway.envoyproxy.io"];

const metadata = z.object({ name: z.string(), namespace: z.string().optional() });
const anyObject = z.object({ apiVersion: z.string(), kind: z.string(), metadata });

const selector = z.object({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});

export const gatewaySchema = z.object({
  spec: z.object({
    gatewayClassName: z.string(),
    listeners: z.array(
      z.object({
        name: z.string(),
        port: z.number(),
        protocol: z.string(),
        allowedRoutes: z
          .object({ namespaces: z.object({ from: z.string().optional(), selector: selector.optional() }).optional() })
          .optional(),
      }),
    ),
  }),
});

export const gatewayClassSchema = z.object({
  spec: z.object({
    parametersRef: z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }).optional(),
  }),
});

/** Where the Service of the proxies gets its ports. */
export const envoyProxySchema = z.object({
  spec: z.object({
    provider: z.object({
      kubernetes: z.object({
        envoyService: z.object({
          patch: z.object({
            value: z.object({
              spec: z.object({ ports: z.array(z.object({ port: z.number(), nodePort: z.number().optional() })) }),
            }),
          }),
        }),
      }),
    }),
  }),
});

export const routeSchema = z.object({
  spec: z.object({
    parentRefs: z
      .array(z.object({ name: z.string(), namespace: z.string().optional(), sectionName: z.string().optional() }))
      .optional(),
    rules: z
      .array(
        z.object({
          backendRefs: z
            .array(
              z.object({
                kind: z.string().optional(),
                name: z.string(),
                namespace: z.string().optional(),
                port: z.number().optional(),
              }),
            )
            .optional(),
        }),
      )
      .optional(),
  }),
});

/**
 * The objects that stand whole in the values of releases, and those of `kubernetes_manifest`.
 *
 * @param releases by namespace
 */
export function gatewayObjects(
  given: Arguments,
  stacks: ReadonlySet<string>,
  releases: ReadonlyMap<string, readonly Resource[]>,
): GatewayObject[] {
  return [
    ...[...releases].flatMap(([namespace, own]) =>
      own.flatMap((origin) => inRelease(given, origin).flatMap((object) => objectIn(origin, object, namespace))),
    ),
    ...given.configuration
      .ofType("kubernetes_manifest")
      .filter(({ stack }) => stacks.has(stack))
      .flatMap((origin) => objectIn(origin, given.value(origin, "manifest"), "default")),
  ];
}

/** Most releases say nothing of gateways: their values are not taken apart. */
function inRelease(given: Arguments, origin: Resource): unknown[] {
  const values = given.value(origin, "values");
  const texts = (Array.isArray(values) ? (values as readonly Value[]) : [values]).filter(
    (text) => typeof text === "string" && GROUPS.some((group) => text.includes(group)),
  );
  if (texts.length === 0) return [];
  try {
    return chartObjects({ type: origin.type, address: origin.address, values: { values: texts } });
  } catch {
    given.report(origin, "its values speak of gateways or routes, and are not read");
    return [];
  }
}

/** @param namespace where an object goes that names none */
function objectIn(origin: Resource, object: unknown, namespace: string): GatewayObject[] {
  const read = anyObject.safeParse(object);
  if (!read.success) return [];
  const { apiVersion, kind, metadata: named } = read.data;
  if (!GROUPS.includes(apiVersion.split("/")[0] ?? "")) return [];
  return [{ origin, kind, name: named.name, namespace: named.namespace ?? namespace, object }];
}

import { loadPackageDefinition, type GrpcObject, type ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import { PROTOCOL } from "./descriptor";

type Definition = GrpcObject[string];

const PACKAGES = loadPackageDefinition(fromJSON(PROTOCOL, { longs: Number, defaults: true }));

/** The service that Terraform calls. */
export const PROVIDER_SERVICE = withSchemaWrittenOnce(serviceNamed(["tfplugin6", "Provider"]));

/** The service that go-plugin, through which Terraform reaches its providers, asks whether a provider is up. */
export const HEALTH_SERVICE = serviceNamed(["grpc", "health", "v1", "Health"]);

/** A provider's schemas are megabytes which every process of Terraform asks for: the same answer is written once. */
function withSchemaWrittenOnce({ GetProviderSchema: call, ...calls }: ServiceDefinition): ServiceDefinition {
  if (!call) throw new Error("the protocol's descriptor has no call GetProviderSchema");
  const written = new WeakMap<object, Buffer>();
  const responseSerialize = (answer: object) => {
    const bytes = written.get(answer) ?? call.responseSerialize(answer);
    written.set(answer, bytes);
    return bytes;
  };
  return { ...calls, GetProviderSchema: { ...call, responseSerialize } };
}

function serviceNamed(path: readonly string[], from: GrpcObject = PACKAGES): ServiceDefinition {
  const [name = "", ...rest] = path;
  const found = from[name];
  if (typeof found === "function" && rest.length === 0) return found.service;
  if (!isPackage(found)) throw new Error(`the protocol's descriptor has no service ${name}`);
  return serviceNamed(rest, found);
}

function isPackage(definition: Definition | undefined): definition is GrpcObject {
  return typeof definition === "object" && !("format" in definition);
}

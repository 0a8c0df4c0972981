import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { ProviderName } from "../../terraform/provider-schema";
import type { Request, Response, TypeCalls } from "../protocol/messages";
import { HEALTH_SERVICE, PROVIDER_SERVICE } from "../protocol/services";
import { diagnosticOf, providerCalls, type ProviderCalls, type SimulatedClouds } from "./calls";

/** The health service's word for "up". */
const SERVING = 1;

/** A message may be as large as Terraform makes it: a chart's values, a machine's user data. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** A simulated provider that listens on a Unix socket. */
export interface ProviderServer {
  stop(): void;
}

/** Starts a simulated provider. */
export async function startServer(
  name: ProviderName,
  socket: string,
  clouds: SimulatedClouds,
): Promise<ProviderServer> {
  const server = new Server(UNLIMITED);
  server.addService(PROVIDER_SERVICE, implement(providerCalls(name, clouds)));
  server.addService(HEALTH_SERVICE, { Check: handler(() => ({ status: SERVING })) });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  return {
    stop: () => {
      server.forceShutdown();
    },
  };
}

function implement({ types, describe, list }: ProviderCalls): UntypedServiceImplementation {
  const onType = <Call extends keyof TypeCalls>(call: Call) =>
    handler((request: Request<Call>): Response<Call> | { readonly diagnostics: readonly object[] } => {
      try {
        return types[call](request);
      } catch (error) {
        return { diagnostics: [diagnosticOf(error, call, request.typeName)] };
      }
    });
  const always = (response: () => object) => handler(response);
  return {
    GetMetadata: always(list),
    GetProviderSchema: always(describe),
    ValidateProviderConfig: always(() => ({})),
    ConfigureProvider: always(() => ({})),
    GetFunctions: always(() => ({})),
    StopProvider: always(() => ({})),
    ValidateResourceConfig: onType("ValidateResourceConfig"),
    ValidateDataResourceConfig: onType("ValidateDataResourceConfig"),
    UpgradeResourceState: onType("UpgradeResourceState"),
    ReadResource: onType("ReadResource"),
    PlanResourceChange: onType("PlanResourceChange"),
    ApplyResourceChange: onType("ApplyResourceChange"),
    ImportResourceState: onType("ImportResourceState"),
    ReadDataSource: onType("ReadDataSource"),
  };
}

function handler<Asked, Answered>(answer: (request: Asked) => Answered) {
  return (call: ServerUnaryCall<Asked, Answered>, respond: sendUnaryData<Answered>) => {
    respond(null, answer(call.request));
  };
}

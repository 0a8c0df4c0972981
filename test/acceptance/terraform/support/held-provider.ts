import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { z } from "zod";
import { HEALTH_SERVICE, PROVIDER_SERVICE } from "../../../../src/simulation/protocol/services";
import { makeSocketFolder } from "../../../../src/simulation/sockets";
import { providerFacts, type ProviderName } from "../../../../src/terraform/provider-schema";
import { Turnstile } from "./turnstile";

/** The call by which a resource is made, changed or removed. */
const APPLY = "ApplyResourceChange";

/** A message may be as large as Terraform makes it. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const reattachment = z.record(z.string(), z.looseObject({ Addr: z.looseObject({ String: z.string() }) }));

/** Messages pass as the bytes that they are. */
const unread = (bytes: Buffer): Buffer => bytes;

/**
 * Stands between Terraform and a simulated provider and lets only as many resources be made, changed or removed as the test
 * allows: a cloud that takes its time, by which an apply is met in the middle.
 */
export class HeldProvider {
  /** Every change of a resource passes it. It is open until the test says otherwise. */
  readonly turnstile = new Turnstile();

  private readonly server = new Server(UNLIMITED);
  private readonly folder: ReturnType<typeof makeSocketFolder>;
  private readonly client: Client;

  private constructor(
    private readonly name: ProviderName,
    private readonly simulated: z.output<typeof reattachment>,
  ) {
    this.folder = makeSocketFolder([name]);
    this.client = new Client(`unix:${this.simulatedSocket}`, credentials.createInsecure(), UNLIMITED);
    for (const service of [PROVIDER_SERVICE, HEALTH_SERVICE]) this.forward(service);
  }

  /** @param reattach value of `TF_REATTACH_PROVIDERS` for simulated providers, one of which is held. */
  static async start(name: ProviderName, reattach: string): Promise<HeldProvider> {
    const held = new HeldProvider(name, reattachment.parse(JSON.parse(reattach)));
    await held.listen();
    return held;
  }

  /** The value of `TF_REATTACH_PROVIDERS` in which this provider takes the place of the one behind it. */
  get reattach(): string {
    const from = this.simulatedSocket;
    return JSON.stringify(this.simulated, (_, value: unknown) => (value === from ? this.socket : value));
  }

  stop(): void {
    this.turnstile.open();
    this.server.forceShutdown();
    this.client.close();
    this.folder.remove();
  }

  private get socket(): string {
    return this.folder.path(this.name);
  }

  private get simulatedSocket(): string {
    const entry = this.simulated[providerFacts(this.name).provider];
    if (entry === undefined)
      throw new Error(`${this.name} is not simulated: got ${Object.keys(this.simulated).join()}`);
    return entry.Addr.String;
  }

  private listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync(`unix:${this.socket}`, ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
  }

  private forward(service: ServiceDefinition): void {
    const methods = Object.entries(service).map(
      ([name, method]) =>
        [
          name,
          {
            ...method,
            requestSerialize: unread,
            requestDeserialize: unread,
            responseSerialize: unread,
            responseDeserialize: unread,
          },
        ] as const,
    );
    const handlers = methods.map(
      ([name, { path }]) =>
        [
          name,
          (call: ServerUnaryCall<Buffer, Buffer>, respond: sendUnaryData<Buffer>) => {
            const pass = () => {
              // Whoever was killed while it waited has ordered nothing.
              if (!call.cancelled) this.client.makeUnaryRequest(path, unread, unread, call.request, answer(respond));
            };
            if (name === APPLY) void this.turnstile.pass().then(pass);
            else pass();
          },
        ] as const,
    );
    this.server.addService(Object.fromEntries(methods), Object.fromEntries(handlers));
  }
}

function answer(respond: sendUnaryData<Buffer>) {
  return (error: Parameters<sendUnaryData<Buffer>>[0], bytes?: Buffer) => {
    if (error) respond(error);
    else respond(null, bytes);
  };
}

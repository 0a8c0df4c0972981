import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { credentials, makeGenericClientConstructor } from "@grpc/grpc-js";
import { z } from "zod";
import { HEALTH_SERVICE, PROVIDER_SERVICE } from "../../src/simulation/protocol/services";
import { startProviders, type SimulatedProviders } from "../../src/simulation/providers";
import { encode } from "../../src/simulation/wire/codec";

const reattachment = z.record(
  z.string(),
  z.object({
    Protocol: z.literal("grpc"),
    ProtocolVersion: z.literal(6),
    Pid: z.literal(process.pid),
    Test: z.literal(true),
    Addr: z.object({ Network: z.literal("unix"), String: z.string() }),
  }),
);

function socketsOf({ reattach }: SimulatedProviders): Readonly<Record<string, string>> {
  const entries = Object.entries(reattachment.parse(JSON.parse(reattach)));
  return Object.fromEntries(entries.map(([address, { Addr }]) => [address, Addr.String]));
}

/** Calls a provider as Terraform would. */
function call(socket: string, service: typeof PROVIDER_SERVICE, method: string, request: object): Promise<unknown> {
  const Client = makeGenericClientConstructor(service, "test");
  const client = new Client(`unix:${socket}`, credentials.createInsecure());
  const definition = service[method];
  if (!definition) throw new Error(`no method ${method}`);
  return new Promise<unknown>((resolve, reject) => {
    client.makeUnaryRequest(
      definition.path,
      (value: object) => definition.requestSerialize(value),
      (bytes: Buffer): unknown => definition.responseDeserialize(bytes),
      request,
      (error, answer) => {
        client.close();
        if (error) reject(error);
        else resolve(answer);
      },
    );
  });
}

// A thread compiles what it runs, which takes its time on a busy machine.
jest.setTimeout(60_000);

describe("simulated providers", () => {
  let providers: SimulatedProviders;
  let socket: string;

  beforeAll(async () => {
    providers = await startProviders({ providers: ["tls", "random"] });
    socket = socketsOf(providers)["registry.terraform.io/hashicorp/tls"] ?? "";
  });
  afterAll(() => providers.stop());

  it("are found by Terraform and by OpenTofu, each at one socket", () => {
    const sockets = socketsOf(providers);
    expect(Object.keys(sockets).sort()).toEqual([
      "registry.opentofu.org/hashicorp/random",
      "registry.opentofu.org/hashicorp/tls",
      "registry.terraform.io/hashicorp/random",
      "registry.terraform.io/hashicorp/tls",
    ]);
    expect(new Set(Object.values(sockets)).size).toBe(2);
  });

  it("say that they are up", async () => {
    expect(await call(socket, HEALTH_SERVICE, "Check", { service: "plugin" })).toMatchObject({ status: 1 });
  });

  it("answer with the provider's schemas, the same each time", async () => {
    const schema = await call(socket, PROVIDER_SERVICE, "GetProviderSchema", {});
    expect(schema).toMatchObject({
      serverCapabilities: { getProviderSchemaOptional: true, planDestroy: false },
      resourceSchemas: {
        tls_private_key: {
          block: {
            attributes: expect.arrayContaining([
              expect.objectContaining({ name: "private_key_pem", computed: true, sensitive: true, required: false }),
            ]) as unknown,
          },
        },
      },
      dataSourceSchemas: { tls_public_key: {} },
    });
    expect(await call(socket, PROVIDER_SERVICE, "GetProviderSchema", {})).toEqual(schema);
  });

  it("list their types", async () => {
    expect(await call(socket, PROVIDER_SERVICE, "GetMetadata", {})).toMatchObject({
      resources: expect.arrayContaining([{ typeName: "tls_private_key" }]) as unknown,
      dataSources: expect.arrayContaining([{ typeName: "tls_public_key" }]) as unknown,
    });
  });

  it("answer an error with a diagnostic that names the call and the type, and stay up", async () => {
    const config = { msgpack: encode({ private_key_pem: "x" }) };
    const answer = await call(socket, PROVIDER_SERVICE, "ReadDataSource", { typeName: "tls_public_key", config });
    expect(answer).toMatchObject({
      diagnostics: [
        {
          severity: 1,
          summary: "Simulated provider: ReadDataSource of tls_public_key failed",
          detail: expect.stringContaining("no fixture answers data source tls_public_key") as unknown,
        },
      ],
    });
    const unreadable = { typeName: "tls_public_key", config: { msgpack: Buffer.of(0xc1) } };
    expect(await call(socket, PROVIDER_SERVICE, "ReadDataSource", unreadable)).toMatchObject({
      diagnostics: [{ severity: 1 }],
    });
  });

  it("answer while the process that started them is busy", () => {
    const client = `require("node:http2")
      .connect("http://provider", { createConnection: () => require("node:net").connect(${JSON.stringify(socket)}) })
      .on("remoteSettings", () => process.exit(0));`;
    const { status } = spawnSync(process.execPath, ["-e", client], { timeout: 20_000 });
    expect(status).toBe(0);
  });

  it("are not started when they cannot listen, and say why", async () => {
    await expect(startProviders({ providers: ["tls", "tls"] })).rejects.toThrow("EADDRINUSE");
  });

  it("leave nothing behind when they stop, and can be stopped twice", async () => {
    const others = await startProviders({ providers: ["random"] });
    const path = socketsOf(others)["registry.terraform.io/hashicorp/random"] ?? "";
    expect(existsSync(path)).toBe(true);
    await others.stop();
    await others.stop();
    expect(existsSync(path)).toBe(false);
  });
});

import { StateServer } from "../../../src/simulation/engine/state-server";

describe("the state server", () => {
  let server: StateServer;

  beforeEach(async () => {
    server = await StateServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  const statusOf = async (method: string, address: string, body?: string) =>
    (await fetch(address, { method, ...(body !== undefined && { body }) })).status;

  it("listens on loopback alone, behind a path that cannot be guessed", async () => {
    const address = server.address("network");
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}\/network$/);
    expect(await statusOf("POST", address.replace(/\/[0-9a-f]{48}\//, "/guess/"), "{}")).toBe(404);
  });

  it("keeps, gives back and deletes a state", async () => {
    const address = server.address("base/network");
    expect(await statusOf("GET", address)).toBe(404);
    expect(await statusOf("POST", address, '{"serial":1}')).toBe(200);
    expect(await (await fetch(address)).text()).toBe('{"serial":1}');
    expect(await statusOf("DELETE", address)).toBe(200);
    expect(await statusOf("GET", address)).toBe(404);
  });

  it("copies a state so that later changes leave the copy alone", async () => {
    await statusOf("POST", server.address("network"), "old");
    server.copy("network", "base/network");
    await statusOf("POST", server.address("network"), "new");
    expect(await (await fetch(server.address("base/network"))).text()).toBe("old");
  });

  it("gives a lock to one holder at a time and tells the second who holds it", async () => {
    const address = server.address("network");
    expect(await statusOf("LOCK", address, '{"ID":"first"}')).toBe(200);
    const second = await fetch(address, { method: "LOCK", body: '{"ID":"second"}' });
    expect([second.status, await second.text()]).toEqual([423, '{"ID":"first"}']);
    expect(await statusOf("UNLOCK", address)).toBe(200);
    expect(await statusOf("LOCK", address, '{"ID":"second"}')).toBe(200);
  });
});

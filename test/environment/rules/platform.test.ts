import { faultsWith } from "./city";

const vault = {
  id: "vault",
  kind: "secret-store",
  title: "Secrets of vendors",
  host: "vault.health.example",
  addresses: ["198.51.100.139/32"],
  ports: ["tcp/443"],
  access: { medical: "exchange", internet: "direct" },
  exchangePort: 9250,
};
const endpoint = "externalEndpoints[15]";

describe("a secret store", () => {
  const secretStore = { kind: "vault", endpoint: "vault" };
  const withVault = (changes: object = {}) => ({ secretStore, [endpoint]: { ...vault, ...changes } });

  it("is one that every cluster reaches", () => {
    expect(faultsWith(withVault())).toEqual([]);
    expect(faultsWith(withVault({ access: { internet: "direct" }, exchangePort: undefined }))).toEqual([
      "secretStore.endpoint: got vault, expected a secret store that zone medical may reach: its access names internet",
    ]);
    expect(faultsWith(withVault({ clouds: ["chutian"] }))).toEqual([
      "secretStore.endpoint: got vault, expected a secret store that tianyi uses: its clouds are chutian",
    ]);
  });

  it("is an external endpoint of that kind", () => {
    expect(faultsWith({ secretStore: { kind: "vault", endpoint: "registry" } })).toEqual([
      "secretStore.endpoint: got registry of kind registry, expected an external endpoint of kind secret-store: there is none",
    ]);
    expect(faultsWith({ ...withVault(), secretStore: { kind: "vault", endpoint: "vualt" } })).toEqual([
      'secretStore.endpoint: got "vualt", expected the id of an external endpoint of kind secret-store: one of vault; did you mean "vault"?',
    ]);
  });

  it("has a name, by which its certificate is checked", () => {
    expect(faultsWith(withVault({ host: undefined }))).toContain(
      "secretStore.endpoint: got vault without a host, expected one: pods call it by its name",
    );
  });
});

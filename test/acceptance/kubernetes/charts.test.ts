import { isKubernetesObject, type KubernetesObject } from "../../../src/terraform/kubernetes";
import { synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { ownReleases, renderedObjects } from "../../verify/support/own-releases";
import { TemporaryFolder } from "../../verify/support/temporary-folder";
import { record } from "../support/report";
import { ApiServer, messageOf, refusalIn } from "./support/api-server";
import { hasDefinitions, installDefinitions, untilEstablished } from "./support/definitions";

const ENVIRONMENT = "prod";
const DEFINITION = "CustomResourceDefinition";

/** Charts of other projects come from a registry, which the tests do not ask. */
describe(`what Helm makes of our own charts in ${ENVIRONMENT}`, () => {
  const server = new ApiServer();
  const scratch = new TemporaryFolder();
  const made: KubernetesObject[] = [];
  let folder: SynthesizedFolder;

  beforeAll(async () => {
    folder = synthesizeNamed([ENVIRONMENT]);
    if (hasDefinitions()) await installDefinitions(server);
  });
  afterAll(async () => {
    for (const object of made.toReversed()) await server.delete(object);
    server.close();
    scratch.remove();
    folder.remove();
  });

  it("is taken whole by the API server's dry run, with no warning", async () => {
    const rendered = ownReleases(folder, [ENVIRONMENT]).flatMap((one) =>
      renderedObjects(scratch, one).map((object) => ({ where: one.address, object: objectOf(object, one.address) })),
    );
    // Some of them are of kinds that others among them define.
    for (const { object } of rendered.filter((one) => one.object.kind === DEFINITION)) {
      await really(server, object, made);
      await untilEstablished(server, object);
    }
    const faults: string[] = [];
    let asked = 0;
    for (const { where, object } of rendered) {
      if (!hasDefinitions() && !(await server.knows(object))) continue;
      await withNamespace(server, object, made);
      const answer = await server.apply(object, { dryRun: true });
      asked += 1;
      const name = `${where} (${object.kind} ${object.metadata.name})`;
      faults.push(...answer.warnings.map((warning) => `${name}: warning: ${warning}`));
      if (answer.status >= 300) faults.push(`${name}: ${messageOf(answer)}`);
    }
    record({
      stack: `dry run of what Helm makes of our charts in ${ENVIRONMENT}`,
      resources: asked,
      verdict: faults.length === 0 ? "pass" : `${faults.length} faults`,
    });
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it("is refused where a field is misspelt", async () => {
    const misspelt = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "misspelt" }, datas: {} };
    const answer = await server.apply(misspelt, { dryRun: true });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(messageOf(answer)).toContain("datas");
  });
});

/** The API server takes no object into a namespace that is not there, not even for a dry run. */
async function withNamespace(
  server: ApiServer,
  { metadata }: KubernetesObject,
  made: KubernetesObject[],
): Promise<void> {
  const name = metadata.namespace;
  if (name === undefined || (await server.names("/api/v1/namespaces")).includes(name)) return;
  await really(server, { apiVersion: "v1", kind: "Namespace", metadata: { name } }, made);
}

async function really(server: ApiServer, object: KubernetesObject, made: KubernetesObject[]): Promise<void> {
  const refusal = refusalIn(await server.apply(object));
  if (refusal !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${refusal}`);
  made.push(object);
}

function objectOf(value: unknown, where: string): KubernetesObject {
  if (isKubernetesObject(value)) return value;
  throw new Error(`${where}: got ${JSON.stringify(value)} from Helm, expected an object of Kubernetes`);
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFixtures } from "../../src/app/plan-fixtures";

describe("the answers of data sources", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "health-cloud-test-"));
  });

  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  const write = (environment: string, content: string) => {
    mkdirSync(join(project, "environments", environment), { recursive: true });
    writeFileSync(join(project, "environments", environment, "fixtures.json"), content);
  };

  it("come from the environments in their order", () => {
    write("dev", '{"openstack_images_image_v2":[{"where":{"name":"a"},"attributes":{"id":"1"}}]}');
    write("prod", '{"openstack_images_image_v2":[{"attributes":{"id":"2"}}]}');
    expect(readFixtures(project, ["dev", "prod", "staging"])).toEqual({
      openstack_images_image_v2: [
        { where: { name: "a" }, attributes: { id: "1" } },
        { where: {}, attributes: { id: "2" } },
      ],
    });
  });

  it.each([
    ["not json", "Unexpected token"],
    ['{"openstack_images_image_v2":{}}', "expected array"],
    ['{"openstack_images_image_v2":[{"atributes":{}}]}', "atributes"],
  ])("are refused with their file: %s", (content, reason) => {
    write("dev", content);
    const reading = () => readFixtures(project, ["dev"]);
    expect(reading).toThrow(join(project, "environments", "dev", "fixtures.json"));
    expect(reading).toThrow(reason);
    expect(reading).toThrow('; expected {"<data source type>": [{"where": {…}, "attributes": {…}}]}');
  });
});

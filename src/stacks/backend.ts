import { HttpBackend, LocalBackend, PgBackend, S3Backend, type TerraformStack } from "cdktf";
import type { StateSpecification } from "../environment/schema/state";

/** The project's folder as Terraform sees it, which runs in `cdktf.out/stacks/<stack>`: no path of a machine is written. */
const PROJECT_FOLDER = "../../..";

/**
 * Gives a stack its state. Credentials come from the backend's own variables of the process (`AWS_ACCESS_KEY_ID`,
 * `PGPASSWORD`, `TF_HTTP_PASSWORD`), never from the YAML.
 */
export function addBackend(stack: TerraformStack, name: string, state: StateSpecification): void {
  switch (state.backend) {
    case "local":
      new LocalBackend(stack, { path: `${PROJECT_FOLDER}/${state.directory}/${name}.tfstate` });
      return;
    case "s3": {
      new S3Backend(stack, {
        bucket: state.bucket,
        key: `${state.prefix}/${name}.tfstate`,
        region: state.region,
        endpoints: { s3: state.endpoint },
        encrypt: true,
        // What only Amazon's own store answers; the clouds' S3-compatible ones do not.
        skipCredentialsValidation: true,
        skipMetadataApiCheck: true,
        skipRegionValidation: true,
        usePathStyle: true,
      });
      // cdktf 0.21 has no argument for the lock file.
      stack.addOverride("terraform.backend.s3.use_lockfile", true);
      return;
    }
    case "pg":
      // An empty connection string leaves it to PGHOST, PGUSER, PGPASSWORD, PGDATABASE and PGSSLMODE.
      new PgBackend(stack, { connStr: "", schemaName: `${state.schemaPrefix}_${name.replaceAll("-", "_")}` });
      return;
    case "http": {
      const address = `${state.address.replace(/\/$/, "")}/${name}`;
      new HttpBackend(stack, {
        address,
        lockAddress: `${address}/lock`,
        unlockAddress: `${address}/lock`,
        lockMethod: "POST",
        unlockMethod: "DELETE",
      });
    }
  }
}

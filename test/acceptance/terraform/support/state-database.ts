import { z } from "zod";
import { run } from "../../../verify/support/program";

const variables = z.object({
  HEALTH_CLOUD_POSTGRESQL_HOST: z.string(),
  HEALTH_CLOUD_POSTGRESQL_PORT: z.string(),
  HEALTH_CLOUD_POSTGRESQL_USER: z.string(),
  HEALTH_CLOUD_POSTGRESQL_PASSWORD: z.string(),
  HEALTH_CLOUD_POSTGRESQL_DATABASE: z.string(),
});

type AccessVariable = "PGHOST" | "PGPORT" | "PGUSER" | "PGPASSWORD" | "PGDATABASE" | "PGSSLMODE";

/** The PostgreSQL that this lane's `up.sh` has started. */
export class StateDatabase {
  private constructor(
    /** How Terraform reaches it: variables of libpq, the PostgreSQL library. */
    readonly access: Readonly<Record<AccessVariable, string>>,
  ) {}

  /** @throws Error when none runs. */
  static running(): StateDatabase {
    const given = variables.safeParse(process.env);
    if (!given.success) throw new Error("no PostgreSQL runs: start it with npm run acceptance -- terraform");
    return new StateDatabase({
      PGHOST: given.data.HEALTH_CLOUD_POSTGRESQL_HOST,
      PGPORT: given.data.HEALTH_CLOUD_POSTGRESQL_PORT,
      PGUSER: given.data.HEALTH_CLOUD_POSTGRESQL_USER,
      PGPASSWORD: given.data.HEALTH_CLOUD_POSTGRESQL_PASSWORD,
      PGDATABASE: given.data.HEALTH_CLOUD_POSTGRESQL_DATABASE,
      // The testbed has no certificate.
      PGSSLMODE: "disable",
    });
  }

  /** The schemas that hold a state, whether one was written or not. */
  schemas(): string[] {
    return this.rows("select table_schema from information_schema.tables where table_name = 'states' order by 1");
  }

  /** How many states a schema holds. */
  states(schema: string): number {
    return Number(this.rows(`select count(*) from ${schema}.states`)[0]);
  }

  /** The connections that hold a lock, by the id of the server's process that serves them. */
  holders(): string[] {
    return this.rows("select pid from pg_locks where locktype = 'advisory' and granted");
  }

  /** How many programs besides this one are connected. */
  connections(): number {
    const [count] = this.rows(
      "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    return Number(count);
  }

  /** What a query answers, a line for each row, with `|` between columns. */
  rows(sql: string): string[] {
    const words = ["--no-psqlrc", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", `--command=${sql}`];
    const { exitCode, output, errors } = run("psql", words, { environment: this.access });
    if (exitCode !== 0) throw new Error(`psql: ${errors}`);
    return output.split("\n").filter((line) => line !== "");
  }
}

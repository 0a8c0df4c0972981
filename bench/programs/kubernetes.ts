import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { App, TerraformStack } from "cdktf";

/** As many Kubernetes resources as asked for, in one stack. Arguments: their number, the folder to write. */
const [count = "", outdir = ""] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new TerraformStack(app, "kubernetes");
new KubernetesProvider(stack, "kubernetes", { host: "https://10.0.0.20:6443" });
for (let index = 0; index < Number(count); index += 1) {
  const name = `service-${String(index).padStart(5, "0")}`;
  const metadata = { name, namespace: "vendor-01", labels: { app: name, "health-cloud/vendor": "vendor-01" } };
  switch (index % 3) {
    case 0:
      new ConfigMapV1(stack, name, { metadata, data: { "application.yaml": `name: ${name}\n` } });
      break;
    case 1:
      new ServiceV1(stack, name, {
        metadata,
        spec: { selector: { app: name }, port: [{ name: "http", port: 80, targetPort: "8080" }] },
      });
      break;
    default:
      new DeploymentV1(stack, name, {
        metadata,
        spec: {
          replicas: "2",
          selector: { matchLabels: { app: name } },
          template: {
            metadata: { labels: { app: name } },
            spec: {
              container: [
                {
                  name: "main",
                  image: `registry.health.example/vendor-01/${name}:1`,
                  port: [{ name: "http", containerPort: 8080 }],
                  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
                },
              ],
            },
          },
        },
      });
  }
}
app.synth();

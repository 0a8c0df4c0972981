import { CloudConfig, type CloudConfigProps } from "./cloud-config";
import { json, readAsset } from "./content";
import { REDIRECTS_PATH, redirectHosts, renderRedirects } from "./exchange-redirects";
import {
  AUDIT_POLICY_PATH,
  clusterConfiguration,
  nodeConfiguration,
  type Rke2Configuration,
} from "./rke2-configuration";
import {
  CERTIFICATE_AUTHORITY_FILES,
  type Rke2AgentProps,
  type Rke2NodeProps,
  type Rke2ServerProps,
} from "./rke2-node-props";
import { addBootScript } from "./boot-script";

const CONFIGURATION_FOLDER = "/etc/rancher/rke2/config.yaml.d";
const MANIFESTS_FOLDER = "/var/lib/rancher/rke2/server/manifests";

/** The boot script splits this file, and puts the parts where RKE2 wants them only when it starts a cluster. */
const AUTHORITIES_PATH = "/etc/health-cloud/certificate-authorities";

/**
 * The cloud-init document of an RKE2 server (control plane and etcd).
 *
 * @throws Error when authorities are given to a server that may not initialise, or are missing at one that may.
 */
export function rke2ServerUserData(props: Rke2ServerProps): string {
  const { mayInitialize = false, certificateAuthorities, manifests = {}, etcdSnapshots } = props;
  if (mayInitialize !== (certificateAuthorities !== undefined)) {
    throw new Error(
      `certificateAuthorities of server ${props.nodeName}: got ${certificateAuthorities === undefined ? "none" : "some"} with mayInitialize ${String(mayInitialize)}; give them to the one server that may initialise the cluster, and to no other`,
    );
  }
  const cloudConfig = nodeCloudConfig(props);
  addConfiguration(cloudConfig, "50-cluster.yaml", clusterConfiguration(props));
  cloudConfig.addFile({
    path: AUDIT_POLICY_PATH,
    content: readAsset("rke2/audit-policy.yaml"),
    permissions: "0600",
  });
  const credentials = etcdSnapshots?.credentials;
  addSecrets(cloudConfig, {
    token: props.token,
    "agent-token": props.agentToken,
    ...(credentials === undefined
      ? {}
      : {
          "etcd-s3-access-key": credentials.accessKey,
          "etcd-s3-secret-key": credentials.secretKey,
        }),
  });
  for (const [name, content] of Object.entries(manifests)) {
    cloudConfig.addFile({
      path: `${MANIFESTS_FOLDER}/${name}`,
      content,
      permissions: "0600",
    });
  }
  if (certificateAuthorities !== undefined) {
    const parts = CERTIFICATE_AUTHORITY_FILES.map((file) => `# ${file}\n${certificateAuthorities[file]}`);
    cloudConfig.addFile({ path: AUTHORITIES_PATH, content: parts.join(""), permissions: "0600" });
  }
  return addBoot(cloudConfig, props, "server", mayInitialize).render();
}

/** The cloud-init document of an RKE2 agent: a worker or data node. It gets nothing that only servers may know. */
export function rke2AgentUserData(props: Rke2AgentProps): string {
  const cloudConfig = nodeCloudConfig(props);
  addSecrets(cloudConfig, { token: props.agentToken });
  return addBoot(cloudConfig, props, "agent", false).render();
}

function nodeCloudConfig(props: Rke2NodeProps): CloudConfig {
  const { nodeName, ntpServers, registryMirrors = {}, registryCaCertificate, exchangeRedirects = [] } = props;
  const hosts = [...(props.hosts ?? []), ...redirectHosts(exchangeRedirects)];
  const cloudConfigProps: CloudConfigProps = {
    hostname: nodeName,
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(ntpServers === undefined ? {} : { ntpServers }),
    ...(registryCaCertificate === undefined ? {} : { caCertificates: [registryCaCertificate] }),
  };
  const cloudConfig = new CloudConfig(cloudConfigProps);
  addConfiguration(cloudConfig, "10-node.yaml", nodeConfiguration(props));
  const mirrors: Record<string, { readonly endpoint: readonly string[] }> = {};
  for (const [registry, endpoint] of Object.entries(registryMirrors)) mirrors[registry] = { endpoint };
  cloudConfig.addFile({
    path: "/etc/rancher/rke2/registries.yaml",
    content: JSON.stringify({ mirrors }),
    permissions: "0600",
  });
  if (exchangeRedirects.length > 0) {
    cloudConfig.addFile({ path: REDIRECTS_PATH, content: renderRedirects(exchangeRedirects) });
  }
  return cloudConfig;
}

function addConfiguration(cloudConfig: CloudConfig, name: string, configuration: Rke2Configuration): void {
  cloudConfig.addFile({
    path: `${CONFIGURATION_FOLDER}/${name}`,
    content: JSON.stringify(configuration, undefined, 2),
    permissions: "0600",
  });
}

/** The boot script reads the hash that the token pins from this file. */
function addSecrets(cloudConfig: CloudConfig, secrets: Readonly<Record<string, string>>): void {
  cloudConfig.addFile({
    path: `${CONFIGURATION_FOLDER}/90-secrets.yaml`,
    content: json(secrets),
    permissions: "0600",
  });
}

function addBoot(
  cloudConfig: CloudConfig,
  props: Rke2NodeProps,
  role: "server" | "agent",
  mayInitialize: boolean,
): CloudConfig {
  const variables = [
    `NODE_ROLE=${role}`,
    `MAY_INITIALIZE=${String(mayInitialize)}`,
    `RKE2_VERSION=${props.version}`,
    `API_ADDRESS=${props.apiAddress.toString()}`,
  ];
  cloudConfig.addFile({
    path: "/etc/health-cloud/rke2.env",
    content: `${variables.join("\n")}\n`,
  });
  return addBootScript(cloudConfig, "rke2");
}

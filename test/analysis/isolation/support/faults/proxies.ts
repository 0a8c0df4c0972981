import { CHUTIAN, changed, haproxy, type Fault } from "./seeds";

export const PROXY_FAULTS: readonly Fault[] = [
  {
    title: "an exchange proxy's listener that leads to a second target",
    ...changed(
      CHUTIAN,
      "openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-001_53339C3E",
      haproxy((text) => text.replace("\nbackend sites\n", "\nbackend sites\n  server oops 198.51.100.130:443\n")),
    ),
    found: "relay: chutian exchange/exchange-proxy -> internet tcp/443",
  },
  {
    title: "an exchange proxy's listener that leads to another flow's target",
    ...changed(
      CHUTIAN,
      "openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-001_53339C3E",
      haproxy((text) =>
        text.replace(
          "default_backend external-registry\n",
          "default_backend appointment-booking-to-appointment-pool\n",
        ),
      ),
    ),
    found: "relay: chutian exchange/exchange-proxy -> chutian load-balancer/medical-ingress tcp/8443",
  },
];

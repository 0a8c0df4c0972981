#!/usr/bin/env python3
"""Fills the clouds' catalogues: bootstrap.py identity, then bootstrap.py cloud.

Both may run again. `cloud` prints what the tests need to know of the result,
as KEY=VALUE lines. `bootstrap.py pools` fails until volumes can be made.
"""
import os
import sys

from keystoneauth1 import session
from keystoneauth1.identity import v3

SETTINGS = os.environ
PASSWORD = SETTINGS["testbed_password"]
REGION = SETTINGS["testbed_region"]
KEYSTONE = f"{SETTINGS['keystone_url']}/v3"

SERVICE_USERS = ("nova", "neutron", "glance", "cinder", "placement", "octavia")
ROLES = ("admin", "member", "reader", "service",
         "load-balancer_member", "load-balancer_admin")

# Type and name of each service, and its address.
CATALOGUE = (
    ("compute", "nova", "port_nova", "/v2.1"),
    ("network", "neutron", "port_neutron", ""),
    ("image", "glance", "port_glance", ""),
    ("volumev3", "cinderv3", "port_cinder", "/v3/%(project_id)s"),
    ("block-storage", "cinder", "port_cinder", "/v3/%(project_id)s"),
    ("placement", "placement", "port_placement", ""),
    ("load-balancer", "octavia", "port_octavia", ""),
)

# Virtual processors and GiB of memory of the flavors that the environments
# name, such as general.2c4g.
FLAVORS = ((2, 4), (2, 8), (4, 8), (4, 16), (8, 16), (8, 32), (16, 64))
DISK_GIB = 40

# The volume type that prod names.
VOLUME_TYPE = "ssd"

IMAGE = "health-cloud"

EXTERNAL_NETWORK = "external"
# Set aside for examples (RFC 5737).
EXTERNAL_CIDR = "198.51.100.0/24"

CLIENT = session.Session(v3.Password(
    KEYSTONE, username="admin", password=PASSWORD, project_name="admin",
    user_domain_id="default", project_domain_id="default"))


def call(method, url, **request):
    response = CLIENT.request(url, method, raise_exc=False, **request)
    if not response.ok:
        raise SystemExit(
            f"{method} {url}: {response.status_code} {response.text}")
    is_json = "json" in response.headers.get("content-type", "")
    return response.json() if response.content and is_json else {}


def ensure(base, collection, kind, match, body):
    """The first object of a collection that matches; made when there is none."""
    # Cinder lists volume_types under /types; the others name the list alike.
    for found in call("GET", f"{base}/{collection}")[f"{kind}s"]:
        if all(found.get(key) == value for key, value in match.items()):
            return found
    return call("POST", f"{base}/{collection}", json={kind: body})[kind]


def ensure_named(base, collection, kind, name, **body):
    return ensure(base, collection, kind, {"name": name},
                  {"name": name, **body})


def identity():
    project = ensure_named(KEYSTONE, "projects", "project", "service",
                           domain_id="default")
    roles = {name: ensure_named(KEYSTONE, "roles", "role", name)["id"]
             for name in ROLES}
    for name in SERVICE_USERS:
        user = ensure_user(name)
        for role in ("admin", "service"):
            call("PUT", f"{KEYSTONE}/projects/{project['id']}"
                        f"/users/{user['id']}/roles/{roles[role]}")
    # The tests give it a project each.
    ensure_user("platform")
    for kind, name, port, path in CATALOGUE:
        ensure_endpoints(kind, name,
                         f"http://127.0.0.1:{SETTINGS[port]}{path}")


def ensure_user(name):
    return ensure_named(KEYSTONE, "users", "user", name,
                        password=PASSWORD, domain_id="default")


def ensure_endpoints(kind, name, url):
    service = ensure(KEYSTONE, "services", "service", {"type": kind},
                     {"type": kind, "name": name})
    for interface in ("public", "internal", "admin"):
        place = {"service_id": service["id"], "interface": interface}
        ensure(KEYSTONE, "endpoints", "endpoint", place,
               {**place, "region_id": REGION, "url": url})


def cloud():
    nova = f"http://127.0.0.1:{SETTINGS['port_nova']}/v2.1"
    neutron = f"http://127.0.0.1:{SETTINGS['port_neutron']}/v2.0"
    glance = f"http://127.0.0.1:{SETTINGS['port_glance']}/v2"
    for processors, memory in FLAVORS:
        ensure_named(nova, "flavors", "flavor",
                     f"general.{processors}c{memory}g", vcpus=processors,
                     ram=memory * 1024, disk=DISK_GIB)
    for name in SETTINGS["testbed_availability_zones"].split():
        ensure_availability_zone(nova, name)
    ensure_named(f"http://127.0.0.1:{SETTINGS['port_cinder']}/v3",
                 "types", "volume_type", VOLUME_TYPE)
    image = ensure_image(glance)
    network = ensure_external_network(neutron)
    print(f"HEALTH_CLOUD_OPENSTACK_EXTERNAL_NETWORK={network['id']}")
    print(f"HEALTH_CLOUD_OPENSTACK_MACHINE_IMAGE={image['id']}")


def pools():
    """A volume that is asked for before the scheduler knows of a pool fails."""
    cinder = f"http://127.0.0.1:{SETTINGS['port_cinder']}/v3"
    project = CLIENT.get_project_id()
    known = call("GET", f"{cinder}/{project}/scheduler-stats/get_pools")
    if not known["pools"]:
        raise SystemExit("the volume service's scheduler knows no pool yet")


def ensure_availability_zone(nova, name):
    aggregates = call("GET", f"{nova}/os-aggregates")["aggregates"]
    aggregate = next((each for each in aggregates if each["name"] == name),
                     None)
    if aggregate is None:
        body = {"aggregate": {"name": name, "availability_zone": name}}
        aggregate = call("POST", f"{nova}/os-aggregates",
                         json=body)["aggregate"]
    for number in range(1, int(SETTINGS["testbed_hosts_per_availability_zone"]) + 1):
        host = f"{name}-{number}"
        if host not in aggregate.get("hosts", []):
            call("POST", f"{nova}/os-aggregates/{aggregate['id']}/action",
                 json={"add_host": {"host": host}})


def ensure_image(glance):
    # Glance takes and gives the image itself, in no envelope.
    images = call("GET", f"{glance}/images")["images"]
    image = next((each for each in images if each["name"] == IMAGE), None)
    if image is None:
        image = call("POST", f"{glance}/images", json={
            "name": IMAGE, "disk_format": "raw", "container_format": "bare",
            "visibility": "public"})
    if image["status"] == "queued":
        call("PUT", f"{glance}/images/{image['id']}/file",
             data=bytes(1024 * 1024),
             headers={"Content-Type": "application/octet-stream"})
    return image


def ensure_external_network(neutron):
    network = ensure_named(
        neutron, "networks", "network", EXTERNAL_NETWORK,
        **{"router:external": True, "provider:network_type": "flat",
           "provider:physical_network": "external"})
    ensure(neutron, "subnets", "subnet", {"network_id": network["id"]},
           {"name": EXTERNAL_NETWORK, "network_id": network["id"],
            "ip_version": 4, "cidr": EXTERNAL_CIDR, "enable_dhcp": False})
    return network


{"identity": identity, "cloud": cloud, "pools": pools}[sys.argv[1]]()

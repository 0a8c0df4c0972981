#!/usr/bin/env python3
"""Writes the services' configuration files from the templates beside this file.

up.sh calls it with the settings of lib/settings.sh in the environment and the
names of the hypervisors as arguments.
"""
import os
import pathlib
import string
import sys

SETTINGS = os.environ
HERE = pathlib.Path(__file__).parent
TARGET = pathlib.Path(SETTINGS["testbed_etc"])
PASSWORD = SETTINGS["testbed_password"]

CREDENTIALS = string.Template("""\
auth_type = password
auth_url = $keystone_url/v3
username = $user
password = $testbed_password
project_name = service
user_domain_id = default
project_domain_id = default
region_name = $testbed_region""")

# What every service but Keystone has.
SERVICE = string.Template("""\
[database]
connection = $connection
max_pool_size = 10
max_overflow = 40

[keystone_authtoken]
www_authenticate_uri = $keystone_url
memcached_servers = 127.0.0.1:$port_memcached
service_token_roles = service
service_token_roles_required = True
$credentials

[oslo_concurrency]
lock_path = $testbed_data/locks/$user

[oslo_messaging_notifications]
driver = noop
""")


def credentials(user):
    return CREDENTIALS.substitute(SETTINGS, user=user)


def values(user):
    """What the templates of a service may name."""
    database = (f"mysql+pymysql://openstack:{PASSWORD}@127.0.0.1:"
                f"{SETTINGS['port_database']}")
    return {
        **{name: value for name, value in SETTINGS.items()
           if name.startswith("port_")},
        "logs": SETTINGS["testbed_logs"],
        "data": SETTINGS["testbed_data"],
        "venv": SETTINGS["testbed_venv"],
        "database": database,
        "messages":
            f"rabbit://guest:guest@127.0.0.1:{SETTINGS['port_messages']}/",
        "service_credentials": credentials(user),
        "neutron_credentials": credentials("neutron"),
        "service": SERVICE.substitute(
            SETTINGS, user=user, credentials=credentials(user),
            connection=f"{database}/{user}?charset=utf8"),
    }


def write(target, template, **more):
    text = (HERE / "configuration" / f"{template}.conf").read_text()
    rendered = string.Template(text).substitute(values(template), **more)
    (TARGET / f"{target}.conf").write_text(rendered)


def main(hypervisors):
    for service in ("keystone", "placement", "glance", "neutron", "cinder",
                    "octavia"):
        write(service, service)
    write("nova", "nova", host="controller", log="nova.log")
    for host in hypervisors:
        name = f"nova-compute-{host}"
        write(name, "nova", host=host, log=f"{name}.log")


main(sys.argv[1:])

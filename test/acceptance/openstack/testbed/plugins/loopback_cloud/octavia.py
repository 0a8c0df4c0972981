"""Octavia's API under gunicorn, and the thread that plays its workers."""
import os

from octavia.api import app
from octavia.api.drivers import driver_factory

application = app.setup_app(argv=["octavia-api", "--config-file",
                                  os.environ["OCTAVIA_CONFIGURATION"]])
# Its constructor starts the thread, which also settles what an earlier
# process left behind.
driver_factory.get_driver("loopback")

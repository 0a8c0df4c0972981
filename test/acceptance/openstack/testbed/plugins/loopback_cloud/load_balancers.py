"""An Octavia provider without amphorae: a thread of the API plays the worker.

Every call to the API leaves its load balancer in PENDING_*. The thread then
tells octavia's own DriverUpdater, which a driver's agent would call, that the
load balancer and all below it are done.
"""
import threading
import time

from octavia.api.drivers.driver_agent import driver_updater
from octavia.api.drivers.noop_driver import driver as noop
from octavia.db import api as database
from octavia.db import models
from octavia_lib.api.drivers import exceptions
from oslo_log import log as logging
from sqlalchemy import select

LOG = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.5


def _settle_all():
    session = database.get_session()
    with session.begin():
        pending = session.execute(
            select(models.LoadBalancer.id,
                   models.LoadBalancer.provisioning_status)
            .where(models.LoadBalancer.provisioning_status.like("PENDING_%"))
        ).all()
    for load_balancer, status in pending:
        _settle(load_balancer, status)


def _settle(load_balancer, status):
    session = database.get_session()
    with session.begin():
        update = _update(session, load_balancer, status)
    answer = driver_updater.DriverUpdater().update_loadbalancer_status(update)
    if answer.get("status_code") != 200:
        LOG.error("load balancer %s does not settle: %s", load_balancer,
                  answer)


def _update(session, load_balancer, status):
    pools = select(models.Pool.id).where(
        models.Pool.load_balancer_id == load_balancer)
    listeners = select(models.Listener.id).where(
        models.Listener.load_balancer_id == load_balancer)
    policies = select(models.L7Policy.id).where(
        models.L7Policy.listener_id.in_(listeners))

    def settled(model, where):
        chosen = select(model.id, model.provisioning_status).where(where)
        if status == "PENDING_DELETE":
            # A load balancer takes everything below it along.
            return [_settled(row[0], status)
                    for row in session.execute(chosen)]
        changing = chosen.where(model.provisioning_status.like("PENDING_%"))
        return [_settled(*row) for row in session.execute(changing)]

    return {
        "members": settled(models.Member, models.Member.pool_id.in_(pools)),
        "healthmonitors": settled(models.HealthMonitor,
                                  models.HealthMonitor.pool_id.in_(pools)),
        "l7rules": settled(models.L7Rule,
                           models.L7Rule.l7policy_id.in_(policies)),
        "l7policies": settled(models.L7Policy,
                              models.L7Policy.listener_id.in_(listeners)),
        "pools": settled(models.Pool,
                         models.Pool.load_balancer_id == load_balancer),
        "listeners": settled(
            models.Listener,
            models.Listener.load_balancer_id == load_balancer),
        "loadbalancers": [_settled(load_balancer, status)],
    }


def _settled(identifier, status):
    if status == "PENDING_DELETE":
        return {"id": identifier, "provisioning_status": "DELETED"}
    return {"id": identifier, "provisioning_status": "ACTIVE",
            "operating_status": "ONLINE"}


def _settle_forever():
    while True:
        try:
            _settle_all()
        except Exception:
            # The database may be away for a while.
            LOG.exception("load balancers do not settle")
        time.sleep(SECONDS_BETWEEN_LOOKS)


class LoopbackProviderDriver(noop.NoopProviderDriver):
    _thread = None
    _lock = threading.Lock()

    def __init__(self):
        super().__init__()
        with self._lock:
            if LoopbackProviderDriver._thread is None:
                LoopbackProviderDriver._thread = threading.Thread(
                    target=_settle_forever, daemon=True)
                LoopbackProviderDriver._thread.start()

    def create_vip_port(self, loadbalancer_id, project_id, vip_dictionary,
                        additional_vip_dicts=None):
        # Then the API asks Neutron for a port itself.
        raise exceptions.NotImplementedError()

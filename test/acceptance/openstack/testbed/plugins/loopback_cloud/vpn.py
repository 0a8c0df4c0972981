"""A VPNaaS driver without agents: services and connections are ACTIVE at once."""
from neutron_lib import constants
from neutron_lib.db import api as database
from neutron_vpnaas.services.vpn.service_drivers import base_ipsec
from neutron_vpnaas.services.vpn.service_drivers import ipsec_validator


class _NoAgent:
    def vpnservice_updated(self, context, router_id, **kwargs):
        pass


class LoopbackVpnDriver(base_ipsec.BaseIPsecVPNDriver):
    def __init__(self, service_plugin):
        super().__init__(service_plugin,
                         ipsec_validator.IpsecVpnValidator(self))

    def create_rpc_conn(self):
        self.agent_rpc = _NoAgent()

    def create_vpnservice(self, context, vpnservice):
        super().create_vpnservice(context, vpnservice)
        self._settle(context, vpnservice["id"])

    def update_vpnservice(self, context, old, vpnservice):
        self._settle(context, vpnservice["id"])

    def create_ipsec_site_connection(self, context, connection):
        self._settle(context, connection["vpnservice_id"])

    def update_ipsec_site_connection(self, context, old, connection):
        self._settle(context, connection["vpnservice_id"])

    def _settle(self, context, service_id):
        with database.CONTEXT_WRITER.using(context):
            service = self.service_plugin._get_vpnservice(context, service_id)
            service.status = constants.ACTIVE
            for connection in service.ipsec_site_connections:
                connection.status = constants.ACTIVE

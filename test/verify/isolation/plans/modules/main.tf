terraform {
  required_providers {
    openstack = { source = "terraform-provider-openstack/openstack", version = "3.4.0" }
  }
}
provider "openstack" {
  auth_url    = "https://identity.example/v3"
  region      = "one"
  user_name   = "nobody"
  password    = "none"
  tenant_name = "none"
}
variable "web_count" {
  type    = number
  default = 2
}
locals {
  database_ports = [5432, 6432]
  web_cidr       = "192.168.1.0/24"
}
resource "openstack_networking_network_v2" "city" {
  name = "city"
}
resource "openstack_networking_router_v2" "city" {
  name                = "city"
  external_network_id = "75de3d74-9824-4415-8f16-b2fbc54fbbbf"
}
module "tier" {
  source   = "./tier"
  for_each = { web = local.web_cidr, database = "192.168.2.0/24" }
  name     = each.key
  cidr     = each.value
  network  = openstack_networking_network_v2.city.id
  router   = openstack_networking_router_v2.city.id
  machines = each.key == "web" ? var.web_count : 1
}
resource "openstack_networking_secgroup_rule_v2" "web_out" {
  direction         = "egress"
  ethertype         = "IPv4"
  remote_ip_prefix  = module.tier["database"].cidr
  security_group_id = module.tier["web"].group
}
resource "openstack_networking_secgroup_rule_v2" "database_in" {
  for_each          = toset([for port in local.database_ports : tostring(port)])
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  port_range_min    = tonumber(each.key)
  port_range_max    = tonumber(each.key)
  remote_group_id   = module.tier["web"].group
  security_group_id = module.tier["database"].group
}
resource "openstack_networking_floatingip_v2" "web" {
  pool = "external"
}
resource "openstack_networking_floatingip_associate_v2" "web" {
  floating_ip = openstack_networking_floatingip_v2.web.address
  port_id     = module.tier["web"].ports[0]
}
resource "openstack_networking_secgroup_rule_v2" "web_in" {
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  port_range_min    = 443
  port_range_max    = 443
  remote_ip_prefix  = "0.0.0.0/0"
  security_group_id = module.tier["web"].group
}
output "database_subnet" {
  value = module.tier["database"].subnet
}

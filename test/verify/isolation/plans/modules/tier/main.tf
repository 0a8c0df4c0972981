terraform {
  required_providers {
    openstack = { source = "terraform-provider-openstack/openstack" }
  }
}
variable "name" { type = string }
variable "cidr" { type = string }
variable "network" { type = string }
variable "router" { type = string }
variable "machines" { type = number }
resource "openstack_networking_subnet_v2" "this" {
  name       = var.name
  network_id = var.network
  cidr       = var.cidr
  dynamic "allocation_pool" {
    for_each = [{ start = cidrhost(var.cidr, 10), end = cidrhost(var.cidr, 20) }]
    content {
      start = allocation_pool.value.start
      end   = allocation_pool.value.end
    }
  }
}
resource "openstack_networking_router_interface_v2" "this" {
  router_id = var.router
  subnet_id = openstack_networking_subnet_v2.this.id
}
resource "openstack_networking_secgroup_v2" "this" {
  name                 = var.name
  delete_default_rules = true
}
resource "openstack_networking_port_v2" "this" {
  count              = var.machines
  network_id         = var.network
  security_group_ids = [openstack_networking_secgroup_v2.this.id]
  fixed_ip {
    subnet_id = openstack_networking_subnet_v2.this.id
  }
}
resource "openstack_compute_instance_v2" "this" {
  count       = var.machines
  name        = "${var.name}-${count.index}"
  flavor_name = "small"
  network {
    port = openstack_networking_port_v2.this[count.index].id
  }
}
output "group" { value = openstack_networking_secgroup_v2.this.id }
output "subnet" { value = openstack_networking_subnet_v2.this.id }
output "cidr" { value = openstack_networking_subnet_v2.this.cidr }
output "ports" { value = openstack_networking_port_v2.this[*].id }

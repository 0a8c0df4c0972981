"""Lays out networks in namespaces of the kernel, sends packets through them, and tells where each arrived.

Reads a list of networks as JSON from standard input and writes the arrivals in the same order. Everything stands in a namespace
of this process's own, so nothing is left when it ends.
"""

import ctypes
import fcntl
import json
import multiprocessing
import os
import socket
import struct
import subprocess
import sys
import time

CLONE_NEWNS = 0x00020000
CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)

# Without reverse paths: which way an answer takes does not matter. A receiver's own address as a sender is judged by its rules.
SETTINGS = {
    "net/ipv4/conf/all/rp_filter": "0",
    "net/ipv4/conf/default/rp_filter": "0",
    "net/ipv4/conf/all/send_redirects": "0",
    "net/ipv4/conf/default/send_redirects": "0",
    "net/ipv4/conf/all/accept_local": "1",
    "net/ipv6/conf/all/disable_ipv6": "1",
    "net/ipv6/conf/default/disable_ipv6": "1",
}

TCP, UDP, ICMP = 6, 17, 1
# The first packet may wait for an address to be resolved, and a long queue of them loses some: so each is sent twice.
TIMES = 2
SECONDS_BETWEEN = 0.1
# The kernel makes namespaces slowly and mostly waits.
AT_ONCE = 3

SIOCGIFFLAGS = 0x8913
IFF_RUNNING = 0x40
SECONDS_TO_GET_READY = 60


def call(name, *words):
    if getattr(LIBC, name)(*words) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def mount_here(kind, target, flags=0):
    os.makedirs(target, exist_ok=True)
    call("mount", kind.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), None)


def run(words, text):
    done = subprocess.run(words, input=text, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}\n{text}")
    return done.stdout


class Inside:
    """What runs in a namespace by its name."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.before = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.enter(f"/run/netns/{self.name}")

    def __exit__(self, *_):
        call("setns", self.before, CLONE_NEWNET)
        os.close(self.before)

    @staticmethod
    def enter(path):
        descriptor = os.open(path, os.O_RDONLY)
        call("setns", descriptor, CLONE_NEWNET)
        os.close(descriptor)


def settle(forwards):
    for path, value in {**SETTINGS, "net/ipv4/ip_forward": "1" if forwards else "0"}.items():
        path = f"/proc/sys/{path}"
        if os.path.exists(path):
            with open(path, "w") as setting:
                setting.write(value)


def lay_out(network):
    namespaces = network["namespaces"]
    run(["ip", "-batch", "-"], "".join(f"netns add {each['name']}\n" for each in namespaces))
    for each in namespaces:
        with Inside(each["name"]):
            settle(each["forwards"])
    run(["ip", "-batch", "-"], "\n".join(network["links"]) + "\n")
    for each in namespaces:
        with Inside(each["name"]):
            run(["ip", "-batch", "-"], "\n".join(["link set lo up", *each["setup"]]) + "\n")
            run(["nft", "-f", "-"], each["rules"])
    wait_until_ready(namespaces)


def are_running():
    """Whether every interface that was set up also takes packets: the kernel makes it so a little later."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for _, name in socket.if_nameindex():
            flags = struct.unpack("16sh", fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh", name.encode(), 0))[:18])[1]
            if name != "lo" and not flags & IFF_RUNNING:
                return False
    return True


def wait_until_ready(namespaces):
    patience = time.monotonic() + SECONDS_TO_GET_READY
    while True:
        ready = are_running()
        for each in namespaces:
            with Inside(each["name"]):
                ready = ready and are_running()
        if ready:
            return
        if time.monotonic() > patience:
            raise RuntimeError(f"an interface did not come up within {SECONDS_TO_GET_READY} seconds")
        time.sleep(0.05)


def checksum(content):
    words = content + b"\0" * (len(content) % 2)
    total = sum(struct.unpack(f"!{len(words) // 2}H", words))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def payload(packet, source, destination):
    """The first packet of a connection; its number stands where each protocol keeps the sender's part."""
    number, protocol, detail = packet["number"], packet["protocol"], packet["detail"]
    if protocol == TCP:
        without = struct.pack("!HHIIBBHHH", number, detail, 1, 0, 5 << 4, 0x02, 64240, 0, 0)
        pseudo = source + destination + struct.pack("!BBH", 0, TCP, len(without))
        return without[:16] + struct.pack("!H", checksum(pseudo + without)) + without[18:]
    if protocol == UDP:
        return struct.pack("!HHHH", number, detail, 8, 0)
    if protocol == ICMP:
        without = struct.pack("!BBHHH", detail >> 8, detail & 0xFF, 0, number, 1) + bytes(16)
        return without[:2] + struct.pack("!H", checksum(without)) + without[4:]
    return struct.pack("!II", number, 1) + bytes(16)


def send(sender, packet):
    source, destination = (socket.inet_aton(packet[end]) for end in ("source", "destination"))
    content = payload(packet, source, destination)
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(content), packet["number"], 0, 64, packet["protocol"], 0)
    try:
        sender.sendto(header + source + destination + content, (packet["destination"], 0))
    except OSError:
        # Its own rules drop it, or it has no route.
        pass


def send_all(packets):
    for name in sorted({packet["namespace"] for packet in packets}):
        with Inside(name):
            sender = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
        for packet in packets:
            if packet["namespace"] == name:
                send(sender, packet)
        sender.close()


def arrivals(namespaces):
    found = {}
    for each in namespaces:
        if not each["counts"]:
            continue
        with Inside(each["name"]):
            listed = json.loads(run(["nft", "-j", "list", "set", "ip", "arrivals", "arrived"], ""))
        for item in listed["nftables"]:
            for number in item.get("set", {}).get("elem", []):
                found.setdefault(str(number), []).append(each["name"])
    return found


def observe(network):
    call("unshare", CLONE_NEWNET | CLONE_NEWNS)
    private_and_recursive = (1 << 18) | (1 << 14)
    call("mount", b"none", b"/", None, ctypes.c_ulong(private_and_recursive), None)
    mount_here("tmpfs", "/run/netns")
    settle(False)
    lay_out(network)
    for _ in range(TIMES):
        send_all(network["packets"])
        time.sleep(SECONDS_BETWEEN)
    return arrivals(network["namespaces"])


def answer(network):
    try:
        return {"arrived": observe(network)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    # A process for each network: its end is the end of its namespaces.
    with multiprocessing.get_context("fork").Pool(AT_ONCE, maxtasksperchild=1) as pool:
        answers = pool.map(answer, json.load(sys.stdin), chunksize=1)
    # Only now, when no child is left that could end with a copy of what is half written.
    json.dump(answers, sys.stdout)

"""The guard refuses what it should, here and in programs that a test starts."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest


def test_a_socket_to_another_machine_is_refused():
    with socket.socket() as tried, pytest.raises(OSError, match="loopback"):
        tried.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up():
    with pytest.raises(OSError, match="loopback"):
        socket.getaddrinfo("api.openai.com", 443)


def test_the_loopback_interface_is_open(loopback):
    host, port = loopback.url.removeprefix("http://").removesuffix("/v1").split(":")

    with socket.create_connection((host, int(port)), timeout=5) as connection:
        assert connection.getpeername()[0] == "127.0.0.1"


def test_a_program_that_a_test_starts_is_guarded_too():
    program = "import socket; socket.socket().connect(('192.0.2.1', 80))"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)

    assert "NetworkRefused" in done.stderr

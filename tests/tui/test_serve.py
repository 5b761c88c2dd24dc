"""The wizard in a browser: it is drawn for who has the address, on this machine, and ends with the server."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lossdoctor.cli import main

DEMO_PACK = str(Path(__file__).parents[1] / "engine" / "demo_pack")
needs_the_extra = pytest.mark.skipif(
    importlib.util.find_spec("textual_serve") is None, reason="the extra [web] is not installed"
)


def run(*arguments: str) -> int:
    """Run the command in this process, and give the exit code."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


@pytest.fixture
def port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def server(port, tmp_path):
    """Start the real command over the small knowledge."""
    environment = os.environ | {"LOSSDOCTOR_STATE": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "lossdoctor", "serve", "--port", str(port), "--knowledge", DEMO_PACK],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    yield process
    process.kill()
    process.communicate()


@needs_the_extra
async def test_the_wizard_is_drawn_and_ends_with_the_server(server):
    import aiohttp

    address = server.stdout.readline().strip()
    root = address.partition("/?")[0]
    jar = aiohttp.CookieJar(unsafe=True)  # as browsers do, keep the cookies of an address made of numbers
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        assert (await browser.get(f"{root}/")).status == 403
        assert (await browser.get(address, headers={"Host": "elsewhere.example"})).status == 403
        page = await browser.get(address)
        assert page.status == 200
        assert ".focus()" in await page.text()  # it takes keys without being clicked first
        assert "fonts.googleapis.com" not in page.headers["Content-Security-Policy"]
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await browser.ws_connect(f"{root}/ws", headers={"Origin": "http://127.0.0.1:1"})

        async with browser.ws_connect(f"{root}/ws?width=80&height=24", headers={"Origin": root}) as terminal:
            drawn = b""
            while b"Guide" not in drawn:
                message = await terminal.receive(timeout=30)
                drawn += message.data if isinstance(message.data, bytes) else b""
            server.send_signal(signal.SIGINT)
            while not terminal.closed:
                await terminal.receive(timeout=30)
    assert server.wait(timeout=30) == 0


@needs_the_extra
def test_a_port_that_is_taken_is_one_clear_line(port, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert run("serve", "--port", str(port)) == 2
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run("serve") == 2
    assert 'pip install "lossdoctor[web]"' in capsys.readouterr().err

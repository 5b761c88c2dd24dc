"""The server behind ``serve``: one process of the wizard for each open page.

Owns who may come in: nobody from another machine, no other user of this one, and no other site that is open
in the same browser. The wizard writes files for who uses it, so the address carries a secret, which the page
keeps as a cookie. Leaves pages and processes to textual-serve. Imported only where that is installed.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

import click
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from lossdoctor.errors import LossdoctorError, reason
from lossdoctor.wording import fill

__all__ = ["WizardServer", "serve_wizard"]

HOST = "127.0.0.1"
TAKE_KEYS = """<script>
new MutationObserver((changes, watching) => {
  const line = document.querySelector(".xterm-helper-textarea");
  if (line && document.body.classList.contains("-first-byte")) { line.focus(); watching.disconnect(); }
}).observe(document.body, {attributes: true, childList: true, subtree: true});
</script>"""
"""Lets the page take keys as soon as the wizard is drawn; by itself it would wait for a click."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WizardServer(Server):
    """A server for one person."""

    def __init__(self, command: str, port: int) -> None:
        super().__init__(command, host=HOST, port=port, title="lossdoctor")
        self.secret = secrets.token_urlsafe(16)
        self.cookie = f"lossdoctor-{port}"
        self._open: dict[AppService, web.WebSocketResponse] = {}

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"{self.public_url}/?key={self.secret}"

    def initialize_logging(self) -> None:
        """Say only what went wrong; pages come and go in silence."""
        logging.basicConfig(level=logging.WARNING)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self.let_in)
        return app

    @web.middleware
    async def let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who has the address, and keep the page from asking any other machine for anything."""
        if request.host != f"{self.host}:{self.port}" or not self._is_ours(request):
            raise web.HTTPForbidden(text="Open the whole address that lossdoctor serve printed.")
        response = await handler(request)
        if isinstance(response, web.Response) and response.content_type == "text/html" and response.text:
            response.text = response.text.replace("</body>", TAKE_KEYS + "</body>")
        if not response.prepared:
            response.set_cookie(self.cookie, self.secret, httponly=True, samesite="Strict")
            sources = f"'self' 'unsafe-inline' data: blob: ws://{self.host}:{self.port}"
            response.headers["Content-Security-Policy"] = f"default-src {sources}"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _is_ours(self, request: web.Request) -> bool:
        if request.headers.get("Origin", self.public_url) != self.public_url:
            return False
        shown = request.query.get("key") or request.cookies.get(self.cookie, "")
        return secrets.compare_digest(shown.encode(), self.secret.encode())

    async def on_startup(self, app: web.Application) -> None:
        """Begin to watch for the moment at which the server listens: this comes just before it."""
        self._announcing = asyncio.create_task(self._announce())

    async def _announce(self) -> None:
        """Say where it is, once whoever goes there is heard."""
        while True:
            try:
                _, writer = await asyncio.open_connection(self.host, self.port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                break
        writer.close()
        click.echo(self.address)
        click.echo("Open this address in a browser on this machine; ctrl+c ends it.", err=True)

    async def on_shutdown(self, app: web.Application) -> None:
        """End the wizards that are still open; they have kept everything."""
        for service, websocket in tuple(self._open.items()):
            await service.stop()
            await websocket.close()

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._open[app_service] = websocket
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._open.pop(app_service, None)


def serve_wizard(command: str, port: int) -> None:
    """Serve the wizard that ``command`` opens, until ctrl+c.

    Raises:
        LossdoctorError: when something else listens on this port.
    """
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            raise LossdoctorError(
                fill(
                    "port {port} cannot be used ({why}); choose another with --port",
                    "无法使用端口 {port}（{why}）；请用 --port 另选一个",
                    port=port,
                    why=reason(error),
                )
            ) from error
    with suppress(KeyboardInterrupt):
        WizardServer(command, port).serve()

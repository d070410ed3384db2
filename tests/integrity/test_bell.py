"""Ringing neither fails nor waits, whatever has become of the broker."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis
from celery import Celery
from django.conf import settings

from cgtlims.celery import app
from cgtlims.embedded.urls import redis_client_url
from integrity.bell import ring


@pytest.fixture
def broker() -> Iterator[Callable[[str], None]]:
    """Makes this test ring at another address, with the settings as they are."""
    other = Celery("another broker", set_as_current=False)
    other.config_from_object("django.conf:settings", namespace="CELERY")

    def use(url: str) -> None:
        other.conf.broker_url = url
        other.set_current()

    yield use
    other.close()
    app.set_current()


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client slept before it tried again, each time."""
    slept: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", slept.append)
    return slept


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does with each connection what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        connections: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                connections.append(connection)
                threading.Thread(target=answer, args=[connection], daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in connections:
            connection.close()


def hang_up(connection: socket.socket) -> None:
    connection.close()


def say_nothing(connection: socket.socket) -> None:
    """Takes whatever comes and never answers."""


def be_full(connection: socket.socket) -> None:
    """Answers as a broker that has no memory left."""
    with connection.makefile("rb") as asked:
        while header := asked.readline():
            words = []
            for _word in range(int(header[1:])):
                length = int(asked.readline()[1:])
                words.append(asked.read(length + 2)[:-2].upper())
            if words[0] == b"PING":
                connection.sendall(b"+PONG\r\n")
            else:
                connection.sendall(b"-OOM command not allowed when used memory > 'maxmemory'.\r\n")


def test_it_works(monkeypatch):
    queue = f"test-{uuid.uuid4().hex}"
    monkeypatch.setitem(app.conf, "task_default_queue", queue)
    ring("integrity.run_job", "one")
    with redis.Redis.from_url(redis_client_url(settings.CELERY_BROKER_URL)) as client:
        (message,) = client.lrange(queue, 0, -1)
        client.delete(queue)
    assert b"integrity.run_job" in message


@pytest.mark.parametrize(
    "url", ["redis+socket:///nonexistent/valkey.sock", "redis://127.0.0.1:1/0"]
)
def test_a_broker_that_is_gone_is_told_to_the_log(broker, naps, caplog, url):
    broker(url)
    ring("integrity.run_job", "one")
    assert "The broker did not take integrity.run_job" in caplog.text
    assert naps == []


@pytest.mark.parametrize("answer", [hang_up, say_nothing, be_full])
def test_a_broker_that_fails_is_told_to_the_log(broker, naps, caplog, answer):
    with listening(answer) as url:
        broker(url)
        ring("integrity.run_job", "one")
    assert "The broker did not take integrity.run_job" in caplog.text
    assert naps == []

"""The reference for developers is what the code makes of it: settings, directives, outputs, transforms, handlers."""

from __future__ import annotations

import re

import pytest

from s3ext.config.settings import SETTINGS
from tools import write_reference


@pytest.fixture(scope='module')
def reference() -> str:
    return write_reference.REFERENCE.read_text('utf-8')


@pytest.fixture(scope='module')
def architecture() -> str:
    return write_reference.ARCHITECTURE.read_text('utf-8')


def test_the_reference_is_up_to_date(reference: str) -> None:
    assert reference == write_reference.reference(), 'run python tools/write_reference.py'


def test_the_table_of_handlers_is_up_to_date(architecture: str) -> None:
    assert architecture == write_reference.architecture(architecture), 'run python tools/write_reference.py'


def test_the_rules_for_nginx_are_up_to_date() -> None:
    assert write_reference.NGINX.read_text('utf-8') == write_reference.nginx_headers()


def test_every_handler_is_in_the_table_in_the_order_in_which_it_is_called(architecture: str) -> None:
    """Against the application itself, not by the way the table is made."""
    rows = re.findall(r'^\| [^|]+ \| `([\w-]+)` \| (\d+) \| `([\w.]+)`', architecture, re.M)
    with write_reference.application(s3_preview=True) as app:
        for event in {event for event, *_ in rows}:
            called = sorted(app.events.listeners[event], key=lambda listener: listener.priority)
            ours = [
                (event, str(listener.priority), f'{listener.handler.__module__}.{listener.handler.__qualname__}')
                for listener in called
                if listener.handler.__module__.startswith('s3ext.')
            ]
            assert [(name, priority, f's3ext.{place}') for name, priority, place in rows if name == event] == ours
        assert {
            event
            for event, listeners in app.events.listeners.items()
            if any(listener.handler.__module__.startswith('s3ext.') for listener in listeners)
        } - {event for event, *_ in rows} == {'s3-outputs'}


def test_every_setting_says_what_it_is_for(reference: str) -> None:
    rows = dict(re.findall(r'^\| `(s3_\w+)` \| .* \| (.+) \|$', reference, re.M))
    assert rows == {name: setting.help for name, setting in SETTINGS.items()}

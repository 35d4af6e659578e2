"""YAML as events with places, from one document and without a fault that has no place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

_OF_DOCUMENTS = (yaml.DocumentStartEvent, yaml.DocumentEndEvent)


class OtherDocumentError(yaml.MarkedYAMLError):
    """A line such as ``...`` or ``--- text`` ends the document before the text ends."""


def place_of(event: yaml.Event) -> Any:
    """Where *event* begins; the classes of PyYAML and libyaml for it have no common type."""
    return event.start_mark


def events(text: str, loader: Any = yaml.SafeLoader) -> Iterator[yaml.Event]:
    """The events of *text*. Raises ``yaml.YAMLError``; PyYAML's own reader marks each with its place.

    A number of a character beyond Unicode (``"\\U00110000"``) is a plain ``ValueError`` or ``OverflowError`` of
    Python in PyYAML, without a place, and a second document is no fault to it.
    """
    reading = loader(text)
    documents = 0
    try:
        event: yaml.Event | None
        while (event := reading.get_event()) is not None:
            if isinstance(event, _OF_DOCUMENTS):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1 or event.explicit:
                    raise OtherDocumentError(problem='another document', problem_mark=place_of(event))
            yield event
    except (ValueError, OverflowError) as error:
        if isinstance(error, yaml.YAMLError):
            raise
        raise yaml.scanner.ScannerError(
            context='while scanning a double-quoted scalar',
            problem='unknown character number',
            problem_mark=reading.get_mark(),
        ) from error
    finally:
        reading.dispose()

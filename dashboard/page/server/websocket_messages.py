"""What a page may ask of the server over its socket; what else the framework would do is not done.

The framework also lets any visitor clear what all share, look at the state of the working tree,
and install files for programming aids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

if TYPE_CHECKING:
    from starlette.types import Message, Receive

ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})


def is_allowed(data: bytes) -> bool:
    """Tell whether a message asks for a thing that the page needs."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        # The framework ends the connection that sent it.
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        asked = message.backend_operation_request
        named = {field.name for field, _ in asked.ListFields()} - {"request_id", "session_id"}
        return named <= OPERATIONS
    return kind is None or kind in ASKED


def only_allowed(receive: Receive) -> Receive:
    """Return what a socket receives, without what no page of ours asks for."""

    async def next_allowed() -> Message:
        while True:
            message = await receive()
            data = message.get("bytes") if message["type"] == "websocket.receive" else None
            if data is None or is_allowed(data):
                return message

    return next_allowed

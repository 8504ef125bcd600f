"""Keeps files that were offered or made until the browser that was told of them has come for them.

The framework gives every button of a file a new number whenever the page is drawn, and forgets
the former one at the end of that run, as it forgets a file that was made at the second end of
anybody's run: a press that crosses a run, or a run of somebody else's, then comes to nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from streamlit import runtime
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

KEPT_SECONDS = 30.0
"""How long a file stays after the page has ceased to offer it, or after it was made."""


class PatientFiles(MediaFileManager):
    """The framework's register of files, which forgets only after a while.

    Parameters
    ----------
    storage : MediaFileStorage
        Where the bytes are.
    clock : callable
        Seconds that never go back.
    """

    def __init__(
        self, storage: MediaFileStorage, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(storage)
        self._clock = clock
        self._unused_since: dict[str, float] = {}

    def remove_orphaned_files(self) -> None:
        """Forget what no page has offered for a while; called at the end of every run."""
        with self._lock:
            offered = {
                file_id
                for files in self._files_by_session_and_coord.values()
                for file_id in files.values()
            }
            now = self._clock()
            since = {
                file_id: self._unused_since.get(file_id, now)
                for file_id in (*self._file_metadata, *self._deferred_callables)
                if file_id not in offered
            }
            for file_id in [one for one, left in since.items() if now - left >= KEPT_SECONDS]:
                del since[file_id]
                if file_id in self._file_metadata:
                    self._delete_file(file_id)
                else:
                    self._drop_deferred_id(file_id)
            self._unused_since = since


def keep_downloads() -> None:
    """Have the server that runs keep files for a while, and tell files apart by all their bytes."""
    # Above a megabyte the framework takes two files of one name and length for one when their
    # ends and middles agree, and would hand out the former.
    memory_media_file_storage._PARTIAL_HASH_THRESHOLD = sys.maxsize  # type: ignore[misc]
    if not runtime.exists():
        return
    running = runtime.get_instance()
    if not isinstance(running.media_file_mgr, PatientFiles):
        running._media_file_mgr = PatientFiles(running.media_file_mgr._storage)


def forget_downloads() -> bool:
    """Forget what has had its time though nobody draws a page; returns whether there was any."""
    if not runtime.exists():
        return False
    files = runtime.get_instance().media_file_mgr
    before = len(files._file_metadata) + len(files._deferred_callables)
    files.remove_orphaned_files()
    return len(files._file_metadata) + len(files._deferred_callables) < before

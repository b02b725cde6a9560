"""A pipe that is emptied while we are busy, so that whoever writes into it goes on working on another core."""

from __future__ import annotations

import io
import os
import threading
from collections import deque
from typing import IO

MOST = 8 << 20  # bytes waiting for us
_BLOCK = 1 << 18


class ReadAhead(io.RawIOBase):
    """The bytes of a pipe as a raw stream; a thread takes them as they come, at most `MOST` ahead of us."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._blocks: deque[memoryview] = deque()
        self._held = 0
        self._over = self._left = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._fetch, daemon=True)
        self._thread.start()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with self._change:
            self._change.wait_for(lambda: self._blocks or self._over)
            if not self._blocks:
                return 0
            block = self._blocks.popleft()
            taken = min(len(block), len(buffer))
            buffer[:taken] = block[:taken]
            if taken < len(block):
                self._blocks.appendleft(block[taken:])
            self._held -= taken
            self._change.notify_all()
            return taken

    def _fetch(self) -> None:
        try:
            while block := os.read(self._pipe.fileno(), _BLOCK):
                with self._change:
                    self._blocks.append(memoryview(block))
                    self._held += len(block)
                    self._change.notify_all()
                    self._change.wait_for(lambda: self._held < MOST or self._left)
        except OSError:
            pass
        finally:
            with self._change:
                self._over = True
                self._change.notify_all()

    def close(self) -> None:
        """Take no more. Whoever writes has to be at an end, or has to end now."""
        if not self.closed:
            super().close()
            with self._change:
                self._left = True
                self._change.notify_all()
            self._thread.join(5)
            self._pipe.close()

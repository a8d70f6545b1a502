"""Writing a PDF where the disk may fill up: what goes wrong is kept until the writer has finished, and raised then.

qpdf closes what it writes to in a place where no error may pass; one that does ends the whole program.
"""

from __future__ import annotations

from io import RawIOBase
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast


class PatientFile(RawIOBase):
    """A file being written that takes everything, even after a failure; ``close`` raises the first OSError there was."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._out = path.open("wb", buffering=0)
        self._failure: OSError | None = None
        self._at = 0

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def seekable(self) -> bool:
        """Say that there is no going back."""
        return False

    def tell(self) -> int:
        """Return how much was handed over."""
        return self._at

    def write(self, data: object) -> int:
        """Write all of the data, or none any more once writing failed."""
        view = memoryview(cast("bytes", data)).cast("B")
        left = view
        while left and self._failure is None:
            try:
                left = left[self._out.write(left) :]
            except OSError as error:
                self._failure = error
        self._at += len(view)
        return len(view)

    def close(self) -> None:
        """Close the file. Raises the OSError that ended the writing."""
        if self.closed:
            return
        super().close()
        try:
            self._out.close()
        except OSError as error:
            self._failure = self._failure or error
        if self._failure is not None:
            raise self._failure

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close; an error of the writer itself goes first."""
        if error is None:
            self.close()
            return
        self._failure = None
        self.close()

    def as_stream(self) -> BinaryIO:
        """Return the file as what writers ask for."""
        return cast("BinaryIO", self)

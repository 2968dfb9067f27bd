"""Atomic writing: a file is there whole, or as it was before; never in part."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write a file so that nobody ever sees a half of it, not even after a crash.

    The bytes go to a temporary file in the same folder, reach the disk, and then take the name of the target. An existing
    file keeps its permissions.

    Args:
        path: The target; its folder must exist.
        data: The whole content.

    Returns:
        The path that was written.

    Raises:
        OSError: The folder does not exist, may not be written to, or is full, or the target is a folder; it names the
            target (or its folder, where that is missing), which is as it was.
    """
    target = Path(path)
    try:
        mode = target.stat().st_mode & 0o777
    except OSError:
        mode = 0o666 & ~_umask()
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:32]}.", suffix=".tmp", dir=target.parent)
    except OSError as fault:
        # The name of the temporary file would only puzzle the reader of the message.
        place = target.parent if isinstance(fault, FileNotFoundError) else target
        raise OSError(fault.errno, fault.strerror, str(place)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException as fault:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(fault, OSError) and fault.errno is not None:
            raise OSError(fault.errno, fault.strerror, str(target)) from None
        raise
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""What reading a zip raises when it isn't whole, is locked, or is packed in an unknown way."""

from __future__ import annotations

import struct
import zipfile
import zlib

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    # zipfile's errors for a password, and for a way of packing that it doesn't know.
    RuntimeError,
    NotImplementedError,
    # Places and names in it that can't be: before its beginning, in no encoding.
    ValueError,
    struct.error,
)

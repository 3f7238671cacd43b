"""SQLAlchemy's engines for asyncio, without the ORM: their package loads sessions along, and so all of it.

That takes 6 MB and a tenth of a second, and nothing here is an object of the ORM's. So their own module is
loaded with nothing around it; whoever imports the package itself still gets all of it.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Final

_PACKAGE: Final = "sqlalchemy.ext.asyncio"

if _PACKAGE not in sys.modules:
    _found = find_spec(_PACKAGE)
    assert _found is not None  # noqa: S101 - it is part of what has to be installed
    sys.modules[_PACKAGE] = module_from_spec(_found)
    try:
        import_module(f"{_PACKAGE}.engine")
    finally:
        del sys.modules[_PACKAGE]

from sqlalchemy.ext.asyncio.engine import (  # noqa: E402 - see above
    AsyncConnection,
    AsyncEngine,
    create_async_engine,
)

__all__ = ["AsyncConnection", "AsyncEngine", "create_async_engine"]

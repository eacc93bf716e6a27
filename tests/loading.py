"""Scripts and examples as modules: they stand beside the package, where no import finds them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def module_at(file: Path) -> ModuleType:
    """Run a Python file as a module of its own, named after it."""
    spec = importlib.util.spec_from_file_location(f"{file.stem}_alone", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # data classes look their module up there
    spec.loader.exec_module(module)
    return module

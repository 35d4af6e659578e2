"""The handbook's own configuration with s3ext switched off: same theme and options, none of our parts.

Lies beside a copy of the handbook's ``conf.py``, called ``handbook_conf.py``.
"""

import runpy
from pathlib import Path
from typing import Any

_handbook: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name('handbook_conf.py')))
globals().update({name: value for name, value in _handbook.items() if not name.startswith(('_', 's3_'))})

extensions = [name for name in _handbook['extensions'] if not name.startswith('s3ext')]
html_theme_options = {
    name: [part for part in value if not part.startswith('s3-')] if isinstance(value, list) else value
    for name, value in _handbook['html_theme_options'].items()
}
html_sidebars: dict[str, list[str]] = {'**': []}
html_favicon = None

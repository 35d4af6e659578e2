"""A region among the others: those like it, those to work with, cases from regions like it, and what was adapted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ...core.model.catalog import Item
from ...core.views.base import Options, Site, in_order, link, mention, meta, selected, titles
from ...core.views.blocks import Block, Heading, Inline, Items, Para, Row, Rows, Table, Web
from ..kinds.case import Case
from ..kinds.region import Region
from ..likeness import Likeness, Traits, frame_reason, ranked, reasons, size_bands, structure_words, traits

#: so many regions are compared with, unless more are asked for
_LIMIT = 5
#: so many cases stand for each of them, and for each obstacle: those most like us, from the regions most alike
_PER_REGION = 3
_PER_OBSTACLE = 3
#: so many regions are searched for cases that have met an obstacle: those further away are hardly alike
_WIDEST = 10
#: in the place of a band
_SEVERAL = 'several'


class LikeCase(NamedTuple):
    """A case from a region like ours, and how alike the region is."""

    case: Item
    region: Item
    likeness: Likeness


def peers(options: Options, site: Site) -> tuple[Block, ...]:
    """The regions most like the region ``id`` in size and structure: why, and whether they work together already."""
    item = site.catalog.get('region', options['id'])
    if item is None:
        return ()
    texts = site.labels.texts
    if not traits(item, site).has_frame:
        return _none(site, 'peers_unknown')
    found = _comparable(item, site)[: int(options.get('limit') or _LIMIT)]
    if not found:
        return _none(site, 'peers_none')
    together = _together(item, site)
    rows = tuple(
        (mention(other, site), (reasons(likeness, site),), (_cooperation(item, other, likeness, together, site),))
        for other, likeness in found
    )
    head = ((texts['region'],), (texts['peers_why'],), (texts['peers_together'],))
    table = Table(caption=texts['peers_caption'].format(region=item.title), head=head, rows=rows, style='peers')
    return (Para(parts=(texts['peers_how'],)), table)


def partners(options: Options, site: Site) -> tuple[Block, ...]:
    """The regions that share a theme with the region ``id`` and are in no pilot with it, and how to reach each."""
    item = site.catalog.get('region', options['id'])
    if item is None or not isinstance(item.record, Region):
        return ()
    texts = site.labels.texts
    if not item.record.chosen_themes:
        return _none(site, 'partners_no_themes' if item.record.priorities else 'partners_unknown')
    others = ranked(item, site)
    sharing = [other for other, likeness in others if likeness.themes]
    together = _together(item, site)
    found = [(other, likeness) for other, likeness in others if likeness.themes and not together[other.id]]
    blocks: list[Block] = []
    if found:
        rows = tuple(
            (mention(other, site), (_listed(titles('theme', likeness.themes, site)),), _contact(other, site))
            for other, likeness in found
        )
        head = ((texts['region'],), (texts['partners_themes'],), (texts['partners_contact'],))
        caption = texts['partners_caption'].format(region=item.title)
        table = Table(caption=caption, head=head, rows=rows, style='partners')
        blocks += [Para(parts=(texts['partners_how'],)), table]
        if any(_valid_ask(other, site) is None for other, _ in found):
            blocks.append(Para(parts=(texts['partners_no_contact'],), style='none'))
    else:
        blocks += _none(site, 'partners_none' if sharing else 'partners_alone')
    rest = (other for other in site.catalog.of_type('region') if other.id != item.id)
    unknown = [other for other in rest if isinstance(other.record, Region) and not other.record.priorities]
    if unknown:
        words = texts['partners_others_unknown'].format(regions=_listed([other.title for other in unknown]))
        blocks.append(Para(parts=(words,), style='none'))
    return tuple(blocks)


def like_cases(options: Options, site: Site) -> tuple[Block, ...]:
    """Cases from the regions most like the region ``id``: each once, the region most alike first, each with why.

    The facets narrow them. Unless an obstacle does, there are a few from each region, and a table leads from each
    obstacle to cases that have met it. Those that have met the obstacle asked for are looked for in more regions.
    With the option ``once`` it says where the table is.
    """
    item = site.catalog.get('region', options['id'])
    if item is None:
        return ()
    own = traits(item, site)
    if not own.has_frame:
        return _none(site, 'like_cases_unknown')
    comparable = _comparable(item, site)[:_WIDEST]
    if not comparable:
        return _none(site, 'peers_none')
    chosen = {case.id for case in selected({**options, 'type': 'case'}, site)}
    found = [entry for entry in _cases_of(comparable, own, site) if entry.case.id in chosen]
    if not found:
        return _none(site, 'like_cases_none')
    if 'obstacle' in options:
        return (Rows(rows=tuple(_like_row(entry, own, site) for entry in found)),)
    limit = int(options.get('limit') or _PER_REGION)
    shown: list[LikeCase] = []
    is_cut = False
    for other, _ in comparable[:_LIMIT]:
        theirs = [entry for entry in found if entry.region.id == other.id]
        shown += theirs[:limit]
        is_cut |= len(theirs) > limit
    blocks: list[Block] = [Rows(rows=tuple(_like_row(entry, own, site) for entry in shown))] if shown else []
    if is_cut:
        blocks.append(Para(parts=(site.labels.texts['like_cases_more'].format(number=limit),), style='none'))
    if 'once' in options:
        return (*blocks, Para(parts=(site.labels.texts['like_cases_once'],), style='none'))
    return (*blocks, *_by_obstacle(found, item, site))


def adaptations(options: Options, site: Site) -> tuple[Block, ...]:
    """What others have made of cases of the region ``id``, and what it has made of theirs; nothing if there is none."""
    item = site.catalog.get('region', options['id'])
    if item is None:
        return ()
    ours = site.catalog.select('case', [('region', item.id)])
    known = {case.id for case in ours}
    taken = [
        other
        for other in site.catalog.of_type('case')
        if other.id not in known and not known.isdisjoint(site.kinds.values('case', 'adapted_from', other.record))
    ]
    made = [case for case in ours if site.kinds.values('case', 'adapted_from', case.record)]
    texts = site.labels.texts
    blocks: list[Block] = []
    if taken:
        blocks.append(Heading(text=texts['adapted_by_others']))
        blocks.append(Rows(rows=tuple(adapted_row(case, site) for case in taken)))
    if made:  # the page lists these as its own, so here stands what was made of others
        blocks.append(Heading(text=texts['adapted_by_us']))
        said = tuple((*mention(case, site), f' – {adapted_row(case, site).text}') for case in made)
        blocks.append(Items(items=said))
    return tuple(blocks)


def adapted_row(case: Item, site: Site) -> Row:
    """The *case*, what it builds on, and what was changed, or that nobody has said."""
    assert isinstance(case.record, Case)
    texts = site.labels.texts
    base = texts.sentence('adapted_base', cases=_listed(titles('case', case.record.adapted_from, site)))
    changed = texts['adapted_changed'].format(words=case.record.changed) if case.record.changed else ''
    text = f'{base} {changed or texts["adapted_unknown"]}'
    return Row(title=link(case), meta=tuple(meta(case, site)), text=text)


def by_size(cases: Iterable[Item], site: Site) -> Table | None:
    """The *cases* by the size of the county, each once, with its regions and what a single one's county is like.

    None if no case has a region.
    """
    labels = site.labels
    found: dict[str, list[tuple[Item, list[Item]]]] = {}
    for case in cases:
        ids = site.kinds.values('case', 'region', case.record)
        regions = [region for each in ids if (region := site.catalog.get('region', each))]
        sizes = {_size(region) for region in regions}
        if sizes:
            size = '' if '' in sizes else sizes.pop() if len(sizes) == 1 else _SEVERAL
            found.setdefault(size, []).append((case, regions))
    names = {size: labels.term('population', size) for size in size_bands(labels.vocabulary)}
    names |= {_SEVERAL: labels.texts['by_size_several'], '': labels.texts['not_stated']}
    rows = []
    for size, name in names.items():
        cell: list[Inline] = []
        for case, regions in found.get(size, ()):
            cell += [*([', '] if cell else []), *mention(case, site), f' ({_described(regions, site)})']
        if cell:
            rows.append(((name,), tuple(cell)))
    head = ((labels.texts['by_size_size'],), (labels.texts['by_size_cases'],))
    table = Table(caption=labels.texts['by_size_caption'], head=head, rows=tuple(rows), style='by-size')
    # where nobody knows a size there is nothing to compare
    return table if found.keys() - {''} else None


def _size(region: Item) -> str:
    """The band of the population of *region*, '' if it is unknown."""
    record = region.record
    return record.population.band if isinstance(record, Region) and record.population else ''


def _described(regions: list[Item], site: Site) -> str:
    """*regions* by name; a single one with the words for its structure."""
    names = ', '.join(region.title for region in regions)
    record = regions[0].record
    structure = record.structure if len(regions) == 1 and isinstance(record, Region) else ()
    return f'{names}: {structure_words(structure, site.labels)}' if structure else names


def _comparable(item: Item, site: Site) -> list[tuple[Item, Likeness]]:
    """The other regions that are like *item* in size or structure, most alike first."""
    return [(other, likeness) for other, likeness in ranked(item, site) if likeness.is_comparable]


def _together(item: Item, site: Site) -> Counter[str]:
    """In how many pilots each region is together with *item*."""
    field = site.kinds.fields['pilot']['region']
    pilots = site.catalog.select('pilot', [('region', item.id)])
    return Counter(region for pilot in pilots for region in field.values(pilot.record))


def _cooperation(item: Item, other: Item, likeness: Likeness, together: Counter[str], site: Site) -> str:
    """Whether *other* is in a pilot with *item*, or could be a new partner; that this is unknown, if it is."""
    texts = site.labels.texts
    if number := together[other.id]:
        return texts['peers_in_pilots'].format(pilots=texts.count('pilot', number))
    if likeness.themes:
        return texts['peers_partner']
    known = all(isinstance(one.record, Region) and one.record.priorities for one in (item, other))
    return texts['peers_no_theme' if known else 'peers_themes_unknown']


def _cases_of(regions: Iterable[tuple[Item, Likeness]], own: Traits, site: Site) -> list[LikeCase]:
    """The cases of *regions* that are not also of the region *own*, each once: with the first region that has it."""
    found: list[LikeCase] = []
    seen: set[str] = set()
    for region, likeness in regions:
        cases = []
        for case in site.catalog.select('case', [('region', region.id)]):
            if case.id not in seen and own.id not in site.kinds.values('case', 'region', case.record):
                seen.add(case.id)
                cases.append(case)
        # the sort is stable: equals stay in the order of the catalogue
        cases.sort(key=lambda case: -sum(len(shared) for shared in _shared(case, own, site).values()))
        found += [LikeCase(case, region, likeness) for case in cases]
    return found


def _shared(case: Item, own: Traits, site: Site) -> dict[str, list[str]]:
    """The obstacles and themes of *case* that the region *own* has met and chosen too."""
    known = {'obstacle': own.obstacles, 'theme': own.themes}
    return {
        name: [value for value in site.kinds.values('case', name, case.record) if value in ours]
        for name, ours in known.items()
    }


def _like_row(entry: LikeCase, own: Traits, site: Site) -> Row:
    """The case, why its region is like ours, and what the case has in common with us."""
    texts = site.labels.texts
    reason = frame_reason(entry.likeness, site.labels)
    said = [texts.sentence('like_cases_from', region=entry.region.title, reason=reason)]
    for name, values in _shared(entry.case, own, site).items():
        if values:
            said.append(texts.sentence(f'same_{name}', values=_listed(titles(name, values, site))))
    return Row(title=link(entry.case), meta=tuple(meta(entry.case, site)), text=' '.join(said))


def _by_obstacle(found: Iterable[LikeCase], item: Item, site: Site) -> list[Block]:
    """A table from each obstacle to the first few of the cases *found* that have met it, with region and reason."""
    field = site.kinds.fields['case']['obstacle']
    texts = site.labels.texts
    cases: dict[str, list[LikeCase]] = {}
    for entry in found:
        for obstacle in field.values(entry.case.record):
            cases.setdefault(obstacle, []).append(entry)
    rows = []
    for value in in_order(field, cases, site):
        cell: list[Inline] = []
        for entry in cases[value.id][:_PER_OBSTACLE]:
            reason = f' ({entry.region.title}: {frame_reason(entry.likeness, site.labels)})'
            cell += [*([', '] if cell else []), *mention(entry.case, site), reason]
        name: tuple[Inline, ...] = (link(value.page),) if value.page else (value.label,)
        rows.append((name, tuple(cell)))
    if not rows:
        return []
    caption = texts['like_cases_caption'].format(region=item.title)
    head = ((texts['obstacle'],), (texts['like_cases_cases'],))
    return [
        Heading(text=texts['like_cases_by_obstacle'], anchor='like-cases-obstacles'),
        Table(caption=caption, head=head, rows=tuple(rows), style='like-cases'),
    ]


def _valid_ask(region: Item, site: Site) -> str | None:
    """Whom to ask in *region*, if that still holds today."""
    ask = region.record.ask if isinstance(region.record, Region) else None
    if ask is None or ask.valid_until < site.today:
        return None
    return f'{ask.role}, {ask.unit}'


def _contact(region: Item, site: Site) -> tuple[Inline, ...]:
    """How to reach *region*: the function to ask, else the page of the region itself that its record rests on."""
    record = region.record
    assert isinstance(record, Region)
    texts = site.labels.texts
    if (words := _valid_ask(region, site)) and record.ask:
        mailbox = record.ask.mailbox
        return (f'{words} ', Web(text=mailbox, url=f'mailto:{mailbox}')) if mailbox else (words,)
    found = record.official_page
    if found is None or not found.url:
        return (texts['partners_unreached'],)
    return (Web(text=texts['partners_page'].format(title=found.title), url=found.url),)


def _none(site: Site, name: str) -> tuple[Block, ...]:
    return (Para(parts=(site.labels.texts[name],), style='none'),)


def _listed(words: list[str]) -> str:
    """The words in a row; titles may hold commas themselves."""
    return ('; ' if any(',' in word for word in words) else ', ').join(words)

"""The one kind of the garden, with a rule in its class, a rule across its records and a view."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

import s3ext
from s3ext.core.model.annotations import Filter, Located, Ref, Sheet, Wanted
from s3ext.core.model.entries import Entry
from s3ext.core.model.header import Header
from s3ext.core.model.kind import Kind
from s3ext.core.model.kinds import Kinds
from s3ext.core.model.values import STRICT, Slug, Summary, Text
from s3ext.core.page.frontmatter import RawHeader
from s3ext.core.problems import Problem, ProblemCode
from s3ext.core.profile import Records


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Theme(Header):
    """A plant. Its name is one that the texts of S3-handboken have words for."""

    about: ClassVar[Kind] = Kind(id='theme', folder='docs/plants', facet='theme', counts=True, guide=2, news=1)

    summary: Summary
    label_en: Annotated[Text, Sheet(1, english=True), Located()]
    broader: Annotated[Slug, Ref('theme'), Filter(catalogue=1, search=1), Wanted(), Sheet(2)] | None = None

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """A plant that is a part of another has another name than that."""
        if 'broader' in raw.value and raw.value['broader'] == raw.value.get('label_en'):
            yield raw.problem(raw.position(('broader',)), ProblemCode.SELF_REFERENCE, value=str(raw.value['broader']))


def _named_twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Two plants with one name in English."""
    names: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.record, Theme) and entry.record.label_en in names:
            details = {'value': entry.record.label_en, 'other': names[entry.record.label_en]}
            yield Problem.at(entry.path, entry.place('label_en'), ProblemCode.DUPLICATE_ID, **details)
        elif isinstance(entry.record, Theme):
            names[entry.record.label_en] = entry.path


def _names(options: s3ext.Options, site: s3ext.Site) -> tuple[s3ext.Block, ...]:
    """The English names in order."""
    found = [getattr(item.record, 'label_en', '') for item in s3ext.selected(options, site)]
    return (s3ext.Para(parts=(', '.join(sorted(found)),)),)


RECORDS = Records(kinds=Kinds((Theme,)), rules=(_named_twice,), views={'names': s3ext.View(build=_names)})

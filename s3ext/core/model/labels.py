"""How values read to people: periods, terms, counts – the same words in lists, fact sheets and exports."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import PLAIN, Language
from ..texts.files import ENGLISH
from ..texts.messages import ENDS, Texts
from .kinds import Kinds
from .parts import GlossaryTerm, Period, Source
from .sheet import Foreign
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words for values in one language, and what else is to be known of it."""

    texts: Texts
    vocabulary: Vocabulary
    language: Language = PLAIN
    #: of twins the language of the handbook itself
    origin: str = ''

    @property
    def kinds(self) -> Kinds:
        """The kinds of pages whose values these are."""
        return self.vocabulary.kinds

    def verbatim(self, text: str) -> str | Foreign:
        """A name, or somebody's own words, in the language of the handbook itself."""
        return Foreign(text, self.origin) if self.origin else text

    def headword(self, term: GlossaryTerm) -> str | Foreign:
        """What *term* is called: on a twin in its language, if the term says that and it is another word."""
        is_said = self.texts.language == ENGLISH and term.term_en.casefold() != term.term.casefold()
        return term.term_en if self.origin and is_said else self.verbatim(term.term)

    def told(self, text: str) -> str:
        """The same *text*; '' on a twin that does not tell it."""
        return '' if self.origin and text == self.texts['twin_elsewhere'] else text

    def term(self, name: str, term_id: str) -> str:
        """The label of a term of the closed list *name*."""
        return self.vocabulary.label(name, term_id, self.texts.language)

    def date(self, date: str) -> str:
        """'2026-11-24' → '24 November 2026'; '2026-11' → 'November 2026'; '2026' as it is."""
        year, *rest = date.split('-')
        if not rest:
            return year
        month = self.texts['months'].split()[int(rest[0]) - 1]
        if len(rest) == 1:
            return f'{month} {year}'
        return self.texts['full_date'].format(day=int(rest[1]), month=month, year=year)

    def period(self, period: Period) -> str:
        """'2016–2028', 'from March 2021', 'until 2023' or that it is not known; without the note."""
        if period.start and period.end:
            if period.start == period.end:
                return self.date(period.start)
            dash = '–' if len(period.start) == len(period.end) == len('2026') else ' – '
            return f'{self.date(period.start)}{dash}{self.date(period.end)}'
        if period.start:
            return self.texts['period_from'].format(start=self.date(period.start))
        if period.end:
            return self.texts['period_to'].format(end=self.date(period.end))
        return self.texts['period_unknown']

    def duration(self, minutes: int) -> str:
        """'1 hour 30 minutes', '45 minutes'."""
        hours, rest = divmod(minutes, 60)
        parts = [self.texts.count('hour', hours)] if hours else []
        parts += [self.texts.count('minute', rest)] if rest else []
        return ' '.join(parts)


def source_pages(source: Source, texts: Texts) -> str:
    """The pages of *source* as they are printed: ``p. 12–14``; what does not begin with a number stays as it is."""
    pages = source.pages or ''
    return f'{texts["pdf_page"]} {pages}' if pages[:1].isdecimal() else pages


def source_end(source: Source, labels: Labels, *, kept: bool = True) -> str:
    """What stands behind the title of *source* where it is printed: year, pages, the day, and where it is *kept*."""
    texts = labels.texts
    pages = source_pages(source, texts)
    read = texts['source_read_on'].format(date=labels.date(source.read_on)) if source.read_on else ''
    rest = ''.join(f', {part}' for part in (source.year, pages, read) if part)
    place = f' {texts.sentence("source_held_by", place=source.held_by)}' if source.held_by and kept else ''
    end = '' if not rest and source.title[-1:] in ENDS else '.'
    return f'{rest}{end}{place}'


def source_words(source: Source) -> str:
    """*source* as one text: who published it, what it is called and when it came."""
    year = f', {source.year}' if source.year else ''
    return f'{source.publisher}: {source.title}{year}'

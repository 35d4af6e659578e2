"""Judged queries made by machine from all names and texts of the handbook, other ones with each seed.

Nobody can tune the search to them: ``make bench-search`` makes them anew. A seed makes the same ones again.
``bench/judgement.py`` grades the pages: for each there is one with 2 or more, the thing's own or that of the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from s3ext.commands.project import Content, read_content
from s3ext.core.search.compounds import splitter
from s3ext.handbook.language import SWEDISH

from .inflections import Paradigms, swedish
from .judgement import Grades, Judge, Text, Thing, read_texts, things, words
from .slips import LEAST_FOR_ONE, LEAST_FOR_TWO, SLIPS, folded, slip, spelt_out

#: what any matter may be followed by in a compound
TAILS = (
    'analys', 'arbete', 'bidrag', 'bolag', 'bransch', 'centrum', 'expert', 'fond', 'forskning', 'frågor', 'företag',
    'grupp', 'konferens', 'klustret', 'kommission', 'kompetens', 'läge', 'marknad', 'mässa', 'mål', 'nätverk', 'nämnd',
    'område', 'plan', 'politik', 'program', 'projekt', 'rapport', 'regler', 'råd', 'samarbete', 'satsning', 'sektorn',
    'seminarium', 'strategi', 'stöd', 'undersökning', 'uppdrag', 'utbildning', 'utredning', 'utveckling', 'verksamhet',
)  # fmt: skip
#: words that carry nothing, beside those of one to three letters
_SMALL = frozenset((
    'alla', 'andra', 'bara', 'blir', 'deras', 'dess', 'detta', 'efter', 'eller', 'finns', 'från', 'genom', 'hade',
    'ingen', 'inte', 'into', 'kring', 'många', 'mellan', 'mycket', 'några', 'något', 'olika', 'other', 'redan', 'samma',
    'läns', 'samt', 'sedan', 'sina', 'själv', 'skulle', 'ställa', 'sätt', 'that', 'their', 'this', 'under', 'utan',
    'vara', 'varit', 'vilka', 'vilken', 'vill', 'våra', 'with', 'from',
))  # fmt: skip
#: small words and what may stand in their place
_OTHERS = {
    'vi': 'man', 'våra': 'sina', 'vår': 'sin', 'oss': 'en', 'hur': 'på vilket sätt', 'men': 'fast', 'också': 'även',
    'ska': 'bör', 'måste': 'behöver', 'bara': 'enbart', 'när': 'då', 'ingen': 'inte någon', 'vem': 'vilka',
    'här': 'där', 'många': 'flera', 'för': 'åt', 'nu': 'idag', 'få': 'erhålla', 'ni': 'man', 'era': 'sina', 'du': 'man',
}  # fmt: skip
_SENTENCE_END = re.compile(r'(?<=[.!?])\s+(?=[A-ZÅÄÖ])')
#: what is longer is followed by nothing
_LONGEST_FIRST = 12
#: a sentence has so many words, and one for a search field no more than that
_LEAST_WORDS, _MOST_WORDS = 4, 16
#: a word of a name leads to things only if so few have it
_MOST_HOLDERS = 3
_LEAST_CONTENT = 4
#: on how large a share of the pages it stands at most
_MOST_SPREAD = 0.15
#: what ends a word and is none, though it looks like one
_ENDINGS = frozenset(('skap', 'ande', 'dome', 'siktighet'))
#: kinds of records whose names are of all that belongs there: solel, Borgholm
_GATHERING = ('theme', 'region', 'obstacle')


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query, the grade (1–3) of each page that answers it by id or docname, and why; ``right`` is how it is spelt."""

    phenomenon: str
    text: str
    pages: Mapping[str, int]
    why: str
    right: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A query that may be asked: how it comes about, what it is judged as."""

    text: str
    why: str
    judged: Grades
    right: str = ''


def content_words(text: str) -> list[str]:
    """The *text*'s words that say what it is about, as they are written."""
    found = re.findall(r'[^\W_]+', text)
    return [word for word in found if len(word) >= _LEAST_CONTENT and word.lower() not in _SMALL and word.isalpha()]


class Maker:
    """Makes a query from a name or a sentence of a site, if there is one of the kind."""

    def __init__(self, content: Content, texts: Mapping[str, Text], nouns: Paradigms) -> None:
        """*content* of a site, the words of its pages by docname, and the forms of Swedish nouns."""
        glossary = content.catalog.glossary
        self.nouns = nouns
        self.things = things(content.catalog)
        self.judge = Judge(texts, glossary.docname if glossary else '', self.things, nouns)
        self.vocabulary = {word for text in texts.values() for word in (*text.all.counts, *text.title.counts)}
        #: the forms that the glossary gives of its words, and those words
        self.forms = {form: thing.swedish[0] for thing in self.things for form in thing.forms}
        self.sentences = _sentences(content)

    def names(self, pick: Callable[[Thing], Iterable[str]]) -> list[str]:
        """The names that *pick* takes of each thing."""
        return list(dict.fromkeys(name for thing in self.things for name in pick(thing)))

    # -- names --------------------------------------------------------------------------------------------

    def as_it_stands(self, name: str, chance: Random) -> Candidate:
        """The *name* itself."""
        return Candidate(text=name, why='a name', judged=self.judge.name(name))

    def with_slip(self, name: str, chance: Random, many: int = 1) -> Candidate | None:
        """The *name* with as *many* slips in one of its words, which make no other word."""
        least = LEAST_FOR_ONE if many == 1 else LEAST_FOR_TWO
        long = [word for word in name.split(' ') if len(word) >= least and word.isalpha()]
        if not long:
            return None
        word = chance.choice(long)
        kinds = chance.sample(list(SLIPS), many)
        wrong = word
        for kind in kinds:
            wrong = slip(wrong, kind, chance) if wrong else ''
        if not wrong or wrong == word or self._is_word(wrong):
            return None
        text = name.replace(word, wrong, 1)
        return Candidate(text=text, why=' and '.join(kinds), judged=self.judge.name(name), right=name)

    def with_two_slips(self, name: str, chance: Random) -> Candidate | None:
        """The same with two of them."""
        return self.with_slip(name, chance, 2)

    def _is_word(self, word: str) -> bool:
        return word.lower() in self.vocabulary or self.nouns.knows(word) or self.nouns.knows(word.lower())

    def folded(self, name: str, chance: Random) -> Candidate | None:
        """The *name* without its marks."""
        return self._respelt(name, folded(name))

    def spelt_out(self, name: str, chance: Random) -> Candidate | None:
        """The *name* with ae and oe, if it has no other letters with marks."""
        text = spelt_out(name)
        return self._respelt(name, text) if folded(text) == text else None

    def _respelt(self, name: str, text: str) -> Candidate | None:
        judged = self.judge.name(name)
        return Candidate(text=text, why='other letters', judged=judged, right=name) if text != name else None

    def inflected(self, name: str, chance: Random) -> Candidate | None:
        """Another form of the *name* that is a noun; it can be such a form itself, of a word of the glossary."""
        of = self.forms.get(name, name)
        if of != name:
            return Candidate(text=name, why=f'a form of {of}', judged=self.judge.name(of))
        forms = self.nouns.forms(name) if name.isalpha() and name.islower() else ()
        if not forms:
            return None
        return Candidate(text=chance.choice(forms), why=f'a form of {name}', judged=self.judge.name(name))

    # -- compounds and parts ------------------------------------------------------------------------------

    def compound(self, name: str, chance: Random) -> Candidate | None:
        """A compound that stands nowhere: the *name* that may stand first, and a tail."""
        may_be_first = name.isalpha() and name.islower() and len(name) <= _LONGEST_FIRST
        first = self.nouns.linked(name) if may_be_first else ''
        tail = chance.choice(TAILS)
        text = first + tail
        if not first or text in self.vocabulary or self.judge.is_name(text):
            return None
        return Candidate(text=text, why=f'{name} + {tail}', judged=self.judge.name(name))

    def mistyped_compound(self, name: str, chance: Random) -> Candidate | None:
        """The same, with a slip in the tail."""
        made = self.compound(name, chance)
        if made is None:
            return None
        kind = chance.choice(list(SLIPS))
        tail = made.why.rpartition(' ')[2]
        # not its first letter: the slip would lie on the seam
        wrong = slip(made.text, kind, chance, start=len(made.text) - len(tail) + 1)
        if not wrong or self._is_word(wrong):
            return None
        return Candidate(text=wrong, why=f'{made.why}, {kind}', judged=made.judged)

    def apart(self, name: str, chance: Random) -> Candidate | None:
        """The *name* that is a compound, in two words."""
        # nobody writes Kungs backa
        parts = splitter(SWEDISH).parts(name) if name.islower() else ()
        cuts = [cut for cut in range(3, len(name) - 2) if parts and SWEDISH.key(name[cut:]) == parts[-1]]
        if not cuts or name[cuts[0] :] in _ENDINGS or not self.nouns.forms(name[cuts[0] :]):
            return None
        text = f'{name[: cuts[0]]} {name[cuts[0] :]}'
        return Candidate(text=text, why=f'for {name}', judged=self.judge.name(name))

    def single_word(self, name: str, chance: Random) -> Candidate | None:
        """One word of the *name* of several, if it is no name itself and few things have it."""
        found = [
            word.lower()
            for word in content_words(name)
            if not self.judge.is_name(word)
            and not self.judge.is_name(word.removesuffix('s'))
            and len(self.judge.holders(word.lower())) <= _MOST_HOLDERS
            and self.judge.spread(word.lower()) <= _MOST_SPREAD
        ]
        if not found or len(words(name)) == 1:
            return None
        word = chance.choice(found)
        return Candidate(text=word, why=f'of {name}', judged=self.judge.word(word))

    # -- sentences ----------------------------------------------------------------------------------------

    def quoted(self, sentence: str, chance: Random) -> Candidate:
        """The *sentence* as it stands."""
        what, judged = self.sentences[sentence]
        return Candidate(text=sentence, why=what, judged=judged)

    def reworded(self, sentence: str, chance: Random) -> Candidate | None:
        """The *sentence* in other words, by one rule."""
        what, judged = self.sentences[sentence]
        rules = [_other_order, _without_small_words, _other_small_words, _as_question, self._other_name]
        chance.shuffle(rules)
        for rule in rules:
            if (made := rule(sentence, chance)) and words(made) != words(sentence):
                name = rule.__name__.strip('_').replace('_', ' ')
                return Candidate(text=made, why=f'{what}, {name}: {sentence}', judged=judged)
        return None

    def _other_name(self, text: str, chance: Random) -> str:
        """*text* with one word exchanged for another name of the same thing."""
        known = [word for word in content_words(text) if self.judge.is_name(word)]
        chance.shuffle(known)
        for word in known:
            others = [
                name
                for thing in self.judge.holders(word.lower())
                if thing.kind not in _GATHERING and word.lower() in (name.lower() for name in thing.swedish)
                for name in thing.swedish
                if name.lower() != word.lower() and len(words(name)) == 1
            ]
            if others:
                return text.replace(word, chance.choice(others), 1)
        return ''


def _sentences(content: Content) -> dict[str, tuple[str, Grades]]:
    """The sentences of titles, summaries, questions and what is heard, what each is, and the pages that hold it."""
    found: dict[str, tuple[str, Grades]] = {}
    for kind in content.catalog.kinds.listed:
        for item in content.catalog.of_type(kind):
            record: Any = item.record
            texts = {
                'title': (item.title,),
                'summary': _SENTENCE_END.split(record.summary or '')[:1],
                'question': getattr(record, 'questions', ()),
                'heard': getattr(record, 'heard_as', ()),
            }
            for what, all_of_them in texts.items():
                for text in all_of_them:
                    if _LEAST_WORDS <= len(words(text)) <= _MOST_WORDS:
                        found.setdefault(text, (what, {}))[1][item.docname] = 3
    return found


def _other_order(text: str, chance: Random) -> str:
    """The words that carry something, turned round at one place."""
    found = content_words(text)
    if len(found) < 3:
        return ''
    at = chance.randrange(1, len(found))
    return ' '.join((*found[at:], *found[:at])).lower()


def _without_small_words(text: str, chance: Random) -> str:
    found = content_words(text)
    return ' '.join(found).lower() if len(found) > 2 else ''


def _other_small_words(text: str, chance: Random) -> str:
    return re.sub(r'[^\W_]+', lambda match: _OTHERS.get(match[0].lower(), match[0]), text)


def _as_question(text: str, chance: Random) -> str:
    if text.endswith('?'):
        return ''
    of_titles, of_sentences = ('hur fungerar', 'vad vet man om'), ('vad gör man när', 'hur gör man om', 'varför')
    begin = chance.choice(of_sentences if text.endswith('.') else of_titles)
    return f'{begin} {text[0].lower()}{text[1:].rstrip(".")}?'


Make = Callable[[str, Random], Candidate | None]


def _makers(maker: Maker) -> dict[str, tuple[Iterable[str], Make]]:
    """For each phenomenon what its queries are made from, and how."""
    english, short = maker.names(lambda thing: thing.english), maker.names(lambda thing: thing.short)
    names = maker.names(lambda thing: thing.swedish)
    titles = {sentence for sentence in maker.sentences if maker.judge.is_name(sentence)}
    sentences = [sentence for sentence in maker.sentences if sentence not in titles]
    return {
        'name': (names, maker.as_it_stands),
        'English name': (english, maker.as_it_stands),
        'short form': (short, maker.as_it_stands),
        'one slip': (names, maker.with_slip),
        'two slips': (names, maker.with_two_slips),
        'without å ä ö': (names, maker.folded),
        'ae and oe': (names, maker.spelt_out),
        'inflected': ([*names, *(form for form in maker.forms if not maker.judge.is_name(form))], maker.inflected),
        'foreign compound': (names, maker.compound),
        'mistyped compound': (names, maker.mistyped_compound),
        'written apart': (names, maker.apart),
        'word of a name': (names, maker.single_word),
        'English word of a name': (english, maker.single_word),
        'sentence': (sentences, maker.quoted),
        'sentence reworded': (sentences, maker.reworded),
    }


#: the phenomena of which fewer queries are asked, as a part of the others
_FEWER = {'short form': 0.5, 'two slips': 0.5, 'ae and oe': 0.3, 'mistyped compound': 0.5}
PHENOMENA = (
    'name', 'English name', 'short form', 'one slip', 'two slips', 'without å ä ö', 'ae and oe', 'inflected',
    'foreign compound', 'mistyped compound', 'written apart', 'word of a name', 'English word of a name', 'sentence',
    'sentence reworded',
)  # fmt: skip


def numbers(most: int) -> dict[str, int]:
    """How many queries of each phenomenon are asked, where *most* are asked of one."""
    return {phenomenon: max(1, round(most * _FEWER.get(phenomenon, 1))) for phenomenon in PHENOMENA}


def machine_queries(root: Path, seed: int, many: Mapping[str, int]) -> list[Query]:
    """Queries from the site at *root*; *many*: of each phenomenon so many, or fewer if no more can be made.

    A name or sentence that is new in the texts takes the place of another, and the other queries stay the same.
    """
    content = read_content(root)
    makers = _makers(Maker(content, read_texts(root, content), swedish()))
    return [query for name, most in many.items() for query in _some(name, *makers[name], seed, most)]


def _some(phenomenon: str, sources: Iterable[str], make: Make, seed: int, most: int) -> list[Query]:
    """At *most* so many queries, each text once."""
    chances = {source: Random(f'{seed} {phenomenon} {source}') for source in sources}
    found: dict[str, Query] = {}
    for source, chance in sorted(chances.items(), key=lambda item: item[1].random()):
        made = make(source, chance)
        if made is None:
            continue
        text = made.text.strip()
        query = Query(phenomenon=phenomenon, text=text, pages=made.judged, why=made.why, right=made.right)
        found.setdefault(text.lower(), query)
        if len(found) == most:
            break
    return list(found.values())

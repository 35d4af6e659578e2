"""Every text the product says by itself: the engine's, and over them those of a profile (``core.texts.files``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..problems import Problem, plain
from .files import TextFiles, tables

#: by class and written name the words for a field: ``label`` and others (``texts/fields-en.toml`` says which)
FieldTexts = dict[str, dict[str, dict[str, str]]]
#: what a sentence ends with
ENDS = frozenset('.?!…')
#: details that name all there is to choose from, and are shown in full
_LISTS = {'allowed'}
#: of any other detail so many characters are shown
_LONGEST = 400
#: problem details whose value may be the name of an interface text
_TRANSLATED = {'expected', 'kind', 'cause', 'what'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of one language: ``problems`` by problem code, ``interface`` by name, ``fields`` by class and name.

    ``files`` says where they come from, for texts in other languages and for messages.
    """

    language: str
    files: TextFiles
    problems: dict[str, str]
    interface: dict[str, str]
    fields: FieldTexts

    def __getitem__(self, name: str) -> str:
        """The interface text called *name*. Raises ``KeyError`` for a name without a text."""
        return self.interface[name]

    def count(self, name: str, number: int) -> str:
        """*number* with the noun *name* in the right form: '1 fault', '3 notes'."""
        form = 'one' if number == 1 else 'many'
        return f'{number} {self.interface[f"{name}_{form}"]}'

    def sentence(self, name: str, **values: str) -> str:
        """The text called *name* with its *values* filled in, as a sentence that ends once."""
        return one_stop(self.interface[name].format(**values))

    def sheet_label(self, owner: str, name: str, *, many: bool = False) -> str:
        """What the field *name* of the class *owner* is called on a fact sheet, with ``many`` values or not."""
        words = self.fields[owner][name]
        single = words['label'] if many else words.get('single', words['label'])
        return words.get('sheet') or single

    def filter_label(self, owner: str, name: str) -> str:
        """What the field *name* of the class *owner* is called where lists are filtered, grouped and crossed by it."""
        words = self.fields[owner][name]
        return words.get('filter') or words.get('single', words['label'])

    def noun(self, owner: str, name: str) -> str:
        """What the field *name* of the class *owner* is called inside a sentence."""
        words = self.fields[owner][name]
        return words.get('noun') or uncapitalised(words['label'])

    def back_label(self, owner: str, name: str) -> str:
        """What stands over the records that name another in the field *name* of the class *owner*, on its page."""
        return self.fields[owner][name]['back']

    def message(self, problem: Problem) -> str:
        """What *problem* is and how to fix it, in one line.

        The details ``expected``, ``kind``, ``what`` and ``cause`` may hold the name of an interface text;
        ``nearest`` becomes a suggestion and ``rewritten``, a whole line, a remedy, or nothing when they are empty.
        """
        # what people write reaches terminals and logs: no line breaks or control characters from there
        details = {name: plain(value) for name, value in problem.details}
        details |= {name: _short(value) for name, value in details.items() if name not in _LISTS}
        for name in _TRANSLATED & details.keys():
            details[name] = self.interface.get(details[name], details[name])
        nearest = details.get('nearest')
        details['suggestion'] = self.interface['did_you_mean'].format(nearest=nearest) if nearest else ''
        fix = details.get('rewritten')
        details['remedy'] = self.interface['write_instead'].format(fix=fix.strip()) if fix else ''
        if 'cause' in details:
            details['cause'] = details['cause'].format(**details)
        return self.problems[problem.code].format(**details)

    def report(self, problems: Iterable[Problem]) -> list[str]:
        """One line per problem: ``path:line:column: error[code]: message``, in file and line order."""
        return [f'{problem.location}: {self.label(problem)}: {self.message(problem)}' for problem in sorted(problems)]

    def label(self, problem: Problem) -> str:
        """``error[code]``, or the word for a note."""
        return f'{self.interface["note" if problem.is_note else "error"]}[{problem.code}]'

    def totals(self, problems: Iterable[Problem]) -> str:
        """How many faults and notes there are: '2 faults in the content, 1 note'; what there is none of is left out."""
        notes = [problem.is_note for problem in problems]
        numbers = {'faults': notes.count(False), 'notes': notes.count(True)}
        return ', '.join(self.count(name, number) for name, number in numbers.items() if number)


def one_stop(sentence: str) -> str:
    """The *sentence* without its full stop if what stands before that ends a sentence already."""
    return sentence[:-1] if sentence[-1:] == '.' and sentence[-2:-1] in ENDS else sentence


def uncapitalised(words: str) -> str:
    """*words* as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f'{value[:_LONGEST]}…'


@cache
def load_texts(language: str, files: TextFiles) -> Texts:
    """The texts of a profile in *language*, or in the nearest that it has. Read once: a build asks for each page."""
    known = files.known(language)
    data = tables('', known, files)
    fields: FieldTexts = tables('fields-', known, files)
    return Texts(language=known, files=files, problems=data['problem'], interface=data['interface'], fields=fields)

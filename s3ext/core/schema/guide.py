"""The words around faults and fields: what the help page, the skeletons and the forms say."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.outlines import Outlines, load_outlines
from ..model.vocabulary import Vocabulary
from ..texts.files import TextFiles, tables
from ..texts.messages import FieldTexts, load_texts
from .spec import Field, FieldKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The texts of one language; ``fields`` by class and written name, each with ``label`` and ``hint``.

    ``form_files`` are its words about files: those that are opened, pasted, added and sent. ``form_problems`` are
    messages in the form's own words, by code, where those of the check speak of files and fields.
    ``outlines`` are what new pages begin with.
    """

    language: str
    files: TextFiles
    help: dict[str, str]
    kinds: dict[str, str]
    value: dict[str, str]
    text: dict[str, str]
    form: dict[str, str]
    form_problems: dict[str, str]
    form_files: dict[str, str]
    fields: FieldTexts
    outlines: Outlines

    def label(self, field: Field) -> str:
        """What *field* is called."""
        return self.fields[field.owner][field.name]['label']

    def lead(self, field: Field, mark: str) -> str:
        """What *field* is called, before words about it: with *mark* after it, unless it is a question."""
        label = self.label(field)
        return label if label.endswith('?') else label + mark

    def one(self, field: Field) -> str:
        """What one item of the list *field* is called."""
        words = self.fields[field.owner][field.name]
        return words.get('one') or words.get('single', words['label'])

    def hint(self, field: Field) -> str:
        """What *field* is for, in a sentence or two."""
        return self.fields[field.owner][field.name]['hint']

    def form_hint(self, field: Field) -> str:
        """The same where a form is filled in, which knows nothing of files."""
        return self.fields[field.owner][field.name].get('form', self.hint(field))

    def values(self, field: Field, vocabulary: Vocabulary) -> str:
        """What can be written in *field*, in a sentence or two."""
        text = self._values(field, vocabulary)
        return f'{text} {self.value["most"].format(limit=field.most)}'.strip() if field.most else text

    def _values(self, field: Field, vocabulary: Vocabulary) -> str:
        match field.kind:
            case FieldKind.TEXT if field.many:
                return self.value['texts']
            case FieldKind.TEXT:
                between = field.min_length > 1
                return self.value['text_between' if between else 'text'].format(
                    min=field.min_length, max=field.max_length
                )
            case FieldKind.NUMBER:
                return self.value['number'].format(min=_grouped(field.minimum), max=_grouped(field.maximum))
            case FieldKind.CHOICE:
                allowed = ', '.join(
                    f'`{term.id}` ({term.label(self.language)})' for term in vocabulary.lists[field.choices]
                )
                return self.value['choices' if field.many else 'choice'].format(allowed=allowed)
            case FieldKind.REFERENCE:
                assert field.target
                kind = self.kinds[field.target].lower()
                if field.choices:
                    beside = ', '.join(
                        f'`{term.id}` ({term.label(self.language)})' for term in vocabulary.lists[field.choices]
                    )
                    return self.value['reference_or_choice'].format(kind=kind, allowed=beside)
                return self.value['references' if field.many else 'reference'].format(kind=kind)
            case FieldKind.GROUP:
                return self.value['groups' if field.many else 'group']
            case FieldKind.CODE:
                return ''  # the hint says which
            case _:
                return self.value[field.kind.value]


def load_guide(language: str, files: TextFiles) -> Guide:
    """The texts of a profile in *language*, or in the nearest that it has."""
    known = files.known(language)
    return Guide(
        language=known,
        files=files,
        fields=load_texts(known, files).fields,
        outlines=load_outlines(known, files),
        **tables('guide-', known, files),
    )


def _grouped(number: int) -> str:
    """*number* with its thousands apart."""
    return f'{number:,}'.replace(',', '\N{NO-BREAK SPACE}')

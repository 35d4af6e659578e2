"""Swedish only: no English word of the theme or of Sphinx on a page as the browser shows it."""

from __future__ import annotations

import re
from typing import cast

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .pages import KINDS, SEARCH, settle

#: words of the theme's and Sphinx' interface; as whole words, with a capital as they stand there
ENGLISH = re.compile(
    r'\b(?:Search\w*|Skip|Menu|Next|Previous|Prev|Home|On this page|Toggle|Light|Dark|System|Auto|Back to|Top'
    r'|Breadcrumb|Navigation|Sections?|Close|Open|Copyright|Built with|Created using|Collapse|Expand|Link to'
    r'|Permalink|Pages?|Results|Contents|Table of|Color|Mode|Edit|Show|Hide|Go|More|Version|Warning|Note'
    r'|Footnotes?|Site|Preparing|Your search|Loading|Click|Please|Error)\b',
)

#: the texts of a page apart from its content: around the article, in the search page, and every label
TEXTS = """() => {
    const texts = [document.title];
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
            texts.push(element.getAttribute(name) ?? '');
    const around = document.body.cloneNode(true);
    for (const element of around.querySelectorAll('article:not(.s3-search-page), .search li, script, style, noscript'))
        element.remove();
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.data);
    return [...new Set(texts.map((text) => text.trim()).filter((text) => text))];
}"""


@pytest.mark.parametrize('kind', [*KINDS, 'search'])
def test_page(visit: Visit, kind: str) -> None:
    page = visit(KINDS.get(kind, SEARCH))
    settle(page)
    expect(page.locator('html')).to_have_attribute('lang', 'sv')
    texts = cast('list[str]', page.evaluate(TEXTS))
    # the words that must be there tell that the texts are really read
    assert {'Hoppa till innehållet', 'Huvudmeny', 'Sök i handboken', 'Färgläge', 'Enligt systemet'} <= set(texts)
    assert page.title().endswith('S3-handboken')
    # titles of pages and headings are content, in whatever language
    content = set(page.locator('h1, h2, h3, .s3-neighbours strong').all_text_contents())
    assert [text for text in texts if ENGLISH.search(text) and text not in content] == []

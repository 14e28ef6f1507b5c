"""Web pages: the article's text, what the markup says of it, and which lines the markup gives away.

trafilatura finds the article.  Nothing is fetched: it and htmldate are given a parsed tree, never a
string, since a string that looks like an address would be downloaded.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.documents.boilerplate import fold
from foedus.documents.dates import Published, publication_date
from foedus.documents.heading import heading
from foedus.documents.layout import lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,400}\?>")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,400}\[(?:[^\]]|\](?!\s*>))*\]\s*>", re.IGNORECASE)
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_JUNK_CLASS = re.compile(
    r"(?:\A|[-_ ])(?:share|sharing|social|related|trending|most-?read|popular|recommend\w*|newsletter|advert\w*|ads?|"
    r"promo|caption|cookies?|breadcrumbs?|copyright|subscribe|teaser|sidebar)(?:\Z|[-_ ])",
    re.IGNORECASE,
)
_JUNK_TAGS = ("figcaption", "aside", "nav", "footer", "button", "form")
_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "div", "span", "time", "address", "small", "td", "dd", "header")
_TITLE_SPLIT = re.compile(r"\s+[|–—»-]\s+")
_YEARS = ("1800-01-01", "2999-12-31")
_DATE_BLOCK = 200
_MANY = 5_000


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page; text is None where it has none.

    elements: how many elements the page has.
    known: lines that the markup says are captions, menus, share bars and the like, white space folded.
    """

    text: str | None
    elements: int = 0
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    address: str | None = None
    published: Published | None = None
    known: frozenset[str] = frozenset()


def read_page(source: str, most_elements: int = 60_000) -> Page:
    """The article of a web page.

    source: the page's markup, decoded; most_elements: a page with more is not looked into.

    Entities that the page declares for itself are not expanded.  A page without a paragraph of running text
    has no article.
    """
    tree = _parse(source)
    if tree is None:
        return Page(None)
    elements = sum(1 for _ in tree.iter())
    if elements > most_elements:
        return Page(None, elements)
    known = _known_lines(tree)
    found = _extract(tree, fast=elements > _MANY)
    text = (found.text or "").strip("\n") if found is not None else ""
    if not any(line.is_prose and fold(line.text) not in known for line in lines(text)):
        return Page(None, elements)
    above = _head_blocks(tree)
    return Page(
        text=text,
        elements=elements,
        title=_text(found.title),
        outlet=_outlet(tree, found.title),
        byline=_text(found.author) or heading(above).byline,
        address=_address(tree),
        published=_published(tree, above),
        known=known,
    )


def _parse(source: str) -> HtmlElement | None:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring

    plain = _SUBSET.sub("<!DOCTYPE html>", _DECLARATION.sub("", _INVALID.sub("", source[:20_000])))
    plain += _INVALID.sub("", source[20_000:])
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(plain.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError):
        return None


def _extract(tree: HtmlElement, fast: bool) -> Any:
    """trafilatura's reading of a copy of the tree; None where it finds nothing or gives up.

    fast: without its second opinions, whose cost grows with the square of the number of paragraphs.
    """
    from copy import deepcopy

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    options = {"extensive_search": False, "original_date": True, "max_date": _YEARS[1]}
    try:
        return bare_extraction(
            deepcopy(tree), fast=fast, include_comments=False, with_metadata=True, date_extraction_params=options
        )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        # A page odd enough to break the extractor is a page without a readable article.
        return None


def _text(value: Any) -> str | None:
    return fold(value) or None if isinstance(value, str) else None


def _known_lines(tree: HtmlElement) -> frozenset[str]:
    """What stands in captions, menus, asides, footers and boxes whose class says that they are no article."""
    found: set[str] = set()
    for element in tree.iter(*_JUNK_TAGS):
        found.update(_lines_of(element))
    for element in tree.xpath("//*[@class or @id]"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _JUNK_CLASS.search(names) and element.tag not in ("html", "body", "main", "article"):
            found.update(_lines_of(element))
    return frozenset(found)


def _lines_of(element: HtmlElement) -> set[str]:
    """An element's lines, and those of its own blocks, as the extractor would write them."""
    if sum(1 for _ in element.iter()) > 300:
        return set()
    pieces = [
        fold("".join(part.itertext())) for part in element.iter("p", "li", "h2", "h3", "h4", "span", "a", "figcaption")
    ]
    pieces.append(fold("".join(element.itertext())))
    kept = {piece for piece in pieces if piece and len(piece) <= 400}
    return kept | {f"- {piece}" for piece in kept}


def _address(tree: HtmlElement) -> str | None:
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next((str(value) for value in found if str(value).startswith(("http://", "https://"))), None)


def _outlet(tree: HtmlElement, title: str | None) -> str | None:
    """The site's name as its metadata give it, else the part of the window's title that the page's frame repeats."""
    named = [fold(str(name)) for name in tree.xpath("//meta[@property='og:site_name']/@content")]
    if named and named[0]:
        return named[0]
    parts = _TITLE_SPLIT.split(fold(" ".join(tree.xpath("//head/title//text()"))))
    if len(parts) < 2 or parts[-1] == title or len(parts[-1]) > 60:
        return None
    frame = " ".join(fold("".join(e.itertext())) for e in tree.iter("header", "footer", "nav"))
    return parts[-1] if parts[-1] in frame else None


def _published(tree: HtmlElement, above: str) -> Published:
    """The date that the markup states, else the one that stands above the article, else none."""
    stated = _structured_date(tree)
    if stated:
        return Published(stated, "stated", "from the page's metadata")
    return publication_date(above) if above else Published(note="no date in the page")


def _structured_date(tree: HtmlElement) -> str | None:
    """htmldate on the page's metadata alone: guesses from running text are left out by leaving the text out."""
    from htmldate import find_date
    from lxml.html import document_fromstring, tostring

    kept = [tostring(e, encoding="unicode", with_tail=False) for e in tree.xpath("//head/meta | //head/link")]
    kept += [
        tostring(e, encoding="unicode", with_tail=False) for e in tree.xpath("//script[@type='application/ld+json']")
    ]
    times = [
        e.get("datetime")
        for e in tree.xpath("//time[@datetime]")
        if not list(e.iterancestors("aside", "footer", "nav"))
    ]
    kept += [
        f'<meta property="article:published_time" content="{t}">' for t in times[:1] if re.match(r"\d{4}-\d\d-\d\d", t)
    ]
    if not kept:
        return None
    head = document_fromstring(f"<html><head>{''.join(kept)}</head><body></body></html>")
    try:
        return find_date(head, extensive_search=False, original_date=True, min_date=_YEARS[0], max_date=_YEARS[1])
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _head_blocks(tree: HtmlElement) -> str:
    """The short blocks before the first paragraph, and that paragraph, one a line."""
    found: list[str] = []
    for element in tree.iter(*_BLOCKS):
        if next(element.iterancestors("aside", "footer", "nav", "figure"), None) is not None:
            continue
        if element.tag in ("div", "header", "span", "td") and any(
            True for _ in element.iter(*_BLOCKS[:6]) if _ is not element
        ):
            continue
        piece = fold("".join(element.itertext()))
        if not piece or (found and piece == found[-1]):
            continue
        found.append(piece[:_DATE_BLOCK] if len(piece) > _DATE_BLOCK else piece)
        if (len(piece) > _DATE_BLOCK and element.tag == "p") or len(found) >= 40:
            break
    return "\n".join(found[-14:])

"""Sources: what each kind of file gives, in which order, with which problems."""

from __future__ import annotations

import codecs
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.documents import Limits, Loaded, load
from foedus.model.problems import Problem

ARTICLE = (
    "Ferry pact takes effect\n\nBy Ana Leal\nTallinn, 4 May 2021\n\n"
    "The two governments said on Monday that the ferry agreement had entered into force.\n"
)


def one(path: Path | str, **options: object) -> Loaded:
    (loaded,) = load([path], **options)  # type: ignore[arg-type]
    return loaded


def problem(path: Path | str, **options: object) -> Problem:
    loaded = one(path, **options)
    assert loaded.document is None
    (found,) = loaded.problems
    assert found.where.startswith(str(path))
    assert found.what
    assert found.todo
    return found


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_kept_as_it_stands(tmp_path: Path) -> None:
    content = "Title\r\n\r\nThe minister said that it was signed.\r\rThe end is\u2028here.\t \n"
    loaded = one(write(tmp_path / "a.txt", codecs.BOM_UTF8 + content.encode()))
    assert loaded.document is not None
    assert loaded.document.text == content
    assert loaded.document.path == str(tmp_path / "a.txt")
    assert loaded.problems == ()


def test_what_a_text_says_of_itself(tmp_path: Path) -> None:
    document = one(write(tmp_path / "a.md", ARTICLE)).document
    assert document is not None
    assert (document.title, document.byline) == ("Ferry pact takes effect", "Ana Leal")
    assert (document.published, document.published_basis, document.language) == ("2021-05-04", "stated", "en")
    assert document.boilerplate == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_marks_are_honoured(tmp_path: Path, encoding: str) -> None:
    loaded = one(write(tmp_path / "a.txt", ARTICLE.encode(encoding)))
    assert loaded.document is not None
    assert loaded.document.text == ARTICLE
    assert loaded.problems == ()


def test_utf16_without_a_mark_is_read_and_said(tmp_path: Path) -> None:
    loaded = one(write(tmp_path / "a.txt", ARTICLE.encode("utf-16-le")))
    assert loaded.document is not None
    assert loaded.document.text == ARTICLE
    assert [p.code for p in loaded.problems] == ["encoding"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "“We will not sign,” said Señor Núñez – the minister’s café remark drew an answer from Zoë and José.\n",
        ),
        ("cp1250", "The ministers Vučić and Đorđe Milić said on Monday that the bridge at Niš would be opened.\n"),
        ("cp1251", "Министр заявил, что договор был подписан обеими сторонами и вступил в силу.\n"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_said(tmp_path: Path, encoding: str, text: str) -> None:
    loaded = one(write(tmp_path / "a.txt", text.encode(encoding)))
    assert loaded.document is not None
    assert loaded.document.text == text
    assert loaded.problems[0].code == "encoding"
    assert encoding in loaded.problems[0].what


def test_broken_utf8_keeps_the_rest_and_says_where(tmp_path: Path) -> None:
    content = "The treaty – “signed” – was read out in Vaduz.".encode().replace(b"was", b"w\xffs")
    loaded = one(write(tmp_path / "a.txt", content))
    assert loaded.document is not None
    assert loaded.document.text == "The treaty – “signed” – w\ufffds read out in Vaduz."
    (found,) = loaded.problems
    assert found.code == "encoding"
    assert f"byte {content.index(0xFF)}" in found.what


def test_bytes_that_fit_no_encoding_are_replaced(tmp_path: Path) -> None:
    loaded = one(write(tmp_path / "a.txt", codecs.BOM_UTF16_LE + "The end of it".encode("utf-16-le") + b"\x00"))
    assert loaded.document is not None
    assert loaded.document.text.startswith("The end of it")
    assert [p.code for p in loaded.problems] == ["encoding"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 stream", b"\x00\x01\x02\x00" * 50, bytes(range(1, 9)) * 40, b"text\0text"]
)
def test_binary_is_no_text(tmp_path: Path, content: bytes) -> None:
    assert problem(write(tmp_path / "a.txt", content)).code == "binary"


@pytest.mark.parametrize("content", ["", " \r\n\t\n", "\ufeff\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_an_empty_file_is_named(tmp_path: Path, name: str, content: str) -> None:
    assert problem(write(tmp_path / name, content)).code in ("empty", "json", "no-article")


def test_too_large_a_file_is_not_opened(tmp_path: Path) -> None:
    huge = tmp_path / "a.txt"
    with huge.open("wb") as stream:
        stream.truncate(50_000_000)
    found = problem(huge)
    assert found.code == "too-large"
    assert "50.0 MB" in found.why


def test_the_limits_are_the_callers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "word " * 2000)
    assert problem(path, limits=Limits(file_bytes=100)).code == "too-large"
    assert problem(path, limits=Limits(line_chars=1000)).code == "too-large"
    assert problem(write(tmp_path / "b.txt", "word\n" * 50), limits=Limits(lines=10)).code == "too-large"
    page = write(tmp_path / "c.html", "<html><body><p>" + "word " * 2000)
    assert problem(page, limits=Limits(page_bytes=1000)).code == "too-large"
    assert one("-", stdin=io.BytesIO(b"x" * 200), limits=Limits(file_bytes=100)).problems[0].code == "too-large"


def test_a_long_line_under_the_limit_is_read(tmp_path: Path) -> None:
    text = "The council agreed that the border was open. " * 9000
    document = one(write(tmp_path / "a.txt", text)).document
    assert document is not None
    assert document.text == text
    assert document.language == "en"


@pytest.mark.parametrize(
    ("name", "code"), [("none.txt", "missing"), ("a.docx", "suffix"), ("README", "suffix"), ("x" * 5000, "unreadable")]
)
def test_names_that_cannot_be_read(tmp_path: Path, name: str, code: str) -> None:
    if code == "suffix":
        write(tmp_path / name, "text")
    assert problem(tmp_path / name).code == code


@pytest.mark.parametrize("name", ["", "a\0b.txt"])
def test_names_that_are_none(name: str) -> None:
    (loaded,) = load([name])
    assert loaded.document is None
    assert loaded.problems[0].code in ("missing", "unreadable")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert problem(tmp_path / "a.txt").code == "not-a-file"


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", ARTICLE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert problem(path).code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_closed_folder_is_said(tmp_path: Path) -> None:
    write(tmp_path / "in" / "closed" / "a.txt", ARTICLE)
    (tmp_path / "in" / "closed").chmod(0)
    found = list(load([tmp_path / "in"]))
    (tmp_path / "in" / "closed").chmod(0o755)
    assert [p.code for loaded in found for p in loaded.problems] == ["unreadable"]


def test_a_folder_is_read_in_order_and_its_links_stay_inside(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt", ARTICLE)
    folder = tmp_path / "in"
    for name in ("b.txt", "a.txt", "sub/c.md", ".git/config", "sub/.hidden.txt"):
        write(folder / name, ARTICLE)
    write(folder / "notes.docx", "x")
    (folder / "out.txt").symlink_to(outside)
    (folder / "out").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "again.txt").symlink_to(folder / "a.txt")
    found = list(load([folder]))
    assert [Path(x.where).name for x in found if x.document] == ["a.txt", "b.txt", "c.md"]
    codes = {Path(x.where).name: x.problems[0].code for x in found if x.problems}
    assert codes == {
        "notes.docx": "suffix",
        "out.txt": "link-outside",
        "out": "link-outside",
        "self.txt": "unreadable",
    }
    assert list(load([folder])) == found


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert problem(tmp_path).code == "empty"


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    bad, good = write(tmp_path / "a.txt", b"\0\0"), write(tmp_path / "b.txt", ARTICLE)
    assert [bool(x.document) for x in load([bad, "nowhere.txt", good])] == [False, False, True]


def test_a_single_path_is_one_source(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", ARTICLE)
    assert [x.where for x in load(str(path))] == [str(path)]


def test_standard_input_shows_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        b"<!doctype html><title>x</title><article><p>The two ministers signed the ferry pact on Monday.</p></article>"
    )
    record = json.dumps({"text": ARTICLE, "title": "T"}).encode()
    bracket = b"[Agency] The two ministers signed the ferry pact on Monday, it said."
    for content, start in ((page, "The two"), (record, "Ferry"), (bracket, "[Agency]"), (ARTICLE.encode(), "Ferry")):
        document = one("-", stdin=io.BytesIO(content)).document
        assert document is not None
        assert document.text.startswith(start)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    document = one("-").document
    assert document is not None
    assert document.path == "-"


def test_a_closed_standard_input_is_said() -> None:
    closed = io.BytesIO()
    closed.close()
    assert one("-", stdin=closed).problems[0].code == "unreadable"


def test_another_language_is_recorded_and_not_read(tmp_path: Path) -> None:
    text = "საქართველოს მთავრობამ ორშაბათს განაცხადა, რომ ხელშეკრულება ძალაში შევიდა და მხარეები კმაყოფილი არიან."
    loaded = one(write(tmp_path / "a.txt", text))
    assert loaded.document is not None
    assert (loaded.document.language, loaded.document.text) == ("ka", text)
    (found,) = loaded.problems
    assert (found.code, found.what) == ("language", "not read: language ka")


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_kept_or_named(text: str) -> None:
    assume(not text.lstrip("\ufeff \t\r\n").startswith(("<", "{", "[")))
    (loaded,) = load(["-"], stdin=io.BytesIO(text.encode("utf-8")))
    assert loaded.document is not None or loaded.problems[0].code in ("empty", "binary")
    if loaded.document is not None:
        assert not any(p.code == "encoding" for p in loaded.problems)
        assert loaded.document.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_a_document_or_a_problem(data: bytes) -> None:
    for loaded in load(["-"], stdin=io.BytesIO(data)):
        assert loaded.document is not None or loaded.problems

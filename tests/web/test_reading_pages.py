"""Texts handed over in the browser are read and recorded, and what cannot be read is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from foedus.desk import Settings
from foedus.desk.reading import read_handed
from foedus.ledger import open_ledger
from foedus.web import create_app
from foedus.web.readings import MOST_FILES, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedus.desk import Desk, ReadDocument
    from foedus.reading import Reader

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing
TEXT = "Tbilisi, 3 May 2021. Georgia recognised Kosovo, Foreign Minister David Zalkaliani said."


@pytest.fixture
def writer(tmp_path: Path, reader: Reader) -> Iterator[TestClient]:
    """A visitor who may write into a ledger that holds nothing yet."""
    app = create_app(Settings(ledger=str(tmp_path / "new.sqlite")), TOKEN, hosts=("testserver",))
    vars(app.state.house.desk)["reader"] = reader
    with TestClient(app, follow_redirects=False, headers={"origin": "http://testserver"}) as client:
        client.get("/enter", params={"token": TOKEN})
        yield client
    app.state.house.close()


def finished(writer: TestClient, place: str) -> str:
    """The page of a reading when it is done, or the address it leads to."""
    for _ in range(200):
        answer = writer.get(place)
        if answer.status_code == 303:
            return answer.headers["location"]
        if 'data-done="yes"' in answer.text:
            return answer.text
        assert "refresh" in answer.text, "without scripts the page looks again by itself"
        time.sleep(0.05)
    raise AssertionError("the reading did not end")


def test_a_pasted_text_leads_to_its_document(writer: TestClient, tmp_path: Path) -> None:
    begun = writer.post("/read", data={"text": TEXT})
    assert begun.status_code == 303
    place = finished(writer, begun.headers["location"])
    assert place.startswith("/documents/sha256:")
    assert "Kosovo" in writer.get(place).text
    with open_ledger(tmp_path / "new.sqlite") as ledger:
        assert [each.text for each in ledger.documents()] == [TEXT]


def test_of_several_files_each_is_told_with_its_problems(writer: TestClient, tmp_path: Path) -> None:
    files = [
        ("file", ("one.txt", TEXT.encode())),
        ("file", ("../two.pdf", b"%PDF")),
        ("file", ("<b>three.json", b"[{]")),
        ("file", ("four.txt", b"")),
    ]
    page = finished(writer, writer.post("/read", files=files).headers["location"])
    assert "4 of 4 read" in page
    assert "/documents/sha256:" in page
    assert "two.pdf" in page
    assert "../two.pdf" not in page
    assert "unknown kind of file" in page
    assert "it is empty" in page
    assert "&lt;b&gt;three.json" in page
    with open_ledger(tmp_path / "new.sqlite") as ledger:
        assert len(list(ledger.documents())) == 1
        assert len(list(ledger.problems())) >= 3


def test_nothing_is_no_reading(writer: TestClient) -> None:
    assert writer.post("/read", data={"text": "  "}).status_code == 400
    assert writer.post("/read", files=[("file", (f"{n}.txt", b"x")) for n in range(MOST_FILES + 1)]).status_code == 400
    assert writer.get("/read/nowhere").status_code == 404


def test_who_may_only_look_gets_no_form(web: TestClient) -> None:
    assert "<textarea" not in web.get("/read").text
    assert "<textarea" not in web.get("/documents").text
    assert web.post("/read", data={"text": TEXT}).status_code == 401


def test_a_fault_in_reading_is_told_and_the_next_text_is_read(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk, given: list[tuple[str, bytes]]) -> Iterator[ReadDocument]:
        if given[0][0] == "bad.txt":
            raise RuntimeError("out of order")
        return read_handed(desk, given)

    monkeypatch.setattr("foedus.web.apart.read_handed", broken)
    files = [("file", ("bad.txt", b"x")), ("file", ("good.txt", TEXT.encode()))]
    page = finished(writer, writer.post("/read", files=files).headers["location"])
    assert "out of order" in page
    assert "/documents/sha256:" in page


def test_a_queue_that_is_full_says_so(writer: TestClient) -> None:
    house = writer.app.state.house  # type: ignore[attr-defined]
    queue: Readings = writer.app.state.readings  # type: ignore[attr-defined]
    with house.reading():
        for _ in range(20):
            queue.begin([("", b"x y z")])
        assert writer.post("/read", data={"text": TEXT}).status_code == 400

"""``foedus read --reader llm``: off unless asked for, plain about where texts go, honest about what failed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from llm_answers import answer, claim, named, statement
from llm_stub import fails, says, serving

from foedus.desk import Desk
from foedus.ledger import open_ledger
from foedus.model.extras import install_command

if TYPE_CHECKING:
    from foedus.reading import Reader

FOUND = claim("recognition", "Russia recognised South Ossetia",
              roles={"recogniser": [named("Russia")], "recognised": [named("South Ossetia")]})  # fmt: skip
SAID = statement(1, named("Minsk"), "it had not", cue="said")


class Done:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def foedus(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Any:
    monkeypatch.setattr(Desk, "reader", property(lambda desk: reader))

    def call(*words: str) -> Done:
        from foedus.cli import main

        monkeypatch.setattr(sys, "argv", ["foedus", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return call


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("Russia recognised South Ossetia. Minsk said it had not.\n", encoding="utf-8")
    return str(path)


def test_a_model_reads_where_it_is_asked_to_and_the_ledger_knows_which(
    foedus: Any, article: str, tmp_path: Path
) -> None:
    ledger = str(tmp_path / "l.sqlite")
    with serving(says(answer([SAID], [FOUND]))) as stub:
        host = stub.url.removeprefix("http://").removesuffix("/v1")
        done = foedus("read", article, "--reader", "llm", "--llm-url", stub.url, "--llm-model", "tiny",
                      "--llm-price", "2,10", "--ledger", ledger, "--format", "jsonl")  # fmt: skip
    assert done.code == 0, done.err
    assert f"every text is sent to {host}, on this machine, to be read by tiny" in done.err
    assert f"tiny at {host} (served as stub-1): 1 request, 100 tokens sent, 20 tokens received" in done.err
    assert "by your price 0.0004" in done.err
    document, said, found = done.records
    assert document["used"] == {
        "model": "tiny", "host": host, "served": "stub-1", "requests": 1, "tokens_in": 100, "tokens_out": 20,
        "cost": pytest.approx(0.0004),
    }  # fmt: skip
    assert said["speaker"]["actor"] == "BLR"
    assert f"+llm:tiny@{host}/recognition" in found["extractor"]
    held = foedus("claims", "--ledger", ledger, "--format", "jsonl")
    (kept,) = held.records
    assert {name: kept[name] for name in found} == found
    assert kept["judged"] is None
    with open_ledger(ledger) as opened:
        assert [use.used.record() for use in opened.uses(document["id"])] == [document["used"]]
        assert next(opened.recorded_claims()).read_by.model == f"llm:tiny@{host}"


def test_settings_stand_in_the_environment_too_and_the_key_only_there(
    foedus: Any, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(says(answer())) as stub:
        monkeypatch.setenv("FOEDUS_LLM_URL", stub.url)
        monkeypatch.setenv("FOEDUS_LLM_MODEL", "tiny")
        monkeypatch.setenv("FOEDUS_LLM_KEY", "top-secret")
        done = foedus("read", article, "--reader", "llm", "--no-record")
        plain = foedus("read", article, "--no-record")
    assert done.code == plain.code == 0
    assert stub.headers[0]["Authorization"] == "Bearer top-secret"
    assert len(stub.asked) == 1, "settings alone send nothing"
    assert "top-secret" not in done.out + done.err
    assert plain.err == ""


def test_what_could_not_be_read_is_listed_and_the_rest_is_read(foedus: Any, article: str, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Minsk said it had not.", encoding="utf-8")
    with serving(says("", refusal="not that"), says(answer([SAID]))) as stub:
        done = foedus("read", article, str(other), str(tmp_path / "none.txt"), "--reader", "llm",
                      "--llm-url", stub.url, "--llm-model", "tiny", "--no-record", "--format", "jsonl")  # fmt: skip
    assert done.code == 1
    assert [record["type"] for record in done.records] == ["document", "document", "statement"]
    assert "a.txt: not read (the model would not answer: not that)" in done.err
    assert "none.txt" in done.err
    assert "done, with 2 problems" in done.err


def test_a_wrong_key_costs_one_request_and_every_text_is_listed(foedus: Any, article: str, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("Minsk said it had not.", encoding="utf-8")
    with serving(fails(401, "bad key")) as stub:
        done = foedus("read", article, str(other), "--reader", "llm", "--llm-url", stub.url, "--llm-model", "tiny",
                      "--no-record", "--format", "jsonl")  # fmt: skip
    assert done.code == 1
    assert len(stub.asked) == 1
    assert done.err.count("problem: ") == 2
    assert "FOEDUS_LLM_KEY" in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--llm-url"),
        (("--llm-url", "nowhere", "--llm-model", "m"), "no address"),
    ],
)
def test_words_that_are_off_end_with_2_before_anything_is_read(
    words: tuple[str, ...], told: str, foedus: Any, article: str
) -> None:
    done = foedus("read", article, "--reader", "llm", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_without_the_extra_its_install_command_is_told(
    foedus: Any, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    done = foedus("read", article, "--reader", "llm", "--llm-url", "http://localhost:1/v1", "--llm-model", "m")
    assert done.code == 2
    assert install_command("llm") in done.err


@pytest.mark.slow
def test_without_the_option_nothing_that_talks_to_a_server_is_imported(article: str) -> None:
    program = (
        "import sys\nfrom foedus.cli import main\nsys.argv = ['foedus', 'read', sys.argv[1], '--no-record']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('httpx2', 'httpcore2') or 'llm' in name])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, article], capture_output=True, encoding="utf-8", check=True, timeout=120
    )
    assert done.stdout.rstrip().endswith("[]")

"""A hand-written page is published as it is, or stops the build: it never takes the place of a page of ours."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import material
import pytest

from generator.frame import FOOT
from generator.place import MERKE
from generator.sider import BY_HAND, OURS, OURS_ALONE, WAITS, judge
from tests.nettsted import ROT, Nettsted, copy_example
from tests.test_bygg import UNTOUCHED, bygg, whole
from tests.test_oppsett import mkdocs
from tests.test_sjekk import tiltak


def lands(src: str) -> str:
    """Tell where a file ends up, as MkDocs does."""
    stem = src.removesuffix(".md")
    if stem == src:
        return src
    folder, _, name = stem.rpartition("/")
    return f"{folder}/index.html".lstrip("/") if name in {"index", "README"} else f"{stem}/index.html"


def judged(rot: Path) -> list[str]:
    """Return what is wrong with the pages of a project: file, line, and what is said."""
    return [f"{p.fil}, {p.linje}: {p.melding}" for p in judge(rot, "sider", lands, lambda _: None)]


def wrong(rot: Path, fil: str, raw: bytes = b"# Hei\n") -> str:
    """Write one file among the pages, and return the only thing that is said."""
    path = rot / "sider" / fil
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    (said,) = judged(rot)
    return said


def test_the_pages_of_the_product_are_fine(tmp_path: Path) -> None:
    """What lies in sider/ here, pictures too, and what editors and systems leave."""
    assert judged(ROT) == []
    (tmp_path / "sider" / "finnes").mkdir(parents=True)
    for fil in ("finnes/index.md", "nyheter.md", "assets.md", "plan.pdf", ".finn.md.swp"):
        (tmp_path / "sider" / fil).write_text("[a] (b) <c> " * 500, "utf-8")
    (tmp_path / "sider" / ".#om.md").symlink_to("noen@maskin")
    assert judged(tmp_path) == []


@pytest.mark.parametrize(
    ("fil", "raw", "told"),
    [
        ("om.md", b"# Om\n\nSkriv 01819000049 her\n", "sider/om.md, 3: «018190 *****» ser ut som et fødselsnummer."),
        ("om.md", b"# Om\n<<<<<<< HEAD\na\n=======\nb\n", "sider/om.md, 2: Her står merker etter to versjoner i git."),
        ("~$om.docx", b"Kari", "sider/~$om.docx, 0: Filen er en lås fra Office"),
    ],
    ids=["identity-number", "conflict", "lock"],
)
def test_what_should_not_be_public_stops_the_page(tmp_path: Path, fil: str, raw: bytes, told: str) -> None:
    """A hand-written page is published as it is, so this must not be in it; a heading underlined with = may."""
    assert wrong(tmp_path, fil, raw).startswith(told)
    (tmp_path / "sider" / fil).unlink()
    (tmp_path / "sider" / "om.md").write_text("Tittel!\n=======\n", "utf-8")
    assert judged(tmp_path) == []


def test_what_the_program_makes_is_all_told(eksempelsted: Nettsted) -> None:
    """Each file of the built site is in a folder of ours, or comes from the pages, the theme or the look."""
    given = ("om/", "personvern/", "tilgjengelighet/", "rediger/", "bilder/", "assets/")
    alone = {"404.html", "sitemap.xml", "sitemap.xml.gz", ".tiltaksoversikt"}
    left = {path.split("/")[0] for path in eksempelsted.files() if not path.startswith(given) and path not in alone}
    assert left == OURS | {"index.html", "opensearch.xml"}
    themes = (ROT / "site-overrides", Path(material.__file__).parent / "templates")
    looks = {path for path in eksempelsted.files() if path.startswith("assets/")}
    assert {path for path in looks if not any((theme / path).exists() for theme in themes)} == OURS_ALONE - {
        "index.html",
        "opensearch.xml",
    }


@pytest.mark.parametrize(
    ("fil", "said"),
    [
        ("finn.md", "sider/finn.md, 0: Filen får adressen finn/, og alt under finn/ lager programmet selv."),
        ("tiltak/minst.md", "sider/tiltak/minst.md, 0: Filen får adressen tiltak/minst/, og alt under tiltak/ lager"),
        ("tema/index.md", "sider/tema/index.md, 0: Filen får adressen tema/, og"),
        ("dekning/dekning.csv", "sider/dekning/dekning.csv, 0: Filen får adressen dekning/dekning.csv, og"),
        ("README.md", "sider/README.md, 0: Filen får adressen til forsiden, og"),
        ("assets/css/stil.css", "sider/assets/css/stil.css, 0: Filen får adressen assets/css/stil.css, og"),
        ("assets/js/lunr.js", "sider/assets/js/lunr.js, 0: Filen får adressen assets/js/lunr.js, og"),
    ],
)
def test_an_address_of_ours_is_taken(tmp_path: Path, fil: str, said: str) -> None:
    """No file takes the place of a page that the program makes."""
    assert wrong(tmp_path, fil).startswith(said)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"# \xe6\n", "1: Siden er ikke lagret som UTF-8"),
        (b"a" * 65_537, "0: Siden er større enn 64 kB."),
        (b"# Hei\n\n" + b"[" * 20_000, "3: Her står tegnet [ mer enn 100 ganger uten ] etter seg."),
        (b"![a](b" * 200, "1: Her står tegnet ( mer enn 100 ganger uten ) etter seg."),
        (b"]" * 200 + b"[a\n" * 200, "101: Her står tegnet [ mer enn 100"),
        (b"<a " * 200, "1: Her står tegnet < mer enn 100 ganger"),
    ],
)
def test_a_text_that_cannot_be_a_page_is_told(tmp_path: Path, raw: bytes, said: str) -> None:
    """Not UTF-8, too long, and brackets that Markdown would look for the end of for hours."""
    assert wrong(tmp_path, "nyheter.md", raw).startswith(f"sider/nyheter.md, {said}")


def test_links_and_pipes_are_told_and_never_read(tmp_path: Path) -> None:
    """A link out of the folder would publish a foreign file; a pipe would be waited for."""
    sider = tmp_path / "sider"
    sider.mkdir()
    (tmp_path / "hemmelig").mkdir()
    (tmp_path / "hemmelig" / "a.md").write_text("hemmelig", "utf-8")
    (sider / "a.md").symlink_to(tmp_path / "hemmelig" / "a.md")
    (sider / "b").symlink_to(tmp_path / "hemmelig")
    (sider / "c").symlink_to(sider)
    os.mkfifo(sider / "d.md")
    os.mkfifo(sider / "e.png")
    assert judged(tmp_path) == [
        "sider/a.md, 0: Filen er en lenke ut av mappen. Legg selve filen her.",
        "sider/b, 0: Mappen er en lenke. Legg selve mappen her.",
        "sider/c, 0: Mappen er en lenke. Legg selve mappen her.",
        "sider/d.md, 0: Dette er ikke en vanlig fil. Slett den.",
        "sider/e.png, 0: Dette er ikke en vanlig fil. Slett den.",
    ]


def test_a_link_to_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A measure that is gone, or was another municipality's: MkDocs does not know our pages, and says nothing."""
    rot = copy_example(tmp_path / "rot")
    page = (
        "# Hei\n\n[a](../tiltak/minst/) [b](../tiltak/borte/#her) [c](../finn/#q=a) [d](om.md) [e](#hei)\n"
        "[f](https://eksempel.no/) [g](tel:113) [h](../bilder/blyanten.svg) [i](../../utenfor/) [j](mailto:a@b.no)\n"
    )
    (rot / "sider" / "nyheter.md").write_text(page, "utf-8")
    code, told = bygg(rot)
    assert code == 0
    lines = [line for line in told.split("\n") if "finnes ikke" in line or "ikke finnes" in line]
    assert lines == [
        "sider/nyheter.md: Lenken ../tiltak/borte/ fører til en side som ikke finnes.",
        "sider/nyheter.md: Lenken ../../utenfor/ fører til en side som ikke finnes.",
    ]


def test_what_every_page_leads_to_is_there(tmp_path: Path) -> None:
    """A page of the foot that nobody has written is told, whichever file may become it; the site is not built."""
    assert [address for _, address in FOOT["alle"] if address.split("/")[0] not in OURS] == [
        f"{navn}/" for navn in BY_HAND
    ]
    rot = copy_example(tmp_path / "rot")
    sider = rot / "sider"
    (sider / "om.md").unlink()
    (sider / "om").mkdir()
    (sider / "om" / "index.md").write_text("# Om\n", "utf-8")
    config = (rot / MERKE).read_text("utf-8").replace("  - Om oversikten: om.md\n", "")
    (rot / MERKE).write_text(config, "utf-8")
    assert bygg(rot)[0] == 0
    (sider / "personvern.md").unlink()
    (rot / MERKE).write_text(f"{config}exclude_docs: /rediger.md\n", "utf-8")
    code, told = bygg(rot)
    assert code == 1
    for navn, mend in (
        ("personvern", "Hent den tilbake, eller skriv en ny."),
        ("rediger", "Ta den ut av exclude_docs"),
    ):
        assert f"FEIL  sider/{navn}.md\n  Siden /{navn}/ mangler, og alle sidene lenker til den. {mend}" in told
    assert told.count("Siden /") == len(("personvern", "rediger"))


@pytest.mark.parametrize("fil", ["assets/js/finn.js", "assets/merke.svg", "assets/css/tokens.css", "404.html"])
def test_a_file_of_the_look_is_taken(tmp_path: Path, fil: str) -> None:
    """MkDocs would publish what lies in sider/ instead, and a page would no longer work."""
    rot = copy_example(tmp_path / "rot")
    path = rot / "sider" / fil
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("// mitt\n", "utf-8")
    code, told = bygg(rot)
    assert code == 1
    assert f"FEIL  sider/{fil}\n  Filen får adressen {fil}, og der ligger en fil fra utseendet." in told
    path.rename(path.with_name("min.txt"))
    assert bygg(rot)[0] == 0


@pytest.mark.parametrize("mappe", ["sider", "tekster"])
def test_what_the_municipality_must_fill_in_is_told_until_it_is(tmp_path: Path, mappe: str) -> None:
    """Readers see that it is missing: each place is a MANGLER on its line, which «bygg» counts, and nothing stops."""
    rot = copy_example(tmp_path / "rot")
    (rot / "sider").rename(rot / mappe)
    config = (rot / MERKE).read_text("utf-8")
    (rot / MERKE).write_text(config.replace("docs_dir: sider", f"docs_dir: {mappe}"), "utf-8")
    waits = {path.name: path.read_text("utf-8").count(WAITS[0]) for path in sorted((rot / mappe).glob("*.md"))}
    assert waits == {"om.md": 0, "personvern.md": 1, "rediger.md": 1, "tilgjengelighet.md": 2}
    run = [tiltak("sjekk", *where, "--format", "json", cwd=rot) for where in ((), (".",), ("tiltak",))]
    told, same, posts = (json.loads(done.stdout) for done in run)
    assert [done.returncode for done in run] == [0, 0, 0]
    found = [row for row in told if row["fil"].startswith(mappe)]
    assert found == [row for row in same if row["fil"].startswith(mappe)]
    assert not [row for row in posts if row["fil"].startswith(mappe)]
    assert Counter(row["fil"].removeprefix(f"{mappe}/") for row in found) == Counter(waits) - Counter()
    for row in found:
        line = (rot / row["fil"]).read_text("utf-8").split("\n")[row["linje"] - 1]
        assert line[row["kolonne"] - 1 :].startswith(WAITS[0])
        assert row["grad"] == "MANGLER"
    count = sum(row["grad"] == "MANGLER" for row in told)
    code, said = bygg(rot)
    assert code == 0
    assert f" {count} mangler." in said
    for name in waits:
        page = rot / mappe / name
        page.write_text(page.read_text("utf-8").replace(WAITS[0], "Fjordvik kommune:"), "utf-8")
    assert mappe not in tiltak("sjekk", cwd=rot).stdout


def test_a_fault_stops_both_builds_before_the_old_site_is_touched(tmp_path: Path) -> None:
    """The file, the address and the template are named, and the site stands as it was; mended, it is built."""
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0
    stands = whole(rot / "site")
    (rot / "sider" / "finn.md").write_text("---\ntemplate: nei.html\n---\n# Hei\n", "utf-8")
    for code, told in (bygg(rot), mkdocs(rot, to=rot / "site")):
        assert code == 1
        assert "FEIL  sider/finn.md\n  Filen får adressen finn/, og" in told
        assert "Malen «nei.html» finnes ikke." in told
        assert UNTOUCHED in told
        assert whole(rot / "site") == stands
    (rot / "sider" / "finn.md").rename(rot / "sider" / "nyheter.md")
    (rot / "sider" / "nyheter.md").write_text("---\ntemplate: main.html\n---\n# Nyheter\n", "utf-8")
    assert bygg(rot)[0] == 0
    assert (rot / "site" / "nyheter" / "index.html").is_file()

"""The guide to BTI: what one may do now, the safety rule first, and any levels a municipality names."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from markupsafe import Markup

from generator.pages.bti import with_rule
from generator.pages.page import Page
from generator.render import Body
from tests.fasit import TILTAK, vocabulary
from tests.nettsted import ROT, Nettsted, build, one, text
from tests.test_coverage import years

if TYPE_CHECKING:
    from tests.nettsted import Side

TIL_BOKSTAV = {"0": "A", "1": "A", "2": "B", "3": "C"}
"""How the posts of the shipped data go over to a municipality with three levels."""


def bokstavniva(id_: str, videre: list[dict[str, object]]) -> dict[str, object]:
    """Return one level named by a letter, with words of its own everywhere."""

    def one_line(felt: str) -> dict[str, str]:
        return {"nb": f"{felt} for {id_}"}

    def lines(felt: str) -> dict[str, list[str]]:
        return {"nb": [f"{felt} en for {id_}", f"{felt} to for {id_}"]}

    return {
        "id": id_,
        "navn": one_line("Navn"),
        "forklaring": one_line("Forklaring"),
        "kort": {"nb": f"Kort {id_}"},
        "ingress": one_line("Ingress"),
        "symbol": f"bti{'ABC'.index(id_) + 1}",
        "hva": lines("Hva"),
        "hvordan": lines("Hvordan"),
        "hvem": lines("Hvem"),
        "verktoy": lines("Verktøy"),
        "alene": lines("Alene"),
        "samtykke": lines("Samtykke"),
        "koordinerer": one_line("Koordinerer"),
        "frist": one_line("Frist"),
        "videre": [{"nar": {"nb": f"Fare på {id_}"}, "handling": "sikkerhet"}, *videre],
    }


def on(niva: str) -> dict[str, object]:
    """Return the way on to another level."""
    return {"nar": {"nb": f"Hjelp av flere: {niva}"}, "handling": "niva", "niva": niva}


ENDS: dict[str, object] = {"nar": {"nb": "Målet er nådd"}, "handling": "avslutt"}


@pytest.fixture(scope="module")
def bokstaver(tmp_path_factory: pytest.TempPathFactory) -> Nettsted:
    """Build a whole site whose levels are A, B and C, from the shipped data by changing data alone."""
    rot = tmp_path_factory.mktemp("bokstaver") / "rot"
    for folder in ("schema", "site-overrides", "sider", "tiltak", "enheter"):
        shutil.copytree(ROT / folder, rot / folder)
    shutil.copy(ROT / "mkdocs.yml", rot)
    levels = [
        bokstavniva("A", [on("B"), ENDS]),
        bokstavniva("B", [on("C"), on("A")]),
        bokstavniva("C", [on("B")]),
    ]
    listing = yaml.safe_dump({"navn": {"nb": "BTI-nivå"}, "verdier": levels}, allow_unicode=True, sort_keys=False)
    (rot / "schema" / "vokabular" / "bti.yml").write_text(listing, encoding="utf-8")
    for path in (rot / "tiltak").glob("*.yml"):
        post = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^bti:\n((?:  - \d+\n)+)", as_letters, post, flags=re.MULTILINE), encoding="utf-8")
    return build(rot, rot.parent / "web")


def as_letters(found: re.Match[str]) -> str:
    """Write the levels of one post as letters, each once."""
    letters = dict.fromkeys(TIL_BOKSTAV[number] for number in re.findall(r"\d+", found[1]))
    return "bti:\n" + "".join(f'  - "{letter}"\n' for letter in letters)


def test_levels_may_be_letters(bokstaver: Nettsted) -> None:
    """The addresses are /bti/a/, /bti/b/ and /bti/c/, and no number of the shipped levels is left."""
    assert set(bokstaver.under("bti")) == {"a", "b", "c"}
    for letter, side in bokstaver.under("bti").items():
        assert text(one(side.soup, "h1")) == f"BTI-nivå {letter.upper()}: Navn for {letter.upper()}"
        assert not re.search(r"\b([Nn]ivå|BTI) \d", text(side.innhold)), letter


def test_every_way_on_leads_to_its_level(bokstaver: Nettsted) -> None:
    """«Gå til nivå B» leads to /bti/b/ from every page, and says the letter that the vocabulary has."""
    expected = {"a": ["B"], "b": ["C", "A"], "c": ["B"]}
    for letter, side in bokstaver.under("bti").items():
        links = [a for a in side.innhold.select(".videre a") if text(a).startswith("Gå til nivå")]
        assert [text(a).removeprefix("Gå til nivå ") for a in links] == expected[letter]
        for a in links:
            target = side.to_root(str(a["href"]))
            assert target == f"bti/{text(a)[-1].lower()}/"
            assert bokstaver.exists(target)


def test_letters_are_everywhere(bokstaver: Nettsted) -> None:
    """Steps, home page, measures, coverage and search know the letters, each from the data."""
    for side in (bokstaver.sider["bti/"], bokstaver.sider["bti/a/"]):
        assert [text(b) for b in side.innhold.select(".stegviser b")] == ["Nivå A", "Nivå B", "Nivå C"]
    home = bokstaver.sider[""]
    steps = [home.to_root(str(a["href"])) for a in home.innhold.select('a[href*="bti/"]')]
    assert [s for s in steps if "#" not in s] == ["bti/a/", "bti/b/", "bti/c/"]
    heads = [text(th) for th in bokstaver.sider["dekning/bti/"].innhold.select("thead th")[:4]]
    assert heads[1:] == ["Nivå A Kort A", "Nivå B Kort B", "Nivå C Kort C"]
    assert "Ingen tiltak på BTI-nivå" in text(bokstaver.sider["dekning/bti/"].innhold)
    sibs = bokstaver.sider["tiltak/sibs/"].innhold
    levels = [str(a["href"]).split("/")[-2] for a in sibs.select('a[href*="/bti/"]') if "#" not in str(a["href"])]
    assert levels[:2] == ["a", "b"]


def test_every_word_of_a_level_is_shown(bokstaver: Nettsted) -> None:
    """Each text of the vocabulary stands on its level's page, and on no other level's."""
    for letter, side in bokstaver.under("bti").items():
        page = text(side.innhold)
        for field in ("Hva", "Hvordan", "Hvem", "Verktøy", "Alene", "Samtykke"):
            assert f"{field} en for {letter.upper()}" in page
            assert f"{field} to for {letter.upper()}" in page
        for field in ("Ingress", "Koordinerer", "Frist"):
            assert f"{field} for {letter.upper()}" in page
        for other in {"A", "B", "C"} - {letter.upper()}:
            assert f"en for {other}" not in page


# ---- the shipped guide ---------------------------------------------------------------------------------


def bti_pages(nettsted: Nettsted) -> dict[str, Side]:
    """Return the pages of the levels."""
    return nettsted.under("bti")


def test_what_one_may_do_now_comes_right_after_the_safety_rule(nettsted: Nettsted) -> None:
    """First the rule, then what I may start alone, when I need consent, and who coordinates."""
    for level, side in bti_pages(nettsted).items():
        headings = [text(h) for h in side.innhold.select("h2, h3") if h.find_parent("nav") is None]
        assert headings[0].startswith("Mistanke om vold")
        assert headings[1:6] == [
            "Hva kan du gjøre nå?",
            "Dette kan du starte selv",
            "Når trenger du samtykke?",
            "Hvem koordinerer?",
            "Frist",
        ]
        value = vocabulary("bti")[level]
        now = text(one(side.innhold, "#na"))
        assert all(
            line in now for line in (*value["alene"]["nb"], *value["samtykke"]["nb"], value["koordinerer"]["nb"])
        )


def test_the_rule_is_for_suspicion_and_worry_leads_to_child_protection(nettsted: Nettsted) -> None:
    """Parents are kept out where harm is suspected; one who only worries is led to those one may ask."""
    for niva, side in nettsted.under("bti").items():
        ways = {text(li.select("span")[0]): one(li, "a") for li in side.innhold.select(".videre li") if li.select("a")}
        to_the_rule = [when for when, a in ways.items() if a["href"] == "#sikkerhet"]
        assert to_the_rule == ["Du mistenker vold, overgrep eller alvorlig omsorgssvikt"], niva
        worried = ways["Du er bekymret for omsorgen barnet får"]
        assert text(worried).startswith("Drøft eller meld: Midtre Namdal barneverntjeneste"), niva
        assert nettsted.exists(side.to_root(str(worried["href"])))


def test_a_page_is_made_with_the_safety_rule_once_or_not_at_all() -> None:
    """A template that forgets the rule, or has it twice, stops the build."""
    rule = Markup("<p>Regelen</p>")
    for times in range(3):
        page = with_rule(Page("bti/", "BTI", "", Body(b"", lambda times=times: rule * times), "bti"), rule)
        if times == 1:
            assert page.content == rule
        else:
            with pytest.raises(ValueError, match="safety rule"):
                _ = page.content


def test_deadline_is_said_or_said_to_be_missing(nettsted: Nettsted) -> None:
    """A level with a deadline says it; one without says that none is stated."""
    for level, side in bti_pages(nettsted).items():
        expected = vocabulary("bti")[level].get("frist", {}).get("nb", "Ingen frist er oppgitt for nivået.")
        assert expected in text(one(side.innhold, "#na"))


def test_front_leads_to_what_one_needs_on_each_level(nettsted: Nettsted) -> None:
    """From the front one goes straight to what one may start, to consent, to the way on, to the measures."""
    front = nettsted.sider["bti/"]
    assert text(front.innhold).index("Mistanke om vold") < text(front.innhold).index("Hvor er du i saken?")
    for level in vocabulary("bti"):
        for anchor in ("na", "samtykke", "videre", "tiltak"):
            links = [a for a in front.innhold.select("a") if front.to_root(str(a["href"])) == f"bti/{level}/#{anchor}"]
            assert len(links) == 1
            assert nettsted.sider[f"bti/{level}/"].innhold.select(f"#{anchor}")


def test_the_browser_gets_the_right_facts(nettsted: Nettsted) -> None:
    """What narrows the list is the YAML's own: years, municipalities (all of them for «alle»), themes."""
    for level, side in bti_pages(nettsted).items():
        facts = json.loads(one(side.innhold, "script[data-avgrens-fakta]").get_text())
        assert set(facts) == {id_ for id_, post in TILTAK.items() if level in post["bti"]}
        for id_, fact in facts.items():
            post = TILTAK[id_]
            everywhere = "alle" in post["kommuner"]
            assert fact["kommune"] == (list(vocabulary("kommuner")) if everywhere else post["kommuner"])
            assert fact["tema"] == post["tema"]
            if "alder" in post:
                fra, _, til = fact["alder"].partition(":")
                assert years({k: v for k, v in (("fra", fra), ("til", til)) if v}) == years(post["alder"])


def test_list_is_whole_without_javascript(nettsted: Nettsted) -> None:
    """The form is hidden until a module shows it, and the status line tells the whole number."""
    for level, side in bti_pages(nettsted).items():
        assert one(side.innhold, "form.avgrens").has_attr("hidden")
        whole = len([post for post in TILTAK.values() if level in post["bti"]])
        assert text(one(side.innhold, "[data-status]")) == f"Viser alle tiltakene: {whole}."

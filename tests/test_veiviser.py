"""The guide: danger first, plain questions, a short list with reasons, and nothing that leaves the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import expect

from generator.load import load
from generator.pages.passende import LIKELY, MOST, SAME_PLACE, Treff, candidate, first, fits, is_for, match, weighed
from generator.pages.veiviser import GRUPPER
from generator.telling.ages import Aldersgrunnlag
from generator.telling.facets import AGE_BANDS
from generator.telling.hjelpelinjer import SAFE
from tests.fasit import TILTAK, only_staff, vocabulary
from tests.nettleser import violations
from tests.nettsted import ROT, Nettsted, one, some, text
from tests.prosjekt import I_DAG

if TYPE_CHECKING:
    from bs4 import Tag
    from playwright.sync_api import BrowserContext, Page

    from generator.model import Katalog

ALDRE = {g.id: g.aldre for g in GRUPPER}
IKKE_FOR_BARN = {
    ("meg", "6-12"): {"foreldrerollen", "graviditet", "sprak-og-utvikling"},
    ("meg", "13-18"): {"foreldrerollen", "sprak-og-utvikling"},
}
"""What a child is not asked about itself; every other theme is offered to everyone."""
SVAR = [
    (g, band, tema)
    for g in ALDRE
    for band in ALDRE[g]
    for tema in vocabulary("tema")
    if tema not in IKKE_FOR_BARN.get((g, band), ())
]


@pytest.fixture(scope="module")
def katalog() -> Katalog:
    """Read the shipped data."""
    found = load(ROT, I_DAG).katalog
    assert found is not None
    return found


@pytest.fixture(scope="module")
def ender(nettsted: Nettsted) -> dict[str, Tag]:
    """Find the section that each set of answers leads to."""
    parts = nettsted.sider["veiviser/"].soup.find_all("section", class_="svarsteg")
    return {str(part["id"]): part for part in parts}


def proposed(end: Tag) -> list[str]:
    """Return the measures that some answers lead to."""
    return [str(item["data-id"]) for item in end.select(".forslag:not(.naere) li")]


def near(end: Tag) -> list[str]:
    """Return whom one can ask where no measure is about just this."""
    return [str(item["data-id"]) for item in end.select(".forslag.naere li")]


# ---- what is proposed ------------------------------------------------------------------------------------


def test_every_way_ends_in_a_short_list(ender: dict[str, Tag]) -> None:
    """Every set of answers has a section, with a few measures of its theme, or words where there are none."""
    assert set(ender) == {"-".join(answers) for answers in SVAR}
    for answers in SVAR:
        end = ender["-".join(answers)]
        found = proposed(end)
        assert len(found) <= MOST
        assert all(answers[-1] in TILTAK[i]["tema"] for i in found), answers
        assert ("Vi fant ikke akkurat dette" in text(end)) == (not found), answers
        assert near(end) or found, answers
        assert not near(end) or len(found) < LIKELY, answers
        assert set(near(end)).isdisjoint(found), answers


def test_no_way_is_a_dead_end(ender: dict[str, Tag]) -> None:
    """Where no measure is about just this, the reader meets someone to talk to, and families none that is for staff."""
    empty = {answers for answers in SVAR if not proposed(ender["-".join(answers)])}
    assert empty
    for group, band, tema in empty:
        found = near(ender[f"{group}-{band}-{tema}"])
        assert 0 < len(found) <= MOST
        assert group == "ansatt" or not any(only_staff(TILTAK[i]) for i in found)


def test_a_family_without_money_meets_help_for_grown_ups(ender: dict[str, Tag]) -> None:
    """What is for adults with children is for the parent of a child of any age, unborn too."""
    for band in AGE_BANDS:
        found = proposed(ender[f"barn-{band}-okonomi"])
        assert found[0] == "okonomisk-sosialhjelp-in", band
    end = ender["barn-6-12-okonomi"]
    said = end.select_one('[data-id="okonomisk-sosialhjelp-in"] .fordi')
    assert said is not None
    assert "alder" not in text(said), "the age of the parents is not that of the child"


def test_families_meet_the_help_lines_of_the_theme(ender: dict[str, Tag]) -> None:
    """Beside the measures stand the help lines of the theme, besides those that are on the page anyway."""
    for answers in SVAR:
        end = ender["-".join(answers)]
        shown = {str(a["href"]).removeprefix("tel:") for a in end.select(".ringnaa a[href^='tel:']")}
        about = [h for h in vocabulary("hjelpelinjer").values() if answers[-1] in h.get("tema", ()) and "tel" in h]
        anyway = SAFE if "sensitivt" in end["class"] else ()
        wanted = {h["tel"] for h in about if "alltid" not in h and h["tel"] not in anyway}
        assert shown == (set() if answers[0] == "ansatt" else wanted), answers
    assert ender["meg-13-18-rus"].select(".ringnaa a")


def test_what_search_would_show_first_stands_in_for_a_theme_without_measures(ender: dict[str, Tag]) -> None:
    """No measure is about bullying for children: the guide then leads where search leads, to the school's nurse."""
    for who in "meg", "barn":
        end = ender[f"{who}-6-12-mobbing"]
        assert near(end)[:2] == ["skolehelsetjenesten-namsos", "skolehelsetjenesten-grong"]
        assert "Disse tilbudene kan likevel hjelpe med «Mobbing og vennskap»:" in text(end)
    few = ender["barn-3-5-ny-i-norge"]
    assert len(proposed(few)) < LIKELY
    assert near(few) == ["familieveiledning", "biblioteket"]
    assert "Disse tilbudene kan også hjelpe med «Ny i Norge»:" in text(few)
    assert "familieveiledning" in near(ender["barn-6-12-mobbing"])
    assert len(near(ender["meg-6-12-mobbing"])) == 2, "guidance for parents and the library are not for this"
    assert "skolehelsetjenesten-grong" not in near(ender["barn-gravid-mobbing"])
    assert "Det kan være et sted å spørre:" in text(ender["barn-gravid-mobbing"])


def test_what_is_for_violence_is_not_put_forward_by_a_guess(ender: dict[str, Tag]) -> None:
    """Child protection is proposed for its own themes, by its own facts, and fills up no other short list."""
    hard = {t for t, tema in vocabulary("tema").items() if tema.get("sensitiv")}
    violence = {i for i, post in TILTAK.items() if hard.intersection(post["tema"])}
    assert "barneverntjenesten-mn" in violence
    for group, band, tema in SVAR:
        found = set(near(ender[f"{group}-{band}-{tema}"]))
        assert tema in hard or not found & violence, (group, band, tema)
    assert "barneverntjenesten-mn" not in proposed(ender["barn-0-2-foreldrerollen"])[:3]
    assert proposed(ender["barn-0-2-vold-og-overgrep"])[0] == "barneverntjenesten-mn"


def test_the_pregnant_are_led_to_those_who_follow_them(ender: dict[str, Tag]) -> None:
    """Drugs or violence in pregnancy led to no midwife, and staff to a network of their own alone."""
    for group in "barn", "ansatt":
        for tema in "rus", "vold-og-overgrep":
            end = ender[f"{group}-gravid-{tema}"]
            assert {"jordmor-svangerskapskontroll", "helsestasjon-namsos"} <= set(near(end)), (group, tema)
            assert "Disse tilbudene gjelder «Gravid og ny baby»" in text(end), (group, tema)


def test_a_child_is_not_led_to_the_duty_of_others(ender: dict[str, Tag]) -> None:
    """The web page on the duty to stop violence is for who knows of it, not for the child that meets it."""
    links = {str(a["href"]) for group, band, tema in SVAR for a in ender[f"{group}-{band}-{tema}"].select("a[href]")}
    assert "https://dinutvei.no" in links
    assert "https://plikt.no" not in {
        str(a["href"]) for band in ("6-12", "13-18") for a in ender[f"meg-{band}-vold-og-overgrep"].select("a[href]")
    }


def test_babies_are_not_sent_to_school(ender: dict[str, Tag], nettsted: Nettsted) -> None:
    """The school's health service is for pupils, in the guide and in the life course."""
    for group in "barn", "ansatt":
        for end in (ender[f"{group}-0-2-{tema}"] for tema in vocabulary("tema")):
            assert not {i for i in (*proposed(end), *near(end)) if i.startswith(("skolehelse", "hfu"))}
    rows = nettsted.sider["livslop/"].soup.select('[data-aldre] a[href$="tiltak/skolehelsetjenesten-namsos/"]')
    ages = {str(parent["data-aldre"]) for row in rows if (parent := row.find_parent(attrs={"data-aldre": True}))}
    assert ages == {"6:18"}


def test_a_child_is_spoken_to(nettsted: Nettsted) -> None:
    """Who asks for itself reads «du», and a parent reads of the child."""
    soup = nettsted.sider["veiviser/"].soup
    said = {who: text(one(soup, f"#{who}-6-12 .stegvalg")) for who in ("meg", "barn")}
    assert "Du vil ikke på skolen" in said["meg"]
    assert "Barnet" not in said["meg"]
    assert "Barnet vil ikke på skolen" in said["barn"]


def test_families_are_not_led_to_what_is_for_staff(ender: dict[str, Tag]) -> None:
    """What is for staff alone is proposed to staff, and to no one else."""
    staff = {i for i, post in TILTAK.items() if only_staff(post)}
    seen = set()
    for group, band, tema in SVAR:
        found = set(proposed(ender[f"{group}-{band}-{tema}"]))
        if group == "ansatt":
            seen |= found & staff
        else:
            assert not found & staff, (group, band, tema)
    assert seen


def test_what_has_ended_is_not_proposed(katalog: Katalog) -> None:
    """A measure that has ended is proposed to no one, however well it fits."""
    for t in katalog.tiltak.values():
        if t.status == "avsluttet":
            assert not any(is_for(t, g) for g in GRUPPER), t.id


def test_a_stated_age_decides(katalog: Katalog) -> None:
    """A stated age is kept to: «opp til 24 år» for youth and young adults is no offer for an infant."""
    hfu = katalog.tiltak["hfu-grong"]
    ages = {band: fits(candidate(hfu, katalog), band) for band in AGE_BANDS}
    assert {band for band, sure in ages.items() if sure} == {"13-18", "19-24"}
    assert ages["13-18"] is Aldersgrunnlag.OPPGITT


def test_an_unknown_age_is_kept_and_told(katalog: Katalog) -> None:
    """A measure whose age nobody has told is proposed after those that fit, and the reader is told."""
    parents = next(g for g in GRUPPER if g.id == "barn")
    told = weighed([candidate(t, katalog) for t in katalog.tiltak.values()], katalog, parents, "6-12")
    unknown = [m for m in told if fits(candidate(m.tiltak, katalog), "6-12") is Aldersgrunnlag.UKJENT]
    assert unknown
    assert all("Vi vet ikke hvilken alder" in m.fordi for m in unknown)


def test_reasons_are_true(katalog: Katalog) -> None:
    """Every reason that is given is a fact of the post, and a guess is called one."""
    for g in GRUPPER:
        for band in g.aldre:
            for t in katalog.tiltak.values():
                m = match(candidate(t, katalog), katalog, g, band)
                if m is None:
                    continue
                post = TILTAK[t.id]
                assumed = post.get("antatt", [])
                stated = "alder" in post and "alder" not in assumed
                own = post["tilgang"]["ta_kontakt_selv"] == "ja" and "tilgang" not in assumed
                free = post["kostnad"]["type"] == "gratis" and "kostnad" not in assumed
                assert ("alderen passer" in m.fordi) <= (stated or "trinn" in post), t.id
                assert ("du kan ta kontakt selv" in m.fordi) == (own and not g.ansatt), t.id
                assert ("det er gratis" in m.fordi) == free, t.id


def test_the_surest_stands_first(katalog: Katalog) -> None:
    """A short list begins with what weighs most, and the order is the same each time."""
    kandidater = [candidate(t, katalog) for t in katalog.tiltak.values()]
    for g in GRUPPER:
        for band in g.aldre:
            found = weighed(kandidater, katalog, g, band)
            points = [m.poeng for m in first(found)]
            assert points == sorted(points, reverse=True)
            assert len(points) == min(MOST, len(found))
            assert points[:1] == sorted((m.poeng for m in found), reverse=True)[:1]


@pytest.mark.parametrize(("more", "likely_first"), [(1, True), (2, True), (3, False)])
def test_the_most_likely_counts_as_much_as_a_stated_age(katalog: Katalog, more: int, likely_first: bool) -> None:  # noqa: FBT001
    """What search would show first goes before what is two points surer, and not before what is three."""
    likely, surer = (Treff(katalog.tiltak[ident], "", 0, (), (), "") for ident in ("psykisk-helseteam-namsos", "sibs"))
    surer = replace(surer, poeng=more)
    assert first([surer, likely], [likely.tiltak.id]) == ((likely, surer) if likely_first else (surer, likely))


def test_one_place_does_not_fill_the_list(katalog: Katalog) -> None:
    """While another place has something too, three of five are of one place; of the equally sure, the likely."""
    g, band = next(g for g in GRUPPER if g.id == "barn"), "13-18"
    kandidater = [candidate(t, katalog) for t in katalog.tiltak.values() if "psykisk-helse" in t.tema]
    found = weighed(kandidater, katalog, g, band)
    alone = [m for m in found if m.sted == "Grong"]
    assert len(first(alone)) == MOST
    chosen = first(found, ("psykisk-helseteam-namsos",))
    assert [m.sted for m in chosen].count("Grong") == SAME_PLACE
    assert "psykisk-helseteam-namsos" in [m.tiltak.id for m in chosen]


def test_page_stays_light(nettsted: Nettsted) -> None:
    """However many measures there are, the guide shows a few for each answer: under half a megabyte of HTML."""
    assert len(nettsted.sider["veiviser/"].html.encode()) < 512 * 1024


# ---- safety ----------------------------------------------------------------------------------------------


def test_danger_is_asked_first_and_leads_to_the_numbers(nettsted: Nettsted) -> None:
    """The first question is whether someone is in danger, and yes goes straight to the help lines."""
    page = nettsted.sider["veiviser/"]
    first = page.soup.select(".steg")[0]
    assert text(one(first, "h2")) == "Er noen i fare nå?"
    yes = first.select("a")[0]
    assert text(yes).startswith("Ja")
    assert page.to_root(str(yes["href"])) == "akutt/"


def test_staff_read_the_safety_rule_at_every_step(nettsted: Nettsted) -> None:
    """Every question and answer for staff has the safety rule, before anything else in it."""
    for part in some(nettsted.sider["veiviser/"].soup, ".steg.ansattflate"):
        words = text(part)
        assert "Ikke snakk med foresatte først" in words
        assert words.index("Mistanke om vold") < words.index(text(one(part, "h2")))


def test_staff_are_led_to_every_level(nettsted: Nettsted) -> None:
    """The last question for staff leads to the page of each BTI level."""
    page = nettsted.sider["veiviser/"]
    links = [page.to_root(str(a["href"])) for a in page.soup.select(".nivavalg a")]
    assert links == [f"bti/{level.lower()}/" for level in vocabulary("bti")]


# ---- with and without JavaScript -------------------------------------------------------------------------


def visible_steps(page: Page) -> list[str]:
    """Return the sections one sees."""
    seen: list[str] = page.locator(".steg").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.id)"
    )
    return seen


def test_guide_is_plain_links_without_javascript(uten_js: Page, tjener: str) -> None:
    """Without JavaScript every answer is a link, the back button undoes it, and one can start anew."""
    uten_js.goto(f"{tjener}veiviser/")
    assert visible_steps(uten_js) == ["start"]
    for answer, step in (
        ("Nei", "hvem"),
        ("Barnet mitt eller familien min", "barn"),
        ("6–12 år", "barn-6-12"),
        ("Skolen er vanskelig", "barn-6-12-skolefravar"),
    ):
        uten_js.locator(".steg:visible a", has_text=answer).first.click()
        assert visible_steps(uten_js) == [step]
        assert urldefrag(uten_js.url).fragment == step
    assert uten_js.locator(".steg:visible").get_by_role("link", name="Familieveiledning").is_visible()
    uten_js.go_back()
    assert visible_steps(uten_js) == ["barn-6-12"]
    uten_js.locator(".steg:visible").get_by_role("link", name="Start på nytt").click()
    assert visible_steps(uten_js) == ["start"]


def test_what_belongs_to_some_is_shown_to_them_alone(uten_js: Page, kontekst: BrowserContext, tjener: str) -> None:
    """The numbers on violence and the levels of BTI are shown with their answers alone, in both ways."""
    expected = {
        "hvem": (False, False),
        "barn-6-12-skolefravar": (False, False),
        "meg-13-18-vold-og-overgrep": (True, False),
        "ansatt-6-12": (False, False),
        "ansatt-6-12-skolefravar": (False, True),
    }
    for page in (uten_js, kontekst.new_page()):
        page.goto(f"{tjener}veiviser/")
        for step, shown in expected.items():
            page.goto(f"{tjener}veiviser/#{step}")
            assert visible_steps(page) == [step]
            assert (page.locator(".vern").is_visible(), page.locator(".nivavalg").is_visible()) == shown, step


def choose(page: Page, answer: str) -> None:
    """Tab to an answer and press Enter, as one does without a mouse."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("a => document.activeElement.textContent.trim().startsWith(a)", answer):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab never reaches «{answer}»")


def test_parent_has_a_way_to_make_contact(kontekst: BrowserContext, tjener: str) -> None:
    """By keyboard alone, at 390 px, a parent answers and comes to a measure that says how to make contact.

    The server is asked for pictures at most: the answers stay in the fragment, the list is kept, and
    focus goes to each new question.
    """
    page = kontekst.new_page()
    page.goto(f"{tjener}veiviser/#liste=pmto")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for answer, step in (
        ("Nei", "hvem"),
        ("Barnet mitt", "barn"),
        ("6–12 år", "barn-6-12"),
        ("Skolen er vanskelig", "barn-6-12-skolefravar"),
    ):
        choose(page, answer)
        assert visible_steps(page) == [step]
        assert page.evaluate("document.activeElement.tagName") == "H2"
        assert urldefrag(page.url).fragment == f"liste=pmto&svar={step}"
    assert [url for url in asked if "/assets/" not in url] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    choose(page, "Familieveiledning")
    page.wait_for_url(f"{tjener}tiltak/familieveiledning/#liste=pmto")
    assert page.locator(".kontakt dd").first.is_visible()
    page.go_back()
    expect(page.locator(".steg.vist")).to_have_id("barn-6-12-skolefravar")
    page.go_back()
    assert visible_steps(page) == ["barn-6-12"]
    page.locator(".steg.vist").get_by_role("link", name="Start på nytt").click()
    assert visible_steps(page) == ["start"]
    assert urldefrag(page.url).fragment == "liste=pmto"


def test_focus_follows_the_back_button(kontekst: BrowserContext, tjener: str) -> None:
    """Who goes a question back by the browser's button hears that question, as by an answer."""
    page = kontekst.new_page()
    page.goto(f"{tjener}veiviser/")
    for answer in ("Nei", "Barnet mitt eller familien min"):
        page.locator(".steg.vist a", has_text=answer).first.click()
    page.go_back()
    expect(page.locator("#hvem h2")).to_be_focused()


def test_proposals_can_be_put_in_the_list(kontekst: BrowserContext, tjener: str) -> None:
    """With JavaScript each proposal has a button that puts it in my list; only those one sees are made."""
    page = kontekst.new_page()
    page.goto(f"{tjener}veiviser/#svar=barn-6-12-skolefravar")
    buttons = page.locator(".forslag [data-liste]")
    assert buttons.count() == page.locator(".steg.vist .forslag > li").count()
    buttons.first.click()
    assert "liste=" in urldefrag(page.url).fragment
    assert buttons.first.get_attribute("aria-pressed") == "true"


def test_the_answers_lead_to_all_that_fits_where_one_lives(kontekst: BrowserContext, tjener: str) -> None:
    """Nobody is asked where they live before there is an answer; then the search page shows what fits there."""
    page = kontekst.new_page()
    page.goto(f"{tjener}veiviser/")
    expect(page.locator("#sted")).to_be_hidden()
    page.goto(f"{tjener}veiviser/#svar=ansatt-13-18-skolefravar&liste=pmto")
    page.locator("#sted").select_option("grong")
    page.get_by_role("link", name="Vis alle tilbudene som passer der").click()
    page.wait_for_url("**/finn/#*")
    chosen = dict(part.split("=") for part in urldefrag(page.url).fragment.split("&"))
    assert chosen == {
        "tema": "skolefravar",
        "alder": "13-18",
        "vis": "ansatt",
        "kommune": "grong",
        "liste": "pmto",
    }
    shown = [card.get_attribute("data-id") for card in page.locator("[data-treff] > li:visible").all()]
    assert "skolehelsetjenesten-grong" in shown
    assert all("skolefravar" in TILTAK[id_]["tema"] for id_ in map(str, shown))
    assert all({"grong", "alle"}.intersection(TILTAK[id_]["kommuner"]) for id_ in map(str, shown))
    page.goto("about:blank")
    page.goto(f"{tjener}veiviser/#svar=barn-13-18-skolefravar&kommune=namsos")  # chosen before, on another page
    assert page.locator("#sted").input_value() == "namsos"
    page.goto("about:blank")
    page.goto(f"{tjener}veiviser/#svar=barn-13-18-skolefravar&kommune=namsos,grong")
    assert page.locator("#sted option:checked").inner_text() == "Grong, Namsos"
    page.locator("#sted").select_option("")
    assert "kommune" not in str(page.locator("[data-sted]").get_attribute("href"))


def test_exit_is_shown_where_it_may_be_needed(kontekst: BrowserContext, tjener: str) -> None:
    """The exit stands with the question of danger and with violence, not over a question of school."""
    page = kontekst.new_page()
    for step, shown in (("", True), ("#barn-6-12-skolefravar", False), ("#meg-13-18-vold-og-overgrep", True)):
        page.goto("about:blank")
        page.goto(f"{tjener}veiviser/{step}")
        assert page.locator("aside.forlat").is_visible() == shown, step


def test_what_the_guide_is_stands_before_one_has_begun(kontekst: BrowserContext, uten_js: Page, tjener: str) -> None:
    """At the later steps the question is what is read first."""
    for page in (kontekst.new_page(), uten_js):
        for step, told in (("", True), ("#barn", False), ("#barn-6-12-skolefravar", False)):
            page.goto("about:blank")
            page.goto(f"{tjener}veiviser/{step}")
            assert page.locator(".sidehode .ingress").is_visible() == told, step


STEG = ["hvem", "ansatt-6-12", "ansatt-6-12-skolefravar", "meg-13-18-vold-og-overgrep"]


@pytest.mark.parametrize("step", STEG)
def test_axe_finds_nothing_in_any_step(kontekst: BrowserContext, tjener: str, step: str) -> None:
    """Each kind of step is accessible, light and dark, and fits a narrow phone."""
    page = kontekst.new_page()
    page.goto(f"{tjener}veiviser/#svar={step}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(page) == set(), scheme
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# ---- where it is, and what follows along -----------------------------------------------------------------


def test_what_is_not_in_the_chosen_municipality_stands_last_and_says_so(kontekst: BrowserContext, tjener: str) -> None:
    """Whoever has chosen Namsos reads first what is listed there; another choice puts all back in its order."""
    side = kontekst.new_page()
    side.goto(f"{tjener}veiviser/#svar=barn-6-12-skolefravar")
    items = side.locator(".steg.vist .forslag > li")
    order = "all => all.map(li => li.dataset.id)"
    before: list[str] = items.evaluate_all(order)
    side.select_option("#sted", "namsos")
    here = [id_ for id_ in before if {"alle", "namsos"} & set(TILTAK[id_]["kommuner"])]
    elsewhere = [id_ for id_ in before if id_ not in here]
    assert here
    assert elsewhere
    assert items.evaluate_all(order) == [*here, *elsewhere]
    for item in items.all():
        told = "Ikke ført opp i Namsos." in str(item.locator(".fordi").text_content())
        assert told is (item.get_attribute("data-id") in elsewhere)
    side.select_option("#sted", "")
    assert items.evaluate_all(order) == before
    expect(side.locator(".ikke-her")).to_have_count(0)


def test_the_answers_follow_along_to_the_level(kontekst: BrowserContext, tjener: str) -> None:
    """The page of a BTI level opens with the age, the theme and the municipality that were answered."""
    side = kontekst.new_page()
    side.goto(f"{tjener}veiviser/#svar=ansatt-6-12-skolefravar&kommune=namsos")
    side.locator(".nivavalg a").nth(1).click()
    side.wait_for_url("**/bti/1/*")
    chosen = {
        name: side.locator(f"[data-avgrens] [name={name}]").input_value() for name in ("alder", "kommune", "tema")
    }
    assert chosen == {"alder": "6-12", "kommune": "namsos", "tema": "skolefravar"}

"""My list: picked on any page, carried by the links, kept in the address alone, tidy on one sheet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from generator import qr
from generator.pages.liste import DATA
from tests.fasit import ENHETER, TILTAK, fasit
from tests.nettleser import violations
from tests.nettsted import ADRESSE, ROT, Nettsted, build, serve
from tests.papir import printed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page, Route

TRE = ("hfu-grong", "familieveiledning", "skolehelsetjenesten-grong")
NO_CLIPBOARD = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('nei')) }"


@pytest.fixture
def kontekst(kontekst: BrowserContext) -> BrowserContext:
    """Let the page use the clipboard."""
    kontekst.grant_permissions(["clipboard-read", "clipboard-write"])
    return kontekst


@pytest.fixture
def side(kontekst: BrowserContext, tjener: str) -> Page:
    """Open the page of a list of three."""
    page = kontekst.new_page()
    open_list(page, tjener, *TRE)
    return page


def open_list(page: Page, tjener: str, *ids: str) -> None:
    """Open the page of a list and wait until it stands there."""
    page.goto(f"{tjener}liste/#liste={','.join(ids)}")
    expect(page.locator(".minrader > li")).to_have_count(len(ids))


def in_list(page: Page) -> list[str]:
    """Return the measures that the address holds."""
    found: list[str] = page.evaluate(
        "(new URLSearchParams(location.hash.slice(1)).get('liste') ?? '').split(',').filter(Boolean)"
    )
    return found


def shown(page: Page) -> list[str]:
    """Return the measures that stand in the list, in order."""
    return [str(item.get_attribute("data-id")) for item in page.locator(".minrader > li").all()]


def name(id_: str) -> str:
    """Return what a measure is called."""
    return str(TILTAK[id_]["navn"])


def row(page: Page, id_: str) -> Locator:
    """Return a measure in the list."""
    return page.locator(f'.minrader > li[data-id="{id_}"]')


# ---- what the build makes --------------------------------------------------------------------------------


def facts(nettsted: Nettsted) -> dict[str, Any]:
    """Read the facts that the list is made of."""
    data: dict[str, Any] = json.loads((nettsted.mappe / DATA).read_text(encoding="utf-8"))
    return data


def test_facts_are_those_of_the_posts(nettsted: Nettsted) -> None:
    """Every measure is there with its name and its sentence, and nothing is said that its post does not."""
    found = facts(nettsted)["tiltak"]
    assert set(found) == set(TILTAK)
    for id_, post in TILTAK.items():
        told = found[id_]
        assert (told["navn"], told["kort"]) == (post["navn"], post["kort"])
        assert ("For ansatte" in told["hvem"]) == (post["synlighet"] == ["ansatt"]), id_
        unconfirmed = {"Ikke bekreftet av enheten", "Ingen har bekreftet dette"} & set(told["hvem"])
        assert bool(unconfirmed) == ("bekreftet" not in post), id_
        lines = {navn: verdi for navn, verdi, _ in told["linjer"]}
        contact = ENHETER[post["enhet"]].get("kontakt", {}) | post.get("kontakt", {})
        assert lines.get("Besøk") == contact.get("besok"), id_
        assert (lines["Telefon"] == "Kontaktinformasjon mangler") == (not fasit(ROT).has_channel(id_)), id_
        free = post["kostnad"]["type"] == "gratis" and "kostnad" not in post.get("antatt", [])
        assert lines["Pris"].startswith("Gratis") == free, id_
        assert post["kostnad"].get("merknad", "") in lines["Pris"], id_
        assert lines.get("Merk") == contact.get("merknad"), id_
        asks = post["tilgang"]["ta_kontakt_selv"] == "ukjent" and post["synlighet"] != ["ansatt"]
        assert (lines.get("Kontakt") == "Spør om du kan ta kontakt selv") == asks, id_
        assert "merk" in [slag for _, _, slag in told["linjer"]] or "Merk" not in lines, id_
        refer = post["tilgang"].get("henvises_av") and post["tilgang"].get("ta_kontakt_selv") != "ja"
        assert ("kan henvise deg" in lines.get("Henvisning", "")) == bool(refer), id_
        assumed = {"malgrupper", "alder"} & set(post.get("antatt", []))
        assert ("trolig" in lines["Hvem"].lower()) >= bool(assumed), id_
        assert asks or ("trolig" in lines.get("Kontakt", "trolig")) >= ("tilgang" in post.get("antatt", [])), id_


def test_facts_weigh_little(nettsted: Nettsted) -> None:
    """The facts of a measure take less than half a kilobyte each, before they are compressed."""
    assert (nettsted.mappe / DATA).stat().st_size < 500 * len(TILTAK)


def test_every_code_leads_to_its_page(nettsted: Nettsted, kontekst: BrowserContext) -> None:
    """Every measure has a QR code of its own, and a reader finds the address of its page in it."""
    pictures = "".join(
        f'<img src="data:image/svg+xml,{quote(qr.svg(address))}" width="150">'
        for address in (urljoin(ADRESSE, f"tiltak/{id_}/") for id_ in TILTAK)
    )
    for id_ in TILTAK:
        written = (nettsted.mappe / "tiltak" / id_ / "qr.svg").read_text(encoding="utf-8")
        assert written == qr.svg(urljoin(ADRESSE, f"tiltak/{id_}/"))
    page = kontekst.new_page()
    page.set_content(pictures)
    read = {code for sheet in printed(page) for code in sheet.koder}
    assert read == {urljoin(ADRESSE, f"tiltak/{id_}/") for id_ in TILTAK}


def test_without_an_address_there_are_no_codes(eksempel: Path, tmp_path: Path) -> None:
    """Without SITE_URL no QR code is made, and the list asks for none."""
    built = build(eksempel, tmp_path / "ut")
    assert list(built.mappe.rglob("qr.svg")) == []
    assert facts(built)["qr"] is False


@pytest.mark.parametrize("many", [1, len(TRE), 30])
def test_the_code_opens_the_same_list_elsewhere(kontekst: BrowserContext, tjener: str, many: int) -> None:
    """On the screen and first on paper stands one code for the whole list; it follows what is picked."""
    page = kontekst.new_page()
    ids = (*TRE, *sorted(TILTAK.keys() - set(TRE)))[:many]
    open_list(page, tjener, *ids)
    code = page.locator(".delboks [data-kode]")
    expect(code).to_be_visible()
    assert code.get_attribute("alt") == "QR-kode som åpner listen"
    assert {code for sheet in printed(page)[:1] for code in sheet.koder[:1]} == {
        f"{tjener}liste/#liste={','.join(ids)}"
    }
    before = code.get_attribute("src")
    page.locator("[data-gjor=fjern]").first.click()
    if many == 1:
        expect(code).to_be_hidden()
        return
    expect(page.locator(".minrader > li")).to_have_count(many - 1)
    page.wait_for_function("old => document.querySelector('.delboks [data-kode]').src !== old", arg=before)
    assert printed(page)[0].koder[0] == f"{tjener}liste/#liste={','.join(ids[1:])}"


def test_without_an_address_the_list_has_no_code(eksempel: Path, tmp_path: Path, kontekst: BrowserContext) -> None:
    """A site that does not know its own address draws no code, and fetches nothing to draw it with."""
    page = kontekst.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serve(build(eksempel, tmp_path / "ut").mappe) as adresse:
        open_list(page, adresse, "minst")
        expect(page.locator("[data-kode]")).to_have_count(2)
        assert not any(kode.is_visible() for kode in page.locator("[data-kode], [data-kodeboks]").all())
    assert not [url for url in asked if "qrcode" in url]


def test_every_list_has_a_button_for_each_measure(nettsted: Nettsted) -> None:
    """Wherever measures stand in a list, each has one button for its own id, hidden until scripts run."""
    for address in ("finn/", "a-aa/", "tema/psykisk-helse/", "bti/1/", "risiko/r4/"):
        page = nettsted.sider[address]
        rows = page.innhold.select("li.rad, li.kort")
        assert rows, address
        for item in rows:
            (link,) = item.select("h3 a, h2 a")
            (button,) = item.select("button[data-liste]")
            assert page.to_root(str(link["href"])) == f"tiltak/{button['data-liste']}/", address
            assert "krever-js" in button["class"], address


# ---- picking ---------------------------------------------------------------------------------------------


def test_list_is_carried_from_page_to_page(kontekst: BrowserContext, tjener: str) -> None:
    """What is picked on one page is in the address of the next, counted, and can be taken out."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tema/skolefravar/")
    first = page.locator("[data-liste]").first
    id_ = str(first.get_attribute("data-liste"))
    first.click()
    assert in_list(page) == [id_]
    assert first.get_attribute("aria-pressed") == "true"
    assert "I listen" in first.inner_text()
    page.get_by_role("link", name=name(id_), exact=True).click()
    page.wait_for_url(f"{tjener}tiltak/{id_}/#liste={id_}")
    header = page.locator("[data-minliste]")
    assert header.locator(".tall").inner_text().split() == ["1", "tilbud"]
    page.get_by_role("button", name="I min liste").click()
    assert in_list(page) == []
    assert urldefrag(page.url).fragment == ""
    assert not header.locator(".tall").is_visible()


def test_list_follows_back(kontekst: BrowserContext, tjener: str) -> None:
    """Going back to a page from before the pick, the pick is still in the list."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tema/skolefravar/")
    page.get_by_role("link", name=name("familieveiledning"), exact=True).click()
    page.get_by_role("button", name="Legg i min liste").click()
    page.go_back()
    expect(page).to_have_url(re.compile(r"#.*liste=familieveiledning"))
    assert page.locator('[data-liste="familieveiledning"]').get_attribute("aria-pressed") == "true"


def test_a_note_that_several_have_from_their_unit_is_printed_once(kontekst: BrowserContext, tjener: str) -> None:
    """On the screen each measure tells all of itself; on paper the same words four times make a second sheet."""
    page = kontekst.new_page()
    page.goto(f"{tjener}liste/#liste=familieveiledning,stottesamtaler,helsestasjon-grong")
    notes = page.locator(".kontaktlinjer .merk", has_text="Vi tror kommunehuset er det i Grong")
    expect(notes).to_have_count(3)
    assert [note.is_visible() for note in notes.all()] == [True, True, True]
    page.emulate_media(media="print")
    assert [note.is_visible() for note in notes.all()] == [True, False, False]


def test_a_link_that_says_where_keeps_its_word(kontekst: BrowserContext, tjener: str) -> None:
    """Who has chosen Grong and opens the coverage of Namsos, is led to the measures of Namsos."""
    page = kontekst.new_page()
    page.goto(f"{tjener}dekning/kommune/namsos/#kommune=grong")
    where = page.locator('main a[href*="finn/#"][href*="kommune="]').evaluate_all("all => all.map(a => a.href)")
    assert where
    assert [href for href in where if "kommune=namsos" not in href or "kommune=grong" in href] == []


def test_other_choices_stay(kontekst: BrowserContext, tjener: str) -> None:
    """A pick leaves the other choices in the address alone, and strange ids do no harm."""
    page = kontekst.new_page()
    strange = "%3Cb%3E,..%2Fx,familieveiledning,familieveiledning"
    page.goto(f"{tjener}tema/skolefravar/#kommune=grong&liste={strange}")
    page.locator('[data-liste="ppt-namsos"]').click()
    assert urldefrag(page.url).fragment == "kommune=grong&liste=familieveiledning,ppt-namsos"


def test_a_link_that_is_no_address_stops_nothing(kontekst: BrowserContext, tjener: str) -> None:
    """A page written by hand may hold a link without an address; the list is counted and carried all the same."""
    page = kontekst.new_page()

    def with_a_fault(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", '</h1><a href="https://">Lenke</a>', 1))

    page.route(f"{tjener}om/", with_a_fault)
    page.goto(f"{tjener}om/#liste=pmto", wait_until="networkidle")
    assert page.get_by_role("link", name="Lenke", exact=True).count() == 1
    assert page.locator("[data-minliste] .tall").inner_text().split() == ["1", "tilbud"]
    assert str(page.locator(".bunnlenker a").first.get_attribute("href")).endswith("#liste=pmto")


# ---- the page of the list --------------------------------------------------------------------------------


def test_list_shows_what_is_picked_in_order(side: Page) -> None:
    """The list says how many, and each measure stands there with its sentence and a link that keeps it."""
    assert shown(side) == list(TRE)
    assert "tre tilbud" in side.locator("[data-ingress]").inner_text()
    for id_ in TRE:
        link = row(side, id_).locator("h2 a")
        assert link.inner_text() == name(id_)
        assert str(link.get_attribute("href")).endswith(f"tiltak/{id_}/#liste={','.join(TRE)}")
        assert TILTAK[id_]["kort"] in row(side, id_).inner_text()


def test_order_by_keyboard(side: Page) -> None:
    """By keyboard a measure is moved and focus goes with it; the first cannot go up, nor the last down."""
    button = row(side, TRE[0]).get_by_role("button", name="Flytt ned")
    assert name(TRE[0]) in str(button.text_content())
    button.focus()
    side.keyboard.press("Enter")
    assert shown(side) == in_list(side) == [TRE[1], TRE[0], TRE[2]]
    assert side.evaluate("document.activeElement.dataset.gjor") == "ned"
    side.keyboard.press("Enter")
    assert shown(side) == [TRE[1], TRE[2], TRE[0]]
    assert side.evaluate("document.activeElement.closest('li').dataset.id") == TRE[0]
    assert side.evaluate("document.activeElement.dataset.gjor") == "opp"
    assert "nummer 3 av 3" in side.get_by_role("status").first.inner_text()
    assert row(side, TRE[1]).locator("[data-gjor=opp]").count() == 0


def test_remove_and_undo(side: Page) -> None:
    """A removed measure is told, focus stays in the list, and «Angre» and the back button bring it back."""
    row(side, TRE[1]).get_by_role("button", name="Fjern").click()
    assert shown(side) == [TRE[0], TRE[2]]
    assert name(TRE[1]) in side.get_by_role("status").first.inner_text()
    assert side.evaluate("document.activeElement.closest('li').dataset.id") == TRE[2]
    side.get_by_role("button", name="Angre").click()
    assert shown(side) == list(TRE)
    row(side, TRE[0]).get_by_role("button", name="Fjern").click()
    side.go_back()
    expect(side.locator(".minrader > li")).to_have_count(3)


@pytest.mark.parametrize("ids", [TRE, ("bapp", *TRE)], ids=["uten-utgang", "med-utgang"])
def test_what_was_done_is_seen_where_it_was_done(kontekst: BrowserContext, tjener: str, ids: tuple[str, ...]) -> None:
    """On a phone the buttons stand far below the head: the answer follows, and nothing lies over it or over focus."""
    page = kontekst.new_page()
    open_list(page, tjener, *ids)
    page.evaluate("() => { navigator.canShare = undefined }")
    for button, said in (("Del lenken", "Lenken er kopiert"), ("Fjern", "Angre")):
        page.get_by_role("button", name=button).last.click()
        answer = page.locator("[data-svar]").first
        expect(answer).to_contain_text(said)
        expect(answer).to_be_in_viewport(ratio=1)
        assert answer.evaluate(
            """e => {
              const { left, right, top, bottom } = e.getBoundingClientRect();
              const there = document.elementFromPoint(left + 5, (top + bottom) / 2);
              const { top: focus } = document.activeElement.getBoundingClientRect();
              return e.contains(there) && (focus >= bottom || e.contains(document.activeElement));
            }"""
        ), button


def test_emptied_list_says_how_to_begin(side: Page) -> None:
    """An emptied list leads to the search and the guide, and can be undone."""
    side.get_by_role("button", name="Tøm listen").click()
    assert in_list(side) == []
    assert side.locator("[data-tom]").is_visible()
    assert not side.locator("[data-fylt]").is_visible()
    assert side.evaluate("document.activeElement.tagName") == "H1"
    side.get_by_role("button", name="Angre").click()
    assert shown(side) == list(TRE)


def test_measures_that_are_gone_are_told(kontekst: BrowserContext, tjener: str) -> None:
    """A list from before a measure was deleted shows the rest, and says how many are gone."""
    page = kontekst.new_page()
    page.goto(f"{tjener}liste/#liste=finnes-ikke,{TRE[0]}")
    page.wait_for_selector(".minrader > li")
    assert shown(page) == [TRE[0]]
    assert "Ett tilbud i listen finnes ikke lenger" in page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("adresse", ["", "om/", "tema/skolefravar/", "liste/"])
def test_what_is_gone_is_not_counted(kontekst: BrowserContext, tjener: str, adresse: str) -> None:
    """The number in the header is of what the list will show; where the names cannot be had, of what is picked."""
    page = kontekst.new_page()
    number = page.locator("[data-minliste] .tall")
    page.goto(f"{tjener}{adresse}#liste=finnes-ikke,{TRE[0]}")
    expect(number).to_have_text("1 tilbud")
    page.goto("about:blank")
    page.goto(f"{tjener}{adresse}#liste=finnes-ikke")
    expect(number).to_be_hidden()
    page.goto("about:blank")
    page.route("**/sok/navn.json", lambda route: route.abort())
    page.goto(f"{tjener}{adresse}#liste={TRE[0]},{TRE[1]}")
    expect(number).to_have_text("2 tilbud")


@pytest.mark.parametrize("ids", ["finnes-ikke", "UKJENT"])
def test_a_list_of_what_is_gone_is_not_said_to_be_empty(kontekst: BrowserContext, tjener: str, ids: str) -> None:
    """Where nothing in the list is left, that is told instead, and the ways on are there."""
    page = kontekst.new_page()
    page.goto(f"{tjener}liste/#liste={ids}")
    expect(page.get_by_role("status").first).to_contain_text("Ett tilbud i listen finnes ikke lenger")
    expect(page.get_by_text("Listen er tom")).to_be_hidden()
    expect(page.locator("[data-tom] a").first).to_be_visible()


def test_link_holds_the_list_and_nothing_else(side: Page, kontekst: BrowserContext, tjener: str) -> None:
    """The copied link opens the same list on another device, without the reader's other choices."""
    side.evaluate("location.hash = location.hash + '&kommune=grong'")
    side.evaluate("() => { navigator.canShare = undefined }")
    side.get_by_role("button", name="Del lenken").click()
    expect(side.locator("[data-svar]").first).to_contain_text("kopiert")
    link = side.evaluate("navigator.clipboard.readText()")
    assert link == f"{tjener}liste/#liste={','.join(TRE)}"
    other = kontekst.new_page()
    other.goto(link)
    other.wait_for_selector(".minrader > li")
    assert shown(other) == list(TRE)


def test_share_uses_the_sheet_of_the_device(side: Page) -> None:
    """Where the device has a sheet for sharing, it gets the link."""
    side.evaluate(
        "() => { navigator.canShare = () => true; navigator.share = async (what) => { window.delt = what.url } }"
    )
    side.get_by_role("button", name="Del lenken").click()
    assert side.evaluate("window.delt").endswith(f"liste/#liste={','.join(TRE)}")


def test_text_is_made_for_a_journal(side: Page) -> None:
    """Copied as text, the list has names, sentences, contact, addresses, the four numbers, and no marks."""
    side.get_by_role("button", name="Kopier som tekst").click()
    expect(side.locator("[data-svar]").first).to_contain_text("kopiert")
    text = side.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Min liste, ")
    for number, id_ in enumerate(TRE, 1):
        assert f"{number}. {name(id_)}\n" in text
        assert TILTAK[id_]["kort"] in text
        assert f"tiltak/{id_}/\n" in f"{text}\n"
    assert "Besøk: 2. etasje på kommunehuset\n" in text
    assert all(number in text for number in ("113", "112", "116 117", "116 111"))
    assert "<" not in text


def test_text_says_how_old_the_facts_are(side: Page) -> None:
    """What is pasted into a journal carries the years of the documents that the facts are from."""
    side.get_by_role("button", name="Kopier som tekst").click()
    expect(side.locator("[data-svar]").first).to_contain_text("kopiert")
    assert "offentlige dokumenter fra 20" in side.evaluate("navigator.clipboard.readText()")


def test_text_can_be_copied_by_hand(side: Page) -> None:
    """Where the browser refuses the clipboard, the text stands in a field, marked and ready."""
    side.evaluate(NO_CLIPBOARD)
    side.get_by_role("button", name="Kopier som tekst").click()
    field = side.get_by_label("Marker teksten")
    assert name(TRE[0]) in field.input_value()
    assert side.evaluate("document.activeElement.selectionEnd") == len(field.input_value())


def test_a_lost_connection_is_told(kontekst: BrowserContext, tjener: str) -> None:
    """When the facts cannot be fetched, the page says so."""
    page = kontekst.new_page()
    page.route(f"**/{DATA}", lambda route: route.abort())
    page.goto(f"{tjener}liste/#liste={TRE[0]}")
    expect(page.locator("[data-svar]").first).to_contain_text("akkurat nå")


def test_empty_list_fetches_nothing(kontekst: BrowserContext, tjener: str) -> None:
    """The facts are fetched on the page of the list alone, and only when something is picked."""
    asked: list[str] = []
    page = kontekst.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{tjener}liste/", wait_until="networkidle")
    page.goto(f"{tjener}tema/skolefravar/#liste={TRE[0]}", wait_until="networkidle")
    assert [url for url in asked if url.endswith(DATA)] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


# ---- paper -----------------------------------------------------------------------------------------------


def test_helper_prints_three_on_one_sheet(kontekst: BrowserContext, tjener: str) -> None:
    """By keyboard alone, at 390 px: three are picked, printed on one A4, and the codes lead to them."""
    page = kontekst.new_page()
    page.goto(f"{tjener}a-aa/")
    for id_ in TRE:
        page.locator(f'[data-liste="{id_}"]').focus()
        page.keyboard.press("Enter" if id_ == TRE[0] else "Space")
    page.locator("[data-minliste]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".minrader > li")
    assert shown(page) == list(TRE)
    page.evaluate("() => { window.print = () => { window.skrevet = true } }")
    page.get_by_role("button", name="Skriv ut").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.skrevet")
    page.wait_for_load_state("networkidle")
    (sheet,) = printed(page)
    whole = f"{tjener}liste/#liste={','.join(TRE)}"
    assert sheet.koder == (whole, *(urljoin(ADRESSE, f"tiltak/{id_}/") for id_ in TRE))
    for id_ in TRE:
        assert name(id_) in sheet.tekst
        assert TILTAK[id_]["kort"] in sheet.tekst
    assert "Tiltaksoversikten, Namdalen" in sheet.tekst
    assert "Skrevet ut " in sheet.tekst
    assert "#skolehelse7870" in sheet.tekst
    assert all(number in sheet.tekst for number in ("113", "112", "116 117", "116 111"))
    for control in ("Flytt", "Fjern", "Del lenken", "Meny"):
        assert control not in sheet.tekst


# ---- in every state --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(side: Page, scheme: Any) -> None:  # noqa: ANN401 - one of two words
    """Empty, filled, changed, with the text shown: accessible in light and dark."""
    side.emulate_media(color_scheme=scheme)
    assert violations(side) == set()
    side.evaluate(NO_CLIPBOARD)
    side.get_by_role("button", name="Kopier som tekst").click()
    row(side, TRE[1]).get_by_role("button", name="Fjern").click()
    side.get_by_role("button", name="Kopier som tekst").click()
    assert violations(side) == set()
    side.get_by_role("button", name="Tøm listen").click()
    assert violations(side) == set()


def test_list_fits_a_narrow_phone(side: Page) -> None:
    """At 320 px nothing of a filled list is wider than the page."""
    side.set_viewport_size({"width": 320, "height": 640})
    assert side.evaluate("document.documentElement.scrollWidth") <= 320

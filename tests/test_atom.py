"""The Atom feeds of changes: made from real repositories, and read by a program that knows nothing of us."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import pytest

from generator.cache import Cache
from generator.editing import history as historien
from generator.editing.history import LEFT_OUT, NONE_KEPT, SHALLOW, UNDER_NOTHING, Hendelse, Historie, history, listing
from generator.editing.revisions import NO_GIT, REFUSED
from generator.exports import atom
from generator.exports.edition import Edition, UnfaithfulExportError
from generator.load import load
from generator.oppsett import NO_ADDRESS
from tests.nettsted import ADRESSE, Nettsted, copy_example, environment, one
from tests.prosjekt import I_DAG, POST, lag
from tests.test_bygg import bygg
from tests.test_oppsett import mkdocs
from tests.test_serve import read, served

FIL = "tiltak/babysvomming.yml"
UNIT = "data/endringer/eksempel.xml"
OTHER = "data/endringer/taus-enhet.xml"
WHO = "Kari Utvikler"
MAIL = "kari.utvikler@example.no"


def git(rot: Path, *words: str, day: int = 1) -> str:
    """Run git in the project, on a day in November, with nobody's settings."""
    when = f"2026-11-{day:02}T10:00:00+01:00"
    env = os.environ | {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", f"user.name={WHO}", "-c", f"user.email={MAIL}", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *who, *words], cwd=rot, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(rot: Path, day: int, **files: str | None) -> str:
    """Write or remove measures, keep all as one commit, and return its id."""
    for name, text in files.items():
        path = rot / "tiltak" / f"{name.replace('_', '-')}.yml"
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")
    git(rot, "add", "-A")
    git(rot, "commit", "-q", "--allow-empty", "-m", "x", day=day)
    return git(rot, "rev-parse", "HEAD")


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Make a repository with one commit of the small project, which lies in a sub-folder."""
    git(tmp_path, "init", "-q", "-b", "main")
    rot = tmp_path / "oversikt"
    rot.mkdir()
    lag(rot)
    commit(rot, 1)
    return rot


def files(rot: Path, store: Cache | None = None) -> dict[str, str]:
    """Return every feed of a project as it lies there now, by its path."""
    lest, found = load(rot, I_DAG), listing(rot)
    assert lest.katalog is not None, lest.problemer
    told = partial(history, rot, found, lest.skjemaer, store) if found.commits else None
    edition = Edition(lest.katalog, lest.skjemaer, I_DAG, "Prøve & feil", ADRESSE, historie=told)
    return dict(atom.exported(edition))


def feed(rot: Path, path: str = atom.PATH) -> Any:  # noqa: ANN401 - feedparser has no types
    """Return one feed as feedparser reads it: without a fault, and with all that RFC 4287 asks for."""
    text = files(rot)[path]
    read = feedparser.parse(text)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    for part in (read.feed, *read.entries):
        assert part.id.startswith("https://")
        assert part.title
        assert part.updated_parsed
        assert part.link.startswith(ADRESSE)
    assert read.feed.author == "Prøve & feil"
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    assert (WHO in text, MAIL in text) == (False, False)
    return read


def titles(rot: Path, path: str = atom.PATH) -> list[str]:
    """Return the titles of a feed, the newest first."""
    return [entry.title for entry in feed(rot, path).entries]


# ---- what is told --------------------------------------------------------------------------------------


def test_the_first_edition_is_no_change(rot: Path) -> None:
    """Where all is new, nothing is told, and every feed is there: the day is that of the commit, not of the clock."""
    assert set(files(rot)) == {atom.PATH, UNIT, OTHER}
    for path in (atom.PATH, UNIT, OTHER):
        read = feed(rot, path)
        assert (read.entries, read.feed.updated) == ([], "2026-11-01T09:00:00Z")


def test_new_changed_and_removed(rot: Path) -> None:
    """Each is an entry that leads to its page, or to its unit when it is gone; the newest stands first."""
    new = commit(rot, 2, ny=POST.replace("Babysvømming", "Ny"))
    commit(rot, 3, babysvomming=POST.replace('"i-drift"', '"pause"').replace("babyen din", "en baby"))
    commit(rot, 4, ny=None)
    entries = feed(rot).entries
    assert [(e.title, e.link.removeprefix(ADRESSE), e.updated) for e in entries] == [
        ("Ny: tilbudet er fjernet", "enhet/eksempel/", "2026-11-04T09:00:00Z"),
        ("Babysvømming: kort fortalt er endret, og én endring til", "tiltak/babysvomming/", "2026-11-03T09:00:00Z"),
        ("Ny: nytt tilbud, Eksempelenheten", "enhet/eksempel/", "2026-11-02T09:00:00Z"),
    ]
    assert entries[1].content[0].value == "Kort fortalt er endret\nI drift → på pause"
    assert entries[2].id == f"{ADRESSE}data/endringer.xml#{new}/tiltak/ny"
    assert [(tag.term, tag.label) for tag in entries[0].tags] == [("eksempel", "Eksempelenheten")]
    assert feed(rot).feed.updated == entries[0].updated
    assert [e.id for e in feed(rot, UNIT).entries] == [e.id for e in entries]


def test_what_readers_do_not_notice_is_no_entry(rot: Path) -> None:
    """A comment, another style, another file and an empty commit tell nothing; nor does what is not committed."""
    commit(rot, 2, babysvomming=f"{POST}# en merknad\n")
    (rot / "sider").mkdir()
    (rot / "sider" / "hei.md").write_text("# Hei\n", "utf-8")
    commit(rot, 3)
    commit(rot, 4)
    (rot / FIL).write_text(POST.replace('"i-drift"', '"pause"'), "utf-8")
    assert titles(rot) == []


def test_a_new_file_name_is_a_new_address(rot: Path) -> None:
    """A file with a new name is the same measure; the entry leads to where it is now."""
    (rot / FIL).rename(rot / "tiltak" / "vann.yml")
    commit(rot, 2)
    (entry,) = feed(rot).entries
    assert entry.title == "Babysvømming: ny adresse. Gamle lenker virker ikke lenger"
    assert entry.link == f"{ADRESSE}tiltak/vann/"


def test_a_unit_is_told_in_its_own_feed_alone(rot: Path) -> None:
    """A change of a unit leads to its page; a measure that moves is in the feeds of both."""
    path = rot / "enheter" / "taus-enhet.yml"
    path.write_text(f'{path.read_text("utf-8")}overordnet: "eksempel"\n', "utf-8")
    commit(rot, 2)
    assert titles(rot, OTHER) == ["Den tause enheten: overordnet enhet: Eksempelenheten er lagt til"]
    assert feed(rot, OTHER).entries[0].link == f"{ADRESSE}enhet/taus-enhet/"
    assert titles(rot, UNIT) == []
    commit(rot, 3, babysvomming=POST.replace('enhet: "eksempel"', 'enhet: "taus-enhet"'))
    moved = "Babysvømming: flyttet fra Eksempelenheten til Den tause enheten"
    assert titles(rot, UNIT) == [moved]
    assert titles(rot, OTHER)[0] == titles(rot)[0] == moved
    assert feed(rot, UNIT).feed.link == f"{ADRESSE}enhet/eksempel/"


def test_names_are_those_of_the_commit_and_a_post_has_its_name_of_today(rot: Path) -> None:
    """A unit that a measure moved to and that is gone since, is named; a measure is called what it is called now."""
    unit = rot / "enheter" / "borte.yml"
    unit.write_text((rot / "enheter" / "taus-enhet.yml").read_text("utf-8").replace("Den tause", "Den borte"), "utf-8")
    commit(rot, 2, babysvomming=POST.replace('enhet: "eksempel"', 'enhet: "borte"'))
    unit.unlink()
    commit(rot, 3, babysvomming=POST.replace("Babysvømming", "Vann"))
    assert titles(rot) == [
        "Den borte enheten: enheten er fjernet",
        "Vann: nytt navn, og én endring til",
        "Den borte enheten: ny enhet",
        "Vann: flyttet fra Eksempelenheten til Den borte enheten",
    ]
    links = {e.title: e.link.removeprefix(ADRESSE) for e in feed(rot).entries}
    assert links["Den borte enheten: ny enhet"] == "enhet/"


def test_what_someone_wrote_is_not_told_again(rot: Path) -> None:
    """What was taken out, or put in and is gone since, stands in no feed: it may be why it was taken out."""
    secret = ("Ola Hemmelig", "41234567", "Kaffe med Ola", "Vaktmester Ola")
    extra = f'partnere: ["{secret[0]}"]\nkontakt: {{telefon: "{secret[1]}", merknad: "Ring Eva"}}\n'
    written = POST.replace("Babysvømming", secret[2]).replace('rolle: "Leder"', f'rolle: "{secret[3]}"') + extra
    commit(rot, 2, babysvomming=written)
    clean = extra.replace(secret[0], "Bassenget").replace(secret[1], "74000000").replace("Eva", "oss")
    commit(rot, 3, babysvomming=POST + clean)
    assert titles(rot) == ["Babysvømming: nytt navn, og 4 endringer til"] * 2
    assert feed(rot).entries[0].content[0].value.splitlines() == [
        "Nytt navn",
        "Telefon er endret",
        "Merknad om kontakt er endret",
        "Samarbeidspartnere er endret",
        "Bekreftet 1. november 2026 på nytt",
    ]
    for word in (*secret, "Eva", "Bassenget", "74000000"):
        assert word not in "".join(files(rot).values()), word


def test_an_identity_number_in_the_name_of_a_unit_is_not_told_again(rot: Path) -> None:
    """A measure that came to the unit, and left it, while the number stood there, is told without it."""
    number, unit, ny = "01819000049", rot / "enheter" / "eksempel.yml", POST.replace("Babysvømming", "Ny")
    before = unit.read_text("utf-8")
    unit.write_text(before.replace("Eksempelenheten", f"Enheten {number}"), "utf-8")
    commit(rot, 2, ny=ny)
    commit(rot, 3, ny=ny.replace('enhet: "eksempel"', 'enhet: "taus-enhet"'))
    unit.write_text(before, "utf-8")
    commit(rot, 4)
    assert "Ny: flyttet fra Enheten 018190 ***** til Den tause enheten" in titles(rot)
    assert number not in "".join(files(rot).values())


def test_merges_count_as_one_step(rot: Path) -> None:
    """A branch is told when it is merged, as readers saw it: all at once, on that day."""
    git(rot, "checkout", "-q", "-b", "gren")
    commit(rot, 2, ny=POST.replace("Babysvømming", "Ny"))
    commit(rot, 3, ny=POST.replace("Babysvømming", "Enda nyere"))
    git(rot, "checkout", "-q", "main")
    commit(rot, 4, babysvomming=POST.replace('"i-drift"', '"pause"'))
    git(rot, "merge", "-q", "--no-ff", "-m", "Slått sammen", "gren", day=5)
    assert [(e.title, e.updated[:10]) for e in feed(rot).entries] == [
        ("Enda nyere: nytt tilbud, Eksempelenheten", "2026-11-05"),
        ("Babysvømming: i drift → på pause", "2026-11-04"),
    ]


def test_the_settings_of_whoever_builds_change_nothing(rot: Path) -> None:
    """Git may be set to show a history in other ways: the feed is the same."""
    git(rot, "checkout", "-q", "-b", "gren")
    commit(rot, 2, ny=POST.replace("Babysvømming", "Ny"))
    git(rot, "checkout", "-q", "main")
    git(rot, "merge", "-q", "--no-ff", "-m", "x", "gren", day=3)
    before = files(rot)
    for setting in ("log.diffMerges=combined", "log.showSignature=true", "color.ui=always", "diff.renames=copies"):
        git(rot, "config", *setting.split("="))
    for setting in ("log.showRoot=false", "diff.noprefix=true", "core.abbrev=5", "log.decorate=full"):
        git(rot, "config", *setting.split("="))
    assert files(rot) == before
    assert titles(rot) == ["Ny: nytt tilbud, Eksempelenheten"]


def test_a_fault_is_told_when_it_is_mended(rot: Path) -> None:
    """No site was built from a post with a fault: what is right again is compared with what was last right."""
    paused = POST.replace('"i-drift"', '"pause"')
    commit(rot, 2, babysvomming="navn: @\n", ny="navn: [")
    commit(rot, 3, babysvomming=f"{POST}tema: []\n")
    commit(rot, 4, babysvomming=paused, ny=POST.replace("Babysvømming", "Ny"))
    commit(rot, 5, babysvomming=paused.replace('"pause"', '"pausse"').replace("babyen din", "en baby"))
    commit(rot, 6, babysvomming=POST.replace("babyen din", "en baby"))
    assert [(e.title, e.updated[8:10]) for e in feed(rot).entries] == [
        ("Babysvømming: på pause → i drift", "06"),
        ("Babysvømming: kort fortalt er endret", "05"),
        ("Babysvømming: i drift → på pause", "04"),
        ("Ny: nytt tilbud, Eksempelenheten", "04"),
    ]


def test_old_posts_of_any_kind_break_nothing(rot: Path) -> None:
    """Bytes that are no text, a list, a huge file, a link, a folder, another list's ids: nothing is raised."""
    post = rot / FIL
    bad: tuple[bytes, ...] = (b"\xff\xfe\x00", b"- a\n", b"navn: x\n" * 20_000, b"", b"navn: {a: b}\nbekreftet: 3\n")
    for day, raw in enumerate(bad, 2):
        post.write_bytes(raw)
        commit(rot, day)
    post.write_text(POST.replace("foreldrerollen", "finnes-ikke-lenger").replace("grong", "borte"), "utf-8")
    commit(rot, 10)
    post.unlink()
    post.symlink_to("annet.yml")
    commit(rot, 11)
    post.unlink()
    post.mkdir()
    (post / "x.yml").write_text(POST, "utf-8")
    commit(rot, 12)
    shutil.rmtree(post)
    commit(rot, 13, babysvomming=POST)
    assert titles(rot) == ["Babysvømming: nytt tilbud, Eksempelenheten", "Babysvømming: tilbudet er fjernet"]


def test_hostile_text_is_text(rot: Path) -> None:
    """What looks like XML, and what is outside the first plane, is read back as text."""
    navn = "<script>x</script> ]]> &amp; 😀 æøå"
    commit(rot, 2, ny=POST.replace("Babysvømming", navn))
    commit(rot, 3, ny=None)
    assert titles(rot) == [f"{navn}: tilbudet er fjernet", f"{navn}: nytt tilbud, Eksempelenheten"]
    assert "<script" not in "".join(files(rot).values())


def test_what_xml_cannot_hold_is_left_out(rot: Path) -> None:
    """Control characters, halves of characters and line breaks do not stand in the way of the rest."""
    katalog = load(rot, I_DAG).katalog
    assert katalog is not None
    odd = "\x00a\x0b\ud800 b\r\n\ufffe😀\x1b"
    told = Historie(0, (Hendelse("abc", 0, "tiltak/borte.yml", odd, (odd, f"{odd}c"), (odd,)),))
    edition = Edition(katalog, {}, I_DAG, odd, ADRESSE, historie=lambda: told)
    read = feedparser.parse(dict(atom.exported(edition))[atom.PATH])
    assert not read.bozo, read.get("bozo_exception")
    (entry,) = read.entries
    assert (read.feed.author, entry.title) == ("a b 😀", "a b 😀: a b 😀, og én endring til")
    assert (entry.content[0].value, entry.tags[0].term) == ("a b 😀\na b 😀c", "a b 😀")


def test_a_text_that_is_lost_is_told_and_not_published(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that does not hold what it should is refused."""
    commit(rot, 2, babysvomming=POST.replace('"i-drift"', '"pause"'))
    written = atom.written
    monkeypatch.setattr(atom, "written", lambda feed: written(feed).replace("pause", "p"))
    with pytest.raises(UnfaithfulExportError):
        files(rot)


# ---- how much ------------------------------------------------------------------------------------------


def many(count: int) -> dict[str, str]:
    """Return so many new measures."""
    return {f"ny_{i:03}": POST.replace("Babysvømming", f"Ny {i:03}") for i in range(count)}


def test_an_import_is_one_entry(rot: Path) -> None:
    """Many measures in one commit do not fill the feed: they are told as one, with the first of them by name."""
    commit(rot, 2, **many(atom.MANY))
    assert len(titles(rot)) == atom.MANY
    new = commit(rot, 3, **{name: text.replace("i-drift", "pause") for name, text in many(atom.MANY + 3).items()})
    entry = feed(rot).entries[0]
    assert entry.title == f"{atom.MANY + 3} tilbud og enheter er endret samtidig"
    assert (entry.id, entry.link) == (f"{ADRESSE}data/endringer.xml#{new}", ADRESSE)
    lines = entry.content[0].value.splitlines()
    assert (lines[0], lines[-1]) == ("Ny 000: i drift → på pause", "Og 3 til")
    assert feed(rot, UNIT).entries[0].link == f"{ADRESSE}enhet/eksempel/"
    assert len(titles(rot)) == 1 + atom.MANY


def test_a_feed_has_an_end(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many commits, posts and entries are looked at and told, the newest; what is older is left out."""
    for day, state in enumerate(("pause", "i-drift", "pause", "i-drift"), 2):
        commit(rot, day, babysvomming=POST.replace("i-drift", state))
    whole = titles(rot)
    assert len(whole) == 4
    for where, name, most in ((historien, "MOST_COMMITS", 3), (historien, "MOST_POSTS", 2), (atom, "MOST_ENTRIES", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, most)
            assert titles(rot) == whole[:most]


def test_what_was_before_another_municipality_took_over_is_not_told(rot: Path) -> None:
    """A commit after which as good as nothing is left of what was there begins a new overview; a large one does not."""
    own = POST.replace("Babysvømming", "Eget")
    commit(rot, 2, **many(60))
    commit(rot, 3, **dict.fromkeys(many(30)))
    assert len(titles(rot)) == 2
    commit(rot, 4, **dict.fromkeys(many(60).keys() - many(30).keys()), eget=own)
    assert titles(rot) == []
    commit(rot, 5, eget=own.replace("i-drift", "pause"))
    assert titles(rot) == ["Eget: i drift → på pause"]


# ---- the same bytes ------------------------------------------------------------------------------------


def test_kept_or_not_the_bytes_are_the_same(rot: Path, tmp_path: Path) -> None:
    """With a cache, without, with a damaged one, and in a copy elsewhere: the same commit gives the same bytes."""
    commit(rot, 2, **many(3))
    commit(rot, 3, babysvomming=POST.replace('"i-drift"', '"pause"'))
    store = Cache(tmp_path / "husk")
    first = files(rot, store)
    (kept,) = (tmp_path / "husk").iterdir()
    assert files(rot) == files(rot, store) == first
    kept.write_bytes(kept.read_bytes()[:-20])
    assert files(rot, store) == first
    git(tmp_path, "clone", "-q", str(tmp_path), "kopi")
    assert files(tmp_path / "kopi" / "oversikt") == first
    commit(rot, 4, ny_000=None)
    assert files(rot, store) == files(rot) != first


def test_what_was_before_the_oldest_we_read_is_not_taken_for_nothing(
    rot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A post that had a fault in the oldest version we know is not told as new when it is right again."""
    commit(rot, 2, babysvomming="navn: [\n")
    commit(rot, 3, annen=POST.replace("Babysvømming", "Annen"))
    commit(rot, 4, babysvomming=POST)
    monkeypatch.setattr(historien, "MOST_COMMITS", 2)
    assert titles(rot) == ["Annen: nytt tilbud, Eksempelenheten"]


def test_what_is_kept_is_used(rot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same commits, no post is read again."""
    commit(rot, 2, **many(3))
    store = Cache(tmp_path / "husk")
    first = files(rot, store)

    def broken(_: Path) -> Iterator[None]:
        raise AssertionError

    monkeypatch.setattr(historien, "_Blobs", broken)
    assert files(rot, store) == first


# ---- where git tells nothing, or little ----------------------------------------------------------------


def told(rot: Path) -> str:
    """Return what is said where no feed is made."""
    found = listing(rot)
    assert found.commits == ()
    assert files(rot) == {}
    return found.merknad


def test_without_git_there_is_no_feed(tmp_path: Path, rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, none that holds the posts, no commit, no git, a git that refuses: each is said in one sentence."""
    alone = lag(tmp_path.parent / f"{tmp_path.name}-alene")
    assert told(alone) == f"{LEFT_OUT} {UNDER_NOTHING}"
    git(alone, "init", "-q")
    assert told(alone) == f"{LEFT_OUT} {NONE_KEPT}"
    (alone / ".git" / "info" / "exclude").write_text("tiltak\nenheter\n", "utf-8")
    git(alone, "add", "-A")
    git(alone, "commit", "-q", "-m", "x")
    assert told(alone) == f"{LEFT_OUT} {NONE_KEPT}"
    with monkeypatch.context() as patch:
        patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert told(rot) == f"{LEFT_OUT} {REFUSED}"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(rot) == f"{LEFT_OUT} {NO_GIT}"
    (tmp_path / "git").write_text("", "utf-8")
    assert told(rot) == f"{LEFT_OUT} {NO_GIT}"


def test_a_shallow_copy_tells_what_it_has(rot: Path, tmp_path: Path) -> None:
    """The oldest commit of a shallow copy is not taken for a new overview, and it is said that there is more."""
    commit(rot, 2, ny=POST.replace("Babysvømming", "Ny"))
    commit(rot, 3, babysvomming=POST.replace('"i-drift"', '"pause"'))
    for depth, expected in ((1, []), (2, ["Babysvømming: i drift → på pause"])):
        git(tmp_path, "clone", "-q", "--depth", str(depth), f"file://{tmp_path}", f"kopi{depth}")
        copy = tmp_path / f"kopi{depth}" / "oversikt"
        assert titles(copy) == expected
        assert listing(copy).merknad == SHALLOW
    assert listing(rot).merknad == ""


# ---- the built site ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bygd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of the example, in a sub-folder, where one measure was changed."""
    top = tmp_path_factory.mktemp("atom")
    git(top, "init", "-q", "-b", "main")
    rot = copy_example(top / "min oversikt")
    commit(rot, 1)
    post = rot / "tiltak" / "minst.yml"
    post.write_text(post.read_text("utf-8").replace('navn: "', 'navn: "Aller ', 1), "utf-8")
    commit(rot, 2)
    return rot


def run(rot: Path, to: Path, **more: str) -> tuple[str, Nettsted]:
    """Build with «tiltak bygg», and return what is said and the site."""
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "bygg", "--til", to],
        cwd=rot,
        env=environment(ADRESSE, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr, Nettsted(to, rot)


def test_readers_find_the_feeds(bygd: Path, tmp_path: Path) -> None:
    """Every page leads to the feed of the site, and the page of a unit to its own; both are there and can be read."""
    said, site = run(bygd, tmp_path / "ut")
    assert "Atom" not in said
    for side in site.sider.values():
        if side.adresse != "404.html":
            link = one(side.soup, 'link[type="application/atom+xml"]')
            assert side.to_root(str(link["href"])) == atom.PATH
            assert link["title"] == "Endringer i Oversikten i Eksempelkommunen"
    for ident, side in site.under("enhet").items():
        link = one(side.innhold, 'a[type="application/atom+xml"]')
        assert (link.text, side.to_root(str(link["href"]))) == ("Følg endringer fra enheten", atom.path_of(ident))
        assert site.exists(atom.path_of(ident))
    read = feedparser.parse((tmp_path / "ut" / atom.PATH).read_bytes())
    assert not read.bozo
    assert len(read.entries) == 1
    for entry in read.entries:
        assert site.exists(entry.link.removeprefix(ADRESSE))


def test_without_an_address_or_a_history_nothing_leads_to_a_feed(bygd: Path, tmp_path: Path) -> None:
    """The build goes on, says why in one line, and no page has a link to what is not there."""

    def without(site: Nettsted) -> bool:
        return not any("application/atom+xml" in side.html for side in site.sider.values()) and not list(
            site.mappe.glob("data/endringer*")
        )

    code, said = bygg(bygd, "--til", str(tmp_path / "uten"))
    assert (code, said.count(NO_ADDRESS)) == (0, 1)
    assert without(Nettsted(tmp_path / "uten", bygd))
    said, site = run(bygd, tmp_path / "nektet", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert said.count(f"{LEFT_OUT} {REFUSED}") == 1
    assert without(site)
    code, said = mkdocs(copy_example(tmp_path / "rot"), ADRESSE)
    assert (code, said.count(f"{LEFT_OUT} {UNDER_NOTHING}")) == (0, 1)
    assert without(Nettsted(tmp_path / "ut", bygd))


def test_what_is_served_on_this_machine_has_no_feed(bygd: Path, tmp_path: Path) -> None:
    """With «mkdocs serve» the address is one that nobody can follow: there is no feed, and nothing leads to one."""
    with served(shutil.copytree(bygd.parent, tmp_path / "alt") / bygd.name, tmp_path / "midlertidig") as (
        address,
        _,
        _,
    ):
        page = read(f"{address}enhet/huset/")
        assert "Følg endringer" not in page
        assert "application/atom+xml" not in page
        assert page
        assert not read(f"{address}{atom.PATH}")


def test_the_feeds_are_the_same_in_every_build(bygd: Path, tmp_path: Path) -> None:
    """On another day, in another zone, with another order of hashes, and with nothing kept: the same bytes."""

    def made(name: str, **more: str) -> Mapping[str, bytes]:
        _, site = run(bygd, tmp_path / name, **more)
        return {path: raw for path, raw in site.files().items() if path.startswith("data/endringer")}

    first = made("en")
    assert len(first) == 4
    other = {"SOURCE_DATE_EPOCH": "1798000000", "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    assert made("to", TILTAK_CACHE=str(tmp_path / "tom"), **other) == first

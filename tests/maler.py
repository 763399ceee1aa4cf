"""Which pages each template makes: of the shipped site, and of the example."""

from __future__ import annotations

MALER = {
    "forside": ("",),
    "finn": ("finn/",),
    "tiltak": ("tiltak/hfu-grong/", "tiltak/bti-team/"),
    "visning": ("kommune/namsos/", "tema/vold-og-overgrep/", "enhet/familiebasen/", "metode/pmto/"),
    "oversikt": ("tema/", "risiko/"),
    "visning_ansatt": ("risiko/r4/",),
    "bti_oversikt": ("bti/",),
    "bti": ("bti/1/",),
    "dekning": ("dekning/", "dekning/alder/"),
    "livslop": ("livslop/",),
    "liste": ("liste/",),
    "veiviser": ("veiviser/",),
    "status": ("status/",),
    "status_enhet": ("status/familiebasen/",),
    "plan": ("plan/",),
    "alfabet": ("a-aa/",),
    "akutt": ("akutt/",),
    "data": ("data/",),
    "skrevet for hånd": ("om/", "rediger/"),
    "404": ("finnes/ikke/",),
}
"""Shipped pages made by each template; a new template is missed by a test below."""

EKSEMPLER = {
    "forside": ("",),
    "finn": ("finn/",),
    "tiltak": ("tiltak/alt-i-ett/", "tiltak/minst/"),
    "visning": ("tema/vold-og-overgrep/", "enhet/huset/", "metode/cos-p/"),
    "oversikt": ("tema/", "risiko/"),
    "visning_ansatt": ("risiko/r3/",),
    "bti_oversikt": ("bti/",),
    "bti": ("bti/2/",),
    "dekning": ("dekning/", "dekning/alder/"),
    "livslop": ("livslop/",),
    "liste": ("liste/",),
    "veiviser": ("veiviser/",),
    "status": ("status/",),
    "status_enhet": ("status/huset/",),
    "plan": ("plan/",),
    "alfabet": ("a-aa/",),
    "akutt": ("akutt/",),
    "data": ("data/",),
    "skrevet for hånd": ("rediger/",),
    "404": ("finnes/ikke/",),
}
"""Pages of the example by template, for what takes long: few posts, and among them every field."""

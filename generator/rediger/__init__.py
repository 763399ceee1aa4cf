"""The form in the browser at ``/rediger/skjema/``: its settings, its page, and what it is made of."""

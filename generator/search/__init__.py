"""Search that understands Norwegian: the same analysis here and in site-overrides/assets/js/sok."""

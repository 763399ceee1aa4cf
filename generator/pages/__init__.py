"""Every generated page: what it shows, and its address. One module a page or a kind of pages."""

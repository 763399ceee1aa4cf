"""What needs Node: the YAML language server, the form in the browser. Run by ``make test-rediger``."""

"""Open data: the catalogue in the formats that other programs read. One format a module, and none knows another.

Each module has ``exported``, which yields its files. What a file holds is read back from its text and compared with
the catalogue before the file is written (generator.exports.edition.checked).
"""

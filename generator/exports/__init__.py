"""Open data: the catalogue in the formats that other programs read. One format a module.

Each module that makes files has ``exported``, which yields them; ``schemaorg`` is for a part of a page. What a file
holds is read back from its text and compared with the catalogue before the file is written
(generator.exports.edition.checked).
"""

"""Tables in the formats people have, row by row into sourced claims and figures.

One module a format (:mod:`~geo.ingest.tables.formats` lists them). A format reads rows and gives records, or says why
not; :mod:`~geo.ingest.tables.load` does the rest: one batch, refusals beside the file, a report.
"""

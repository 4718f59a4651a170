"""Layers as files: one module for each family of formats, and what they all share.

:mod:`~layers.export.selection` says which rows leave, :mod:`~layers.export.rows` carries them a block at a time,
:mod:`~layers.export.formats` lists the formats, :mod:`~layers.export.write` puts whole files in place and
:mod:`~layers.export.datapackage` describes them.
"""

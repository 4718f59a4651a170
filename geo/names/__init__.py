"""The parts of :mod:`geo.geocode`: how written names are read, compared, chosen among and refused."""

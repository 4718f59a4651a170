"""The terms that rows and geometry come under, by their SPDX name."""

LICENCES: dict[str, dict[str, str]] = {
    "Apache-2.0": {
        "name": "Apache-2.0",
        "title": "Rows compiled by Marz: Apache License 2.0",
        "path": "https://www.apache.org/licenses/LICENSE-2.0",
    },
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "Points of settlements: GeoNames, CC BY 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "ODbL-1.0": {
        "name": "ODbL-1.0",
        "title": "Border line: © OpenStreetMap contributors, ODbL 1.0",
        "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    },
    "public-domain": {
        "name": "other-pd",
        "title": "Outlines: Natural Earth, public domain",
        "path": "https://www.naturalearthdata.com/about/terms-of-use/",
    },
}

"""The page, as ``streamlit run app.py`` and ``marz app`` start it; it is laid out in :mod:`layers.page`."""

import streamlit as st

from geo.errors import MarzError
from layers.page.main import main

if __name__ == "__main__":
    try:
        main()
    except MarzError as refusal:
        st.error(str(refusal))

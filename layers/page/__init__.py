"""The page: widgets only. What they show comes from ``geo`` and from the other modules of ``layers``.

``app.py`` starts it, because ``streamlit run`` needs a file and the top level holds one. This package alone may know
Streamlit; nothing else imports it.
"""

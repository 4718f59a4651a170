"""Texts under review: pasted or opened, held for the session, kept nowhere."""

import streamlit as st

from geo.ingest.candidates import Candidate
from geo.ingest.review import ReviewLog
from layers import reviewing
from layers.inert import css_string
from layers.language import Language
from layers.page.decisions import may_write, stamp, tell
from layers.page.session import tongue

HEAD_LINES = "title:, url:, published:"


def texts() -> dict[str, reviewing.Text]:
    """Give the texts of this session by their hash; they live in its memory and nowhere else."""
    held: dict[str, reviewing.Text] = st.session_state.setdefault("texts", {})
    return held


def take_text(log: ReviewLog) -> None:
    """Offer to paste or open a text, and queue what it says."""
    t = tongue()
    with st.expander(t("review_add"), expanded=not texts()), st.form("text", border=False):
        about = t("review_paste_help", lines=HEAD_LINES)
        pasted = st.text_area(t("review_paste"), height=140, key="pasted", help=about)
        file = st.file_uploader(t("review_file"), type=["txt", "html", "htm", "docx", "pdf"], key="file")
        _say_in_own_words(t)
        published = st.text_input(t("review_published"), placeholder="2025-07-06", key="published")
        if not st.form_submit_button(t("review_find"), key="find"):
            return

    def find() -> None:
        if file:
            keep(reviewing.uploaded(file.name, file.getvalue(), published=published), log)
        else:
            keep(reviewing.pasted(pasted, published=published, lang=t.lang), log)

    if tell(find):
        st.rerun()


def _say_in_own_words(t: Language) -> None:
    """Put the page's words in place of Streamlit's English ones on the button that opens a file, and beside it."""
    most = t("review_upload_of", most=st.get_option("server.maxUploadSize"))
    words = f"--mz-upload: {css_string(t('review_upload'))}; --mz-upload-of: {css_string(most)};"
    st.html(f'<style>[data-testid="stFileUploader"] {{ {words} }}</style>')


def keep(text: reviewing.Text, log: ReviewLog) -> None:
    """Hold a text for the session; queue its candidates where the page may write."""
    texts()[text.sha256] = text
    st.session_state.batch, st.session_state.at = text.sha256, 0
    if may_write():
        log.add(text.candidates, **stamp())
    t = tongue()
    if text.misread_day:
        st.toast(t("review_day_unread"))
    if not text.candidates:
        st.toast(t("review_found_none"))


def queue(log: ReviewLog) -> list[Candidate]:
    """Give the log's candidates, and those of texts that were only looked at."""
    logged = log.candidates(None)
    known = {c.id for c in logged}
    return logged + [c for text in texts().values() for c in text.candidates if c.id not in known]

"""A file that is being read or recorded: how far it is, and that one may leave."""

import json
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.jobs import Job
from dashboard.locale import Speaker, msg
from dashboard.pages.upload.ids import Upload

STEPS: Final = {
    "": msg("Waiting for other work to end."),
    "read": msg("Reading the rows."),
    "check": msg("Checking rows: {done} of {all}."),
    "record": msg("Writing into the register: {all} rows."),
}
"""What is said of each step of an ingest; ``assets/js/making.js`` puts in how far it is."""


def working(job: Job, speaker: Speaker) -> Component:
    """How far a job is, followed by ``assets/js/making.js`` until it is over."""
    text, recording = speaker.text, job.kind == "record"
    title = text("Recording {name}…", name=job.name) if recording else text("Reading {name}…", name=job.name)
    stay = (
        text("You can leave this page: the file is recorded all the same, and this address says what came of it.")
        if recording
        else text("You can leave this page and come back to this address.")
    )
    said = {step: text(words, done="{done}", all="{all}") for step, words in STEPS.items()}
    silent = text("Sijill does not answer at the moment. It will be asked again.")
    return html.Div(
        [
            html.P(title, className="notice-title"),
            html.Progress(max="1", **aria(label=title)),
            html.P(said.get(job.step, "").replace("{done}", "0").replace("{all}", "…"), className="working-step"),
            html.P(stay, className="working-stay"),
        ],
        id=Upload.WORKING,
        className="notice working",
        **data(job=job.token, kind=job.kind, name=job.name, texts=json.dumps({"steps": said, "silent": silent})),
    )

"""Long work: told how far it is, found again by its token, and told to be lost when its server died."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from polars.exceptions import PanicException

from dashboard.jobs import Job, Jobs, Made, State, Tell, UnknownJobError
from dashboard.jobs.jobs import AT_ONCE, EXPIRES_S, RESULTS_KEPT
from dashboard.jobs.pulse import SILENT_S, beats, pulse
from db.filters import FilterError

WAIT_S = 30


def writes(content: bytes) -> Callable[[Tell, Path], Made]:
    def work(_tell: Tell, path: Path) -> Made:
        path.write_bytes(content)
        return Made({"rows": 2}, file="a.csv", media_type="text/csv", result=content)

    return work


def done(jobs: Jobs, job: Job) -> Job:
    return jobs.wait(job.token, WAIT_S)


def test_what_work_made_is_found_by_its_token_also_after_sijill_was_started_again(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    job = done(jobs, jobs.start("export", "a", writes(b"x")))
    assert (job.state, job.facts, job.file) == (State.DONE, {"rows": 2}, "a.csv")
    assert jobs.path(job.token).read_bytes() == b"x"
    assert jobs.result(job.token) == b"x"
    again = Jobs(tmp_path)
    assert again.find(job.token) == job
    assert again.result(job.token) is None


def test_work_tells_how_far_it_is_while_it_goes_on(tmp_path: Path) -> None:
    told, go_on = Event(), Event()

    def work(tell: Tell, _path: Path) -> Made:
        tell("check", 3, 10)
        told.set()
        go_on.wait(WAIT_S)
        return Made()

    jobs = Jobs(tmp_path)
    token = jobs.start("look", "a", work).token
    assert told.wait(WAIT_S)
    found = jobs.find(token)
    assert (found.state, found.step, found.done, found.all) == (State.RUNNING, "check", 3, 10)
    assert Jobs(tmp_path).find(token).state is State.RUNNING, "another worker sees that it goes on"
    assert jobs.start("look", "a", work, token=token).token == token, "it is not begun twice"
    go_on.set()
    assert jobs.wait(token, WAIT_S).state is State.DONE


def test_work_that_fails_says_why(tmp_path: Path) -> None:
    def work(_tell: Tell, _path: Path) -> Made:
        raise FilterError("place: 'Atlantis' is not known; write a P-code")

    jobs = Jobs(tmp_path)
    job = done(jobs, jobs.start("export", "a", work))
    assert job.state is State.FAILED
    assert "Atlantis" in str(job.issues[0]["message"])


def test_an_error_that_nobody_foresaw_is_told_without_its_inside_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_tell: Tell, _path: Path) -> Made:
        raise RuntimeError("secret")

    jobs = Jobs(tmp_path)
    job = done(jobs, jobs.start("export", "a", work))
    assert "secret" not in json.dumps(job.row())
    assert "secret" in caplog.text


def test_work_whose_server_died_is_lost_and_can_be_begun_again(tmp_path: Path) -> None:
    place = tmp_path / "t"
    place.mkdir()
    (place / "job.json").write_text(json.dumps(Job("t", "record", "a", State.RUNNING).row()), encoding="utf-8")
    (place / "pulse").touch()
    jobs = Jobs(tmp_path)
    assert jobs.find("t").state is State.RUNNING
    os.utime(place / "pulse", (0, time.time() - SILENT_S - 1))
    assert jobs.find("t").state is State.LOST
    assert done(jobs, jobs.start("record", "a", writes(b"x"), token="t")).state is State.DONE


def test_a_pulse_beats_while_its_block_runs(tmp_path: Path) -> None:
    sign = tmp_path / "pulse"
    assert not beats(sign)
    with pulse(sign):
        os.utime(sign, (0, 0))
        last = time.monotonic() + WAIT_S
        while not beats(sign) and time.monotonic() < last:
            time.sleep(0.05)
        assert beats(sign)


def test_work_is_forgotten_after_a_day_and_results_sooner(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    tokens = [done(jobs, jobs.start("look", "a", writes(b"x"))).token for _ in range(RESULTS_KEPT + 1)]
    assert [jobs.result(token) for token in tokens] == [None, *[b"x"] * RESULTS_KEPT]
    long_ago = time.time() - EXPIRES_S - 1
    os.utime(tmp_path / tokens[0], (long_ago, long_ago))
    done(jobs, jobs.start("look", "a", writes(b"x")))
    with pytest.raises(UnknownJobError):
        jobs.find(tokens[0])


@pytest.mark.parametrize("token", ["", "nobody", "../secret", "a/b"])
def test_a_token_that_was_never_given_out_finds_nothing(tmp_path: Path, token: str) -> None:
    with pytest.raises(UnknownJobError):
        Jobs(tmp_path).find(token)


def test_work_that_panics_or_can_not_be_noted_comes_to_an_end(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def panics(_tell: Tell, _path: Path) -> Made:
        raise PanicException("index out of bounds")

    def fills_the_disk(_tell: Tell, path: Path) -> Made:
        path.with_name("job.json.new").mkdir()  # from here on no note can be written
        return Made(file="a.csv")

    assert not issubclass(PanicException, Exception)
    jobs = Jobs(tmp_path)
    failed = done(jobs, jobs.start("look", "a", panics))
    assert (failed.state, failed.issues[0]["code"]) == (State.FAILED, "broken")
    assert done(jobs, jobs.start("export", "a", fills_the_disk)).state is State.LOST
    assert "could not be written" in caplog.text
    assert done(jobs, jobs.start("export", "a", writes(b"x"))).state is State.DONE


def test_work_that_can_not_begin_is_not_taken_for_begun(tmp_path: Path) -> None:
    (tmp_path / "jobs").symlink_to(tmp_path / "a disk that is not there")
    jobs = Jobs(tmp_path / "jobs")
    with pytest.raises(OSError, match="jobs"):
        jobs.start("look", "a", writes(b"x"), token="t")
    (tmp_path / "jobs").unlink()
    assert done(jobs, jobs.start("look", "a", writes(b"x"), token="t")).state is State.DONE


@pytest.mark.parametrize("who", ["the same", "another"])
def test_what_goes_on_while_a_text_is_redacted_hands_out_nothing(tmp_path: Path, who: str) -> None:
    begun, go_on = [Event(), Event()], Event()

    def asks(made: Made, at: Event) -> Callable[[Tell, Path], Made]:
        def work(_tell: Tell, path: Path) -> Made:
            path.write_bytes(b"a witness")
            at.set()
            go_on.wait(WAIT_S)
            return made

        return work

    jobs = Jobs(tmp_path)
    export = jobs.start("export", "a", asks(Made(file="a.csv", result=b"a witness"), begun[0]))
    record = jobs.start("record", "a", asks(Made({"quoted": "a witness"}), begun[1]))
    assert all(each.wait(WAIT_S) for each in begun)
    assert (jobs if who == "the same" else Jobs(tmp_path)).forget_over() == 0
    go_on.set()
    told = done(jobs, export)
    assert (told.state, told.file, told.issues[0]["code"]) == (State.FAILED, None, "changed")
    assert jobs.result(export.token) is None
    with pytest.raises(UnknownJobError):
        done(jobs, record)
    assert not any(b"a witness" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_what_waited_for_its_turn_while_a_text_was_redacted_is_made(tmp_path: Path) -> None:
    go_on = Event()

    def waits(_tell: Tell, _path: Path) -> Made:
        go_on.wait(WAIT_S)
        return Made()

    jobs = Jobs(tmp_path)
    first = [jobs.start("look", "a", waits) for _ in range(AT_ONCE)]
    later = jobs.start("export", "a", writes(b"x"))
    while any(jobs.find(job.token).state is State.WAITING for job in first):
        time.sleep(0.01)
    jobs.forget_over()
    go_on.set()
    assert done(jobs, later).state is State.DONE

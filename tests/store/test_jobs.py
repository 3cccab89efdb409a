from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from criteria.errors import InputRefused
from matcher.store import Store
from matcher.store.jobs import Job

LEASE = dt.timedelta(minutes=5)
OVER = dt.timedelta(seconds=-1)


def claimed(store: Store, lease: dt.timedelta = LEASE, worker: str = "w1") -> Job:
    job = store.jobs.claim(worker, lease, kind="screening")
    assert job is not None
    return job


def kept(store: Store, job: Job) -> Job:
    found = store.jobs.get(job.id)
    assert found is not None
    return found


def test_a_job_waits_is_done_and_is_kept(store: Store) -> None:
    added = store.jobs.add("screening", '{"rows": 2}', owner="ward-7")
    assert (added.state, added.done, added.total, added.attempts) == ("waiting", 0, None, 0)
    job = claimed(store)
    assert (job.id, job.state, job.worker, job.attempts) == (added.id, "running", "w1", 1)
    assert store.jobs.claim("w2", LEASE, kind="screening") is None
    assert store.jobs.progress(job, LEASE, done=1, total=2)
    assert (kept(store, job).done, kept(store, job).total) == (1, 2)
    assert store.jobs.finish(job, '{"files": []}')
    ended = kept(store, job)
    assert (ended.state, ended.result, ended.lease_until) == ("done", '{"files": []}', None)
    assert ended.finished is not None
    assert ended.finished.tzinfo == dt.UTC
    assert not store.jobs.fail(job, "too late")


def test_the_oldest_of_its_kind_is_claimed_first(store: Store) -> None:
    store.jobs.add("other", "{}", owner="a")
    ids = [store.jobs.add("screening", "{}", owner="a").id for _ in range(3)]
    assert [claimed(store).id for _ in range(3)] == ids
    assert {job.kind for job in store.jobs.all(owner="a")} == {"other", "screening"}
    assert store.jobs.all(owner="b") == ()


def test_a_job_whose_worker_died_goes_to_the_next_and_fails_in_the_end(store: Store) -> None:
    store.jobs.add("screening", "{}", owner="a")
    first = claimed(store, OVER)
    second = claimed(store, OVER, "w2")
    assert (second.id, second.attempts) == (first.id, 2)
    assert not store.jobs.progress(first, LEASE, done=1)
    assert not store.jobs.finish(first, "{}")
    claimed(store, OVER)
    assert store.jobs.claim("w3", LEASE, kind="screening") is None
    assert kept(store, first).state == "failed"
    assert "3 times" in str(kept(store, first).problem)


def test_a_job_that_gets_further_is_never_given_up_and_what_was_done_stays_done(store: Store) -> None:
    store.jobs.add("screening", "{}", owner="a")
    for number in range(1, 6):
        job = claimed(store, worker=f"w{number}")
        assert store.jobs.progress(job, LEASE, done=0)
        assert kept(store, job).done == number - 1
        assert store.jobs.progress(job, OVER, done=number)
    assert (kept(store, job).state, kept(store, job).done, kept(store, job).attempts) == ("running", 5, 1)


def test_a_job_that_meets_a_full_disk_waits_and_says_so(store: Store) -> None:
    store.jobs.add("screening", "{}", owner="a")
    job = claimed(store)
    assert store.jobs.release(job, "the disk is full")
    assert (kept(store, job).state, kept(store, job).problem) == ("waiting", "the disk is full")
    again = claimed(store, worker="w2")
    assert store.jobs.finish(again, "{}")
    assert kept(store, again).problem is None


def test_what_asks_for_the_same_is_for_the_caller_to_say(store: Store) -> None:
    one = store.jobs.add("screening", '{"at": 1}', owner="a", idempotency_key="k", job_id="0" * 32)
    assert one.id == "0" * 32
    again = store.jobs.add("screening", '{"at": 2}', owner="a", idempotency_key="k", same=lambda *_: True)
    assert again == one
    assert store.jobs.all(kind="sync") == ()
    assert store.jobs.all(kind="screening", owner="a") == (one,)


def test_a_worker_that_is_shut_down_gives_its_job_back(store: Store) -> None:
    store.jobs.add("screening", "{}", owner="a")
    assert store.jobs.release(claimed(store))
    again = claimed(store, worker="w2")
    assert (again.attempts, again.worker) == (1, "w2")
    assert store.jobs.fail(again, "the cohort is damaged")
    assert kept(store, again).problem == "the cohort is damaged"


def test_a_waiting_job_is_cancelled_and_a_running_one_is_asked_to_stop(store: Store) -> None:
    waiting = store.jobs.add("screening", "{}", owner="a")
    cancelled = store.jobs.cancel(waiting.id)
    assert cancelled is not None
    assert cancelled.state == "cancelled"
    store.jobs.add("screening", "{}", owner="a")
    running = claimed(store)
    asked = store.jobs.cancel(running.id)
    assert asked is not None
    assert (asked.state, asked.cancel_asked) == ("running", True)
    assert not store.jobs.progress(running, LEASE, done=1)
    assert store.jobs.stop(running)
    assert kept(store, running).state == "cancelled"
    assert store.jobs.cancel("nothing") is None


def test_the_same_request_under_one_key_is_one_job(store: Store) -> None:
    one = store.jobs.add("screening", "{}", owner="a", idempotency_key="k")
    assert store.jobs.add("screening", "{}", owner="a", idempotency_key="k") == one
    assert store.jobs.add("screening", "{}", owner="b", idempotency_key="k").id != one.id
    assert store.jobs.add("screening", "{}", owner="a").id != one.id
    with pytest.raises(InputRefused, match="another request"):
        store.jobs.add("screening", '{"other": 1}', owner="a", idempotency_key="k")


def test_files_of_jobs_that_ended_are_wiped_once(store: Store) -> None:
    store.jobs.add("screening", "{}", owner="a")
    job = claimed(store)
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    assert store.jobs.to_wipe(later) == ()
    store.jobs.finish(job, "{}")
    assert [each.id for each in store.jobs.to_wipe(later)] == [job.id]
    assert store.jobs.to_wipe(later - dt.timedelta(days=2)) == ()
    store.jobs.wiped(job.id)
    assert store.jobs.to_wipe(later) == ()


def test_no_job_is_claimed_twice(store: Store) -> None:
    for _ in range(12):
        store.jobs.add("screening", "{}", owner="a")

    def claim(worker: int) -> list[str]:
        jobs = (store.jobs.claim(f"w{worker}", LEASE, kind="screening") for _ in range(4))
        return [job.id for job in jobs if job]

    with ThreadPoolExecutor(4) as pool:
        taken = [job_id for ids in pool.map(claim, range(4)) for job_id in ids]
    assert len(taken) == len(set(taken))
    while job := store.jobs.claim("last", LEASE, kind="screening"):
        taken.append(job.id)
    assert len(set(taken)) == 12

"""The store against a plain dictionary: the same steps, the same records, an unbroken chain."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import labmethods as lm
from labmethods.errors import Conflict, Missing, Refused
from labmethods.workbook.merge import merge

Model = dict[str, dict[str, object]]
letters = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])
texts = st.text(letters, min_size=1, max_size=8)
ratings = st.none() | st.integers(1, 5)


class StoreAgainstModel(RuleBasedStateMachine):
    """Actors and relations in a lab, and the same in dictionaries.

    ``done`` and ``undone`` hold what the records were before each step, as undo walks back and
    forth between them.
    """

    database: str | None = None
    actors = Bundle("actors")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lm-model-"))
        self.lab = lm.new_lab("Provlabbet", to=self.folder, database=self._fresh_database())
        self.model: Model = {}
        self.ties: dict[str, tuple[str, str]] = {}
        self.done: list[tuple[Model, dict]] = []
        self.undone: list[tuple[Model, dict]] = []
        self.copies = 0

    def _fresh_database(self) -> str | None:
        if self.database is None:
            return None
        url = sa.make_url(self.database)
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        return url.render_as_string(hide_password=False)

    def teardown(self) -> None:
        self.lab.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _step(self) -> None:
        """Note how it was before a step that changes something."""
        self.done.append(({key: dict(one) for key, one in self.model.items()}, dict(self.ties)))
        self.undone.clear()

    @rule(target=actors, name=texts, power=ratings)
    def add(self, name, power):
        self._step()
        made = self.lab.actors.add(name=name, power=power)
        self.model[made.id] = {"name": made.name, "power": power}
        return made.id

    @rule(target=actors, names=st.lists(texts, min_size=1, max_size=4))
    def add_many(self, names):
        self._step()
        made = self.lab.actors.add_many([{"name": name} for name in names])
        self.model |= {one.id: {"name": one.name, "power": None} for one in made}
        return made[0].id

    @rule(name=texts, power=st.integers(6, 99))
    def add_a_bad_one_among_good(self, name, power):
        with pytest.raises(Refused):
            self.lab.actors.add_many([{"name": name}, {"name": name, "power": power}])

    @rule(actor=actors, power=ratings)
    def change(self, actor, power):
        if actor not in self.model:
            with pytest.raises(Missing):
                self.lab.actors.change(actor, power=power)
        elif self.model[actor]["power"] == power:
            self.lab.actors.change(actor, power=power)
        else:
            self._step()
            self.lab.actors.change(actor, power=power)
            self.model[actor]["power"] = power

    @rule(actor=actors, theirs=st.integers(1, 5), mine=st.integers(1, 5))
    def change_what_somebody_changed_meanwhile(self, actor, theirs, mine):
        if actor not in self.model or self.model[actor]["power"] == theirs or theirs == mine:
            return
        seen = self.lab.actors.get(actor)
        if seen.power == mine:
            return
        self._step()
        self.lab.actors.change(actor, power=theirs)
        self.model[actor]["power"] = theirs
        with pytest.raises(Conflict):
            self.lab.actors.change(actor, seen=seen, power=mine)

    @rule(one=actors, other=actors)
    def tie(self, one, other):
        if one == other or one not in self.model or other not in self.model:
            with pytest.raises(Refused):
                self.lab.relations.add(source=one, target=other)
            return
        self._step()
        made = self.lab.relations.add(source=one, target=other)
        self.ties[made.id] = (one, other)

    @rule(actor=consumes(actors))
    def remove(self, actor):
        if actor not in self.model:
            with pytest.raises(Missing):
                self.lab.actors.remove(actor)
            return
        self._step()
        self.lab.actors.remove(actor)
        del self.model[actor]
        # A relation goes with either of its actors.
        self.ties = {key: ends for key, ends in self.ties.items() if actor not in ends}

    @rule()
    def undo(self):
        if not self.done:
            with pytest.raises(Missing):
                self.lab.undo()
            return
        self.lab.undo()
        self.undone.append((self.model, self.ties))
        self.model, self.ties = self.done.pop()

    @rule()
    def redo(self):
        if not self.undone:
            with pytest.raises(Missing):
                self.lab.redo()
            return
        self.lab.redo()
        self.done.append((self.model, self.ties))
        self.model, self.ties = self.undone.pop()

    @precondition(lambda self: self.database is None and self.copies < 2)
    @rule(target=actors, name=texts)
    def merge_a_copy_that_got_an_actor(self, name):
        self.copies += 1
        copy = self.folder / f"kopia-{self.copies}"
        self.lab.close()
        shutil.copytree(self.lab.home, copy)
        with lm.open_lab(copy) as other:
            made = other.actors.add(name=name)
            merge(self.lab, other)
            assert merge(self.lab, other).changes == 0
        # A bare undo takes the merge back as one step, and then what was done here before it.
        self._step()
        self.model[made.id] = {"name": made.name, "power": None}
        return made.id

    @rule()
    def open_again(self):
        home = self.lab.home
        self.lab.close()
        self.lab = lm.open_lab(home)

    @invariant()
    def the_records_are_those_of_the_model(self):
        found = {one.id: {"name": one.name, "power": one.power} for one in self.lab.actors.all()}
        assert found == self.model
        ties = {one.id: (one.source, one.target) for one in self.lab.relations.all()}
        assert ties == self.ties
        assert len(self.lab.actors) == len(self.model)

    @invariant()
    def the_journal_holds(self):
        assert self.lab.store.broken_chain() == []


STEPS = settings(
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_store_does_as_the_model_on_sqlite():
    run_state_machine_as_test(StoreAgainstModel, settings=STEPS)


def test_the_store_does_as_the_model_on_postgresql(database):
    class OnPostgreSQL(StoreAgainstModel):
        pass

    OnPostgreSQL.database = database
    run_state_machine_as_test(
        OnPostgreSQL, settings=settings(STEPS, max_examples=5, stateful_step_count=12)
    )

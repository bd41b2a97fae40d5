"""Keep how the room sees the actors in a dated mapping, so that it can be compared later."""

from __future__ import annotations

import pandas as pd

from labmethods.stakeholders import analysis
from labmethods.stakeholders.records import Assessment
from labmethods.workbook.lab import Lab


def keep(lab: Lab, mapping: str, places: pd.DataFrame | None = None) -> list[Assessment]:
    """Put the actors' present ratings into a mapping, as one step.

    Keeping again in the same mapping puts the new ratings in the place of those kept before. Actors
    that have left by the mapping's day are not part of it, actors that nobody has assessed are.

    Parameters
    ----------
    mapping
        The mapping's id.
    places
        Where the actors stand on the relation map, from ``analysis.layout``: the next mapping's map
        then begins from there.

    Raises
    ------
    Missing
        If the mapping isn't there (any longer).
    """
    day = lab.mappings.get(mapping).day
    earlier = {one.actor: one for one in lab.assessments.find(mapping=mapping, voice=None)}
    spots = {} if places is None else places.set_index("id")[["x", "y"]].to_dict("index")
    kept = []
    with lab.store.writing() as batch:
        for actor in lab.actors.all():
            before = earlier.pop(actor.id, None)
            if actor.left is not None and actor.left <= day:
                if before is not None:
                    batch.remove("assessments", before.id)
                continue
            values = {name: getattr(actor, name) for name in analysis.SCALES}
            values |= spots.get(actor.id, {})
            if before is not None:
                kept.append(batch.change("assessments", before.id, values))
            else:
                row = {"mapping": mapping, "actor": actor.id, **values}
                kept += batch.add("assessments", [row])
    return kept

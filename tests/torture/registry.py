"""The kinds of trials, in the order in which the table names them."""

from tests.torture import (
    damage,
    damaged_inputs,
    file_kills,
    full_disks,
    hub_kills,
    injections,
    kills,
    mishaps,
    packet_kills,
    races,
    teams,
    whole_file_kills,
)

KINDS = (
    *kills.KINDS,
    *file_kills.KINDS,
    *whole_file_kills.KINDS,
    *packet_kills.KINDS,
    *hub_kills.KINDS,
    *damage.KINDS,
    *full_disks.KINDS,
    *races.KINDS,
    *mishaps.KINDS,
    *damaged_inputs.KINDS,
    *injections.KINDS,
    *teams.KINDS,
)

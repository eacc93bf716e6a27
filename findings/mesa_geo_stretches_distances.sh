#!/usr/bin/env bash
# mesa-geo's distances are those of a web map, twice as long in the north as on the ground.
#
# One would guess: distances between places given in degrees are metres on the ground, or degrees.
# What happens: a GeoSpace is in web Mercator (EPSG:3857) unless told, and places are moved into it. Its metres hold at
# the equator only: Helsinki and Stockholm are 787 km apart for 397, Mombasa and Colombo as on the ground. Neighbours
# within 500 km, and speeds of ships in km a day, hang on the latitude in the same way.
# Seen with mesa-geo 0.9.3, mesa 3.5.1, pyproj 3.8.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mesa-geo==0.9.3" "mesa==3.5.1" "networkx==3.4.2" \
    "geopandas==1.1.4" "pyproj==3.8.0" "shapely==2.2.0" "numpy==2.4.6" "pandas==3.0.6" "xarray==2026.9.0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import geopandas
import mesa
import mesa_geo
from pyproj import Geod
from shapely.geometry import Point

print(*(f"{name} {version(name)}" for name in ("mesa-geo", "mesa", "pyproj")))


def kilometres(*places: tuple[float, float]) -> tuple[int, int]:
    """Return how far two ports are by mesa-geo, and on the ground."""
    table = geopandas.GeoDataFrame(geometry=[Point(*place) for place in places], crs="EPSG:4326")
    space = mesa_geo.GeoSpace()
    ports = mesa_geo.AgentCreator(mesa_geo.GeoAgent, model=mesa.Model()).from_GeoDataFrame(table)
    space.add_agents(ports)
    ground = Geod(ellps="WGS84").inv(*places[0], *places[1])[2]
    return round(space.distance(*ports) / 1000), round(ground / 1000)


north = kilometres((24.94, 60.17), (18.07, 59.33))
equator = kilometres((39.67, -4.05), (79.85, 6.93))
print("Helsinki to Stockholm, by mesa-geo and on the ground:", north)
print("Mombasa to Colombo:", equator)
assert 1.95 < north[0] / north[1] < 2.05
assert 0.99 < equator[0] / equator[1] < 1.02
PYTHON

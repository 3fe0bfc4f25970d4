"""Search engines, one module for each service that asks them for programs: fetched and recognised, never graded."""

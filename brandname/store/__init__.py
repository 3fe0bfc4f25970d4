"""The study's own store; `Store` is the only way in. See `study_store` for what it keeps."""

from brandname.store.study_store import FOLDER, LedgerEntry, Store
from brandname.store.upkeep import Problem, ProblemKind, Pruned, StoreInfo

__all__ = ["FOLDER", "LedgerEntry", "Problem", "ProblemKind", "Pruned", "Store", "StoreInfo"]

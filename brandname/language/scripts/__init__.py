"""Names in other scripts: ranked local spellings with a reading back in Latin letters and a measured confidence."""

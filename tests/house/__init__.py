"""The rules of the house, as tests. Each names the culprit and says what to do; `docs/house.md` says why."""

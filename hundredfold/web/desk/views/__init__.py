"""The views of the desk. Each reads the clock, asks a loader, and renders or does one act."""

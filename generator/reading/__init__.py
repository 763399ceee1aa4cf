"""Text to nodes: files, and YAML as it is typed, where each value has a place, mended where that is safe."""

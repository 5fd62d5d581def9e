"""The full screen of a call: rows made by a pure layout, drawn by one prompt_toolkit Application."""
